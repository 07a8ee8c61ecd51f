import type { Problems } from '../rejection.ts';

export const operationsProblems = {
  REPLAY_NOT_FOUND: { status: 404, title: 'There is no such replay' },
  AGGREGATE_NOT_FOUND: { status: 404, title: 'The service stores no aggregate with this id' },
  DEAD_LETTER_NOT_FOUND: {
    status: 404,
    title: 'There is no such dead-letter message, or it is being processed by another call',
  },
  DEAD_LETTER_NOT_REDRIVEN: { status: 409, title: 'The dead-letter message could not be redriven' },
  DEAD_LETTER_MISMATCH: {
    status: 409,
    title: 'The message names a queue, rule, function or stream that does not use its dead-letter queue',
  },
  SECOND_PERSON_REQUIRED: { status: 403, title: 'Another person must approve this request' },
  REPLAY_NOT_AWAITING_APPROVAL: { status: 409, title: 'The replay needs no approval, or has it' },
  APPROVAL_EXPIRED: { status: 409, title: 'The request is more than a day old: make it again' },
  TOO_MANY_REPLAYS: { status: 409, title: 'The maximum number of concurrent replays is running' },
  UNKNOWN_CONSUMER: { status: 422, title: 'No enabled rule has this name' },
  UNKNOWN_PUBLISHER: { status: 422, title: 'No service of this name publishes events' },
  CONSUMER_NOT_REPLAYABLE: { status: 422, title: 'The consumer cannot receive replayed events' },
  TOO_MANY_EVENTS: { status: 422, title: 'There are more events than one request can deliver' },
} as const satisfies Problems;
