/** The kinds of fault, each with its highest rate: a run that has it on draws a rate up to that. */
export const FAULT_KINDS = {
  throttled: 0.06, // a call is throttled
  internalError: 0.06, // a call gets a 500, and has no effect
  lostRequest: 0.05, // a call times out before its effect
  lostAnswer: 0.06, // a call times out after its effect
  strayRequest: 0.03, // a call times out, and has its effect up to a minute later
  slowCall: 0.04, // a call takes up to half a minute
  crashBeforeCall: 0.03, // a function crashes before a call
  crashAfterCall: 0.04, // a function crashes after a call had its effect
  recycledInstance: 0.15, // the instance of a function is lost with its memory
  otherVersion: 0.7, // a function is served by the previous or the next version for a minute
  transactionConflict: 0.15, // items of a write are in another transaction, or throttled
  hotItem: 0.06, // other transactions hold an item for a minute, so that every write of it conflicts
  staleRead: 0.5, // an eventually consistent read returns former versions of items
  staleIndex: 1, // indexes lag seconds to minutes behind their tables for the whole run
  clockSkew: 0.5, // the clock of a function is up to ten minutes off
  unprocessed: 0.4, // a batch call leaves some or all of its items unprocessed
  shortPage: 0.4, // a page of a query ends early
  duplicateMessage: 0.15, // a queue delivers a message again, up to a hundred times
  lateMessage: 0.1, // a message is up to a day late
  reordered: 0.3, // a queue delivers messages out of order
  shortReceive: 0.4, // a receive returns fewer messages than the queue has
  lostReceive: 0.08, // a receive counts, although its messages reach no consumer
  heldBatch: 0.1, // a batch reaches its function late, so that two invocations have the same messages
  inexactCount: 0.2, // the number of receives is one off
  lostBatchAnswer: 0.08, // a batch is delivered again after it was processed
  serviceDown: 0.12, // a table or another AWS service fails every call for up to a minute
  expiredIterator: 0.15, // a stream is read again from an earlier record
  splitShard: 0.15, // a shard of a stream ends; its children are read after it
  longOutage: 0.15, // a table, a function, Lambda, a consumer, the bus or its rules are down for hours, up to a day and more
  outage: 0.12, // a function cannot be started for up to a minute
  throttledFunctions: 0.12, // Lambda throttles every function for up to a minute
  accountLimit: 1, // functions of the account are throttled beyond a few concurrent invocations
  pausedConsumer: 0.4, // a consumer stops for up to an hour
  lateRule: 0.25, // a rule delivers up to a day late
  targetDown: 0.25, // the target of a rule is unreachable, sometimes for longer than the rule retries
  duplicateEvent: 0.1, // a rule delivers an event twice
  partialPut: 0.1, // the bus accepts only some entries of a request
  refusedEntry: 0.06, // the bus rejects an entry of a request with an error code that is not retryable
  lostSaga: 0.5, // a saga is lost part-way
  stuckStep: 0.1, // a step of a saga fails at every attempt
  doubleSaga: 0.6, // a saga is started twice
  missedTick: 0.3, // a schedule misses its minute
  pausedSchedule: 0.05, // a schedule is off for hours, days or a week
  providerDown: 0.5, // the payment provider is down for one order, or one batch of messages
  providerSlow: 0.2, // the payment provider answers after its caller gave up
  revokedKey: 0.4, // a secret has a key that was just revoked
  earlyWebhook: 0.5, // a webhook of the payment provider overtakes its answer
  duplicateWebhook: 0.3, // a webhook arrives twice
  lateWebhook: 0.2, // a webhook is up to a day late
  lostWebhook: 0.5, // a webhook never arrives
  forgedWebhook: 0.5, // a webhook is signed with another key, altered, replayed, too old, or signed but with another value of one field
  lostHttpAnswer: 0.1, // a caller gets no answer, and repeats the request
  forgedEvent: 0.2, // the event archive receives another event under the id of an archived one
  erasure: 0.6, // the data of a person is erased, at any time
  restoredKeys: 0.7, // the table of subject keys is restored to a time before an erasure, and the erasure list is applied
  poisonMessage: 1, // queues receive malformed messages
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export const faultKinds = Object.keys(FAULT_KINDS) as readonly FaultKind[];

/** Faults of the payment provider's webhooks. */
export const webhookKinds: readonly FaultKind[] = faultKinds.filter((kind) => kind.endsWith('Webhook'));
