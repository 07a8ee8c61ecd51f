import { inSource, type Mutant } from './mutant.ts';

const PUBLISH = 'packages/aggregate/src/publish.ts';
const PUBLISH_STREAM = 'packages/aggregate/src/publish-stream.ts';
const STREAM = 'packages/lambda/src/messages/stream.ts';

/** Bugs between a table's stream and the event bus. */
export const publishingMutants: readonly Mutant[] = [
  inSource(
    'an event that the bus did not accept is forgotten',
    PUBLISH,
    'return EventId === undefined ? [[event, refusalOf(ErrorCode)]] : [];',
    'return Entries.length === 0 ? [[event, refusalOf(ErrorCode)]] : [];',
  ),
  inSource(
    'a record whose events were not accepted is acknowledged',
    PUBLISH_STREAM,
    'if (error !== undefined) fail(failures, lane.slice(place), error);',
    '',
  ),
  inSource(
    'a record that failed is acknowledged',
    STREAM,
    'return [[first, error], ...others.map((record) => [record, new NotTriedError()] as const)];',
    'return others.map((record) => [record, new NotTriedError()] as const);',
  ),
  {
    name: 'the events of an aggregate are sent concurrently',
    patches: [
      {
        file: PUBLISH_STREAM,
        find: 'const wave = lanes.flatMap((lane) => lane[place]?.event ?? []);',
        replace: 'const wave = place > 0 ? [] : lanes.flatMap((lane) => lane.map(({ event }) => event));',
      },
      {
        file: PUBLISH_STREAM,
        find: 'const error = sent && refused.get(sent.event);',
        replace: 'const error = sent && lane.map(({ event }) => refused.get(event)).find(Boolean);',
      },
      { file: PUBLISH, find: 'const MAX_ATTEMPTS = 5;', replace: 'const MAX_ATTEMPTS = 1;' },
    ],
  },
  inSource(
    'a record that can never be published blocks its shard',
    STREAM,
    'if (isTransient(error) && !isOld(record)) return false;',
    'if (!isOld(record)) return false;',
  ),
  inSource(
    'a record that can never be published is dropped',
    STREAM,
    'await sendToFailuresQueue(record, error, functionName);',
    '',
  ),
  inSource(
    'a record that can never be published is moved without its content',
    'packages/lambda/src/messages/failures-queue.ts',
    'const whole = JSON.stringify({ Records: [record] });',
    'const whole = JSON.stringify({ Records: [{ ...record, dynamodb: { Keys: record.dynamodb?.Keys } }] });',
  ),
  inSource(
    'a record that waits for the bus is moved to the failures queue',
    'packages/lambda/src/errors.ts',
    "return '$metadata' in error && error.name !== 'ValidationException';",
    'return false;',
  ),
  {
    name: 'a publisher gives up after 20 attempts',
    patches: [],
    declared: { find: ordersRetry(-1), replace: ordersRetry(20) },
    scenario: 'outage',
  },
];

/** The event source mapping of orders' publisher, up to its number of retries. */
function ordersRetry(attempts: number): string {
  return `"functionName":"tradepost-dev-orders-publish-events","eventSourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-dev-orders-events/stream/local","enabled":true,"batchSize":100,"maximumBatchingWindowInSeconds":0,"reportBatchItemFailures":true,"filters":[],"startingPosition":"TRIM_HORIZON","maximumRetryAttempts":${attempts},`;
}
