/** The kinds of fault, each with its highest rate: a run that has it on draws a rate up to that. */
export const FAULT_KINDS = {
  throttled: { maxRate: 0.06, meaning: 'a call is throttled' },
  internalError: { maxRate: 0.06, meaning: 'a call gets a 500, and has no effect' },
  lostRequest: { maxRate: 0.05, meaning: 'a call times out before its effect' },
  lostAnswer: { maxRate: 0.06, meaning: 'a call times out after its effect' },
  strayRequest: { maxRate: 0.03, meaning: 'a call times out, and has its effect up to a minute later' },
  slowCall: { maxRate: 0.04, meaning: 'a call takes up to half a minute' },
  crashBeforeCall: { maxRate: 0.03, meaning: 'a function crashes before a call' },
  crashAfterCall: { maxRate: 0.04, meaning: 'a function crashes after a call had its effect' },
  recycledInstance: {
    maxRate: 0.15,
    meaning: 'the instance of a function is lost with its memory',
  },
  otherVersion: {
    maxRate: 0.7,
    meaning: 'a function is served by the previous or the next version for a minute',
  },
  transactionConflict: { maxRate: 0.15, meaning: 'an item is in another transaction' },
  staleRead: { maxRate: 0.3, meaning: 'an eventually consistent read returns a former item' },
  staleIndex: { maxRate: 1, meaning: 'indexes lag seconds behind their tables for the whole run' },
  clockSkew: { maxRate: 0.5, meaning: 'the clock of a function is up to ten minutes off' },
  unprocessed: { maxRate: 0.2, meaning: 'a batch call leaves its last item unprocessed' },
  duplicateMessage: { maxRate: 0.15, meaning: 'a queue delivers a message again, up to a hundred times' },
  lateMessage: { maxRate: 0.1, meaning: 'a message is up to a day late' },
  reordered: { maxRate: 0.3, meaning: 'a queue delivers messages out of order' },
  lostBatchAnswer: { maxRate: 0.08, meaning: 'a batch is delivered again after it was processed' },
  serviceDown: {
    maxRate: 0.12,
    meaning: 'a table or another AWS service fails every call for up to a minute',
  },
  expiredIterator: { maxRate: 0.15, meaning: 'a stream is read again from an earlier record' },
  outage: { maxRate: 0.12, meaning: 'a function cannot be started for up to a minute' },
  throttledFunctions: { maxRate: 0.12, meaning: 'Lambda throttles every function for up to a minute' },
  pausedConsumer: { maxRate: 0.4, meaning: 'a consumer stops for up to an hour' },
  lateRule: { maxRate: 0.25, meaning: 'a rule delivers up to an hour late' },
  targetDown: {
    maxRate: 0.25,
    meaning: 'the target of a rule is unreachable, sometimes for longer than the rule retries',
  },
  duplicateEvent: { maxRate: 0.1, meaning: 'a rule delivers an event twice' },
  partialPut: { maxRate: 0.1, meaning: 'the bus accepts only some entries of a request' },
  refusedEntry: {
    maxRate: 0.06,
    meaning: 'the bus rejects an entry of a request with an error code that is not retryable',
  },
  lostSaga: { maxRate: 0.5, meaning: 'a saga is lost part-way' },
  stuckStep: { maxRate: 0.1, meaning: 'a step of a saga fails at every attempt' },
  doubleSaga: { maxRate: 0.6, meaning: 'a saga is started twice' },
  missedTick: { maxRate: 0.3, meaning: 'a schedule misses its minute' },
  providerDown: {
    maxRate: 0.5,
    meaning: 'the payment provider is down for one order, or one batch of messages',
  },
  providerSlow: { maxRate: 0.2, meaning: 'the payment provider answers after its caller gave up' },
  revokedKey: { maxRate: 0.4, meaning: 'a secret has a key that was just revoked' },
  earlyWebhook: { maxRate: 0.5, meaning: 'a webhook of the payment provider overtakes its answer' },
  duplicateWebhook: { maxRate: 0.3, meaning: 'a webhook arrives twice' },
  lateWebhook: { maxRate: 0.2, meaning: 'a webhook is up to a day late' },
  lostWebhook: { maxRate: 0.5, meaning: 'a webhook never arrives' },
  forgedWebhook: {
    maxRate: 0.5,
    meaning:
      'a webhook is signed with another key, altered, replayed, or signed but of another charge, amount or currency',
  },
  lostHttpAnswer: { maxRate: 0.1, meaning: 'a caller gets no answer, and repeats the request' },
  forgedEvent: {
    maxRate: 0.2,
    meaning: 'the event archive receives another event under the id of an archived one',
  },
  poisonMessage: { maxRate: 1, meaning: 'queues receive malformed messages' },
} as const satisfies Readonly<Record<string, { readonly maxRate: number; readonly meaning: string }>>;

export type FaultKind = keyof typeof FAULT_KINDS;

export const faultKinds = Object.keys(FAULT_KINDS) as readonly FaultKind[];

/** Faults of the payment provider's webhooks. */
export const webhookKinds: readonly FaultKind[] = faultKinds.filter((kind) => kind.endsWith('Webhook'));
