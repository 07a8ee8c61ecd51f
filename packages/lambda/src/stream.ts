import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { everyStack } from './every-stack.ts';
import { toError } from './fault.ts';
import type { LogFacts } from './log-facts.ts';
import { toSubject } from './log-subject.ts';
import { createLogger, invocationKeys, type Logger } from './logger.ts';
import { type Measure, writeMeasures } from './metrics.ts';
import { throwing } from './throwing.ts';

/** What takes a batch; beside its records it gets a logger for each of them. */
export type BatchHandler = (
  records: readonly DynamoDBRecord[],
  loggerOf: (record: DynamoDBRecord) => Logger,
) => Promise<readonly DynamoDBRecord[]>;

/**
 * The stack of a function that takes a table's stream a batch at a time.
 *
 * @param handle returns the records that failed; the stream hands over all from the first of them again
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function streamBatch(handle: BatchHandler) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(everyStack())
    .handler(async ({ Records }, context) => {
      const keys = invocationKeys(context);
      const logger = createLogger(keys);
      const failed = await throwing(
        () => logger,
        'stream batch failed',
        async () => new Set(await handle(Records, (record) => createLogger({ ...keys, ...toFacts(record) }))),
      );
      if (failed.size > 0) logger.error('stream records failed', { count: failed.size });
      return {
        batchItemFailures: Records.filter((record) => failed.has(record)).map((record) => ({
          itemIdentifier: record.dynamodb?.SequenceNumber ?? '',
        })),
      };
    });
}

/**
 * The stack of a function that takes a table's stream one record at a time: aggregates side by side, the records
 * of one aggregate in their order, and none of its records after one that failed.
 *
 * @param handle takes one record, which it may see again; an exception is a failure
 */
export function stream(handle: (record: DynamoDBRecord) => Promise<void>) {
  return byAggregate(async (records, loggerOf) => {
    for (const record of records) {
      const failure = await failureOf(record, loggerOf, () => handle(record));
      if (failure !== undefined) return [failure];
    }
    return [];
  });
}

/**
 * As `stream`, for a function that has only to know where its aggregates came to.
 *
 * @param handle takes all records of one aggregate that the batch has, in their order; returns what it has measured
 */
export function streamByAggregate(
  handle: (records: readonly DynamoDBRecord[]) => Promise<readonly Measure[]>,
) {
  return byAggregate(async (records, loggerOf) => {
    const [first] = records;
    const failure =
      first && (await failureOf(first, loggerOf, async () => writeMeasures(await handle(records))));
    return failure === undefined ? [] : [failure];
  });
}

function byAggregate(handle: BatchHandler) {
  return streamBatch(async (records, loggerOf) => {
    const groups = Map.groupBy(records, (record) => JSON.stringify(record.dynamodb?.Keys?.['pk']));
    return (await Promise.all([...groups.values()].map((group) => handle(group, loggerOf)))).flat();
  });
}

async function failureOf(
  record: DynamoDBRecord,
  loggerOf: (record: DynamoDBRecord) => Logger,
  handle: () => Promise<void>,
): Promise<DynamoDBRecord | undefined> {
  try {
    await handle();
    return undefined;
  } catch (thrown) {
    loggerOf(record).error('stream record failed', toError(thrown));
    return record;
  }
}

/** Of the item that changed: its aggregate and, where it is a decision, the request that led to it. */
function toFacts({ eventID, dynamodb }: DynamoDBRecord): LogFacts {
  const { id, correlationId } = dynamodb?.NewImage ?? {};
  return {
    eventId: eventID,
    correlationId: correlationId?.S,
    ...(id?.S === undefined ? {} : toSubject(id.S)),
  };
}
