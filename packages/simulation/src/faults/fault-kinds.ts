/** What can go wrong, and how often it does in a run that has it on: the most that is drawn for it. */
export const FAULT_KINDS = {
  throttled: { maxRate: 0.06, meaning: 'a call is refused because there is too much to do' },
  internalError: { maxRate: 0.06, meaning: 'a call is answered with a 500, and nothing was done' },
  lostRequest: { maxRate: 0.05, meaning: 'a call times out before its effect' },
  lostAnswer: { maxRate: 0.06, meaning: 'a call times out after its effect' },
  strayRequest: { maxRate: 0.03, meaning: 'a call times out, and has its effect up to a minute later' },
  slowCall: { maxRate: 0.04, meaning: 'a call takes up to half a minute' },
  crashBeforeCall: { maxRate: 0.03, meaning: 'a function dies before a call' },
  crashAfterCall: { maxRate: 0.04, meaning: 'a function dies after a call had its effect' },
  recycledInstance: {
    maxRate: 0.15,
    meaning: 'a function’s instance is gone, and what it kept in memory with it',
  },
  otherVersion: {
    maxRate: 0.7,
    meaning: 'a function is served by the version before, or by the next, for a minute',
  },
  transactionConflict: { maxRate: 0.15, meaning: 'somebody else is at an item of a transaction' },
  staleRead: { maxRate: 0.3, meaning: 'a read that is not consistent tells of a moment ago' },
  staleIndex: { maxRate: 1, meaning: 'indexes are seconds behind their tables, all run long' },
  clockSkew: { maxRate: 0.5, meaning: 'a function’s clock is up to ten minutes off' },
  unprocessed: { maxRate: 0.2, meaning: 'a batch call leaves some of its items undone' },
  duplicateMessage: { maxRate: 0.15, meaning: 'a queue delivers a message again, up to a hundred times' },
  lateMessage: { maxRate: 0.1, meaning: 'a message is late, up to a day' },
  reordered: { maxRate: 0.3, meaning: 'a queue hands out another message than the oldest' },
  lostBatchAnswer: { maxRate: 0.08, meaning: 'a batch was done, and is delivered again' },
  serviceDown: {
    maxRate: 0.12,
    meaning: 'a table, or another service of AWS, refuses all for up to a minute',
  },
  expiredIterator: { maxRate: 0.15, meaning: 'a stream is read again from an earlier place' },
  outage: { maxRate: 0.12, meaning: 'a function cannot be started for up to a minute' },
  throttledFunctions: { maxRate: 0.12, meaning: 'Lambda throttles every function for up to a minute' },
  pausedConsumer: { maxRate: 0.4, meaning: 'a consumer stands still for up to an hour' },
  lateRule: { maxRate: 0.25, meaning: 'a rule delivers late, up to an hour' },
  targetDown: {
    maxRate: 0.25,
    meaning: 'a rule’s target is out of reach, some longer than the rule goes on trying',
  },
  duplicateEvent: { maxRate: 0.1, meaning: 'a rule delivers an event twice' },
  partialPut: { maxRate: 0.1, meaning: 'the bus takes some entries of a request and not others' },
  refusedEntry: {
    maxRate: 0.06,
    meaning: 'the bus refuses an entry of a request with an error code that is not retryable',
  },
  lostSaga: { maxRate: 0.5, meaning: 'a saga ends mid-way' },
  stuckStep: { maxRate: 0.1, meaning: 'a step of a saga fails each time that it is tried' },
  doubleSaga: { maxRate: 0.6, meaning: 'a saga is started twice' },
  missedTick: { maxRate: 0.3, meaning: 'a schedule misses its minute' },
  providerDown: { maxRate: 0.5, meaning: 'the payment provider is out of reach for up to half an hour' },
  providerSlow: { maxRate: 0.2, meaning: 'the payment provider answers after its caller gave up' },
  revokedKey: { maxRate: 0.4, meaning: 'a secret is read when its key has just been revoked' },
  earlyWebhook: { maxRate: 0.5, meaning: 'the payment provider’s webhook overtakes its answer' },
  duplicateWebhook: { maxRate: 0.3, meaning: 'a webhook comes twice' },
  lateWebhook: { maxRate: 0.2, meaning: 'a webhook is late, up to a day' },
  lostWebhook: { maxRate: 0.5, meaning: 'a webhook never comes' },
  forgedWebhook: {
    maxRate: 0.5,
    meaning:
      'a webhook comes that is another’s, was altered, is an old one again, or is signed and of another charge or amount',
  },
  lostHttpAnswer: { maxRate: 0.1, meaning: 'a caller does not get the answer, and asks again' },
  forgedEvent: {
    maxRate: 0.2,
    meaning: 'another event comes to the event archive under the id of an archived one',
  },
  poisonMessage: { maxRate: 1, meaning: 'nonsense is put into queues' },
} as const satisfies Readonly<Record<string, { readonly maxRate: number; readonly meaning: string }>>;

export type FaultKind = keyof typeof FAULT_KINDS;

export const faultKinds = Object.keys(FAULT_KINDS) as readonly FaultKind[];

/** Faults of the payment provider's webhooks. */
export const webhookKinds: readonly FaultKind[] = faultKinds.filter((kind) => kind.endsWith('Webhook'));
