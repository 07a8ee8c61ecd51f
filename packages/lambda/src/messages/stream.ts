import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { baseMiddleware } from '../base-middleware.ts';
import { isTransient, toError } from '../errors.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import type { LogFacts } from '../log/log-facts.ts';
import { toSubject } from '../log/log-subject.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { count, type Metric, writeMetrics } from '../log/metrics.ts';
import { sendToFailuresQueue } from './failures-queue.ts';

/**
 * Processes a batch; returns the records that failed, each with its error. The other records are done. `loggerOf` gives
 * the logger of a record.
 */
export type BatchHandler = (
  records: readonly DynamoDBRecord[],
  loggerOf: (record: DynamoDBRecord) => Logger,
) => Promise<ReadonlyMap<DynamoDBRecord, Error>>;

/** A batch as Lambda passes it. A redrive by the operations API gets every failure and keeps the message of a failed record. */
export type StreamEvent = DynamoDBStreamEvent & { readonly isRedrive?: boolean };

/**
 * Age from which a record that still fails goes to the failures queue. Lambda discards it an hour later, with its
 * sequence number alone (`maximumRecordAgeInSeconds` in `streams.cjs`), and the stream keeps it for 24 hours.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
const MAX_AGE_MS = 22 * 3_600_000;

/** An earlier record of its aggregate failed, so it was not processed. */
class NotTriedError extends Error {
  override readonly name = 'NotTriedError';
  readonly isTransient = true;
}

/**
 * The stack of a function that reads a table's stream a batch at a time. A record that fails with a transient error
 * is delivered again, with all records after it. A record that can never be processed goes to the failures queue with
 * its content, and the stream goes on.
 *
 * @param handle returns the records that failed
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function streamBatch(handle: BatchHandler) {
  return middy<StreamEvent, DynamoDBBatchResponse>().use(baseMiddleware()).handler(batchOf(handle));
}

/** The handler inside `streamBatch`, for the stack of a function that is also invoked in another way. */
export function batchOf(handle: BatchHandler) {
  return async (
    { Records, isRedrive = false }: StreamEvent,
    context: Context,
  ): Promise<DynamoDBBatchResponse> => {
    const keys = invocationKeys(context);
    const logger = createLogger(keys);
    const loggerOf = (record: DynamoDBRecord) => createLogger({ ...keys, ...toFacts(record) });
    const failures = await logAndRethrow(
      () => logger,
      'stream batch failed',
      () => handleAll(Records, handle, loggerOf),
    );
    const failed: DynamoDBRecord[] = [];
    for (const record of Records) {
      const error = failures.get(record);
      if (error === undefined) continue;
      // All records after one that is delivered again are delivered again, too.
      const goesOn = failed.length === 0 && !isRedrive;
      if (goesOn && (await moveToFailuresQueue(record, error, context, loggerOf))) continue;
      failed.push(record);
    }
    if (failed.length > 0) logger.error('stream records failed', { count: failed.length });
    return {
      batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? '' })),
    };
  };
}

/** If the handler throws, the whole batch is delivered again, until a record of it is too old. */
async function handleAll(
  records: readonly DynamoDBRecord[],
  handle: BatchHandler,
  loggerOf: Parameters<BatchHandler>[1],
): ReturnType<BatchHandler> {
  try {
    return await handle(records, loggerOf);
  } catch (thrown) {
    if (!records.some(isOld)) throw thrown;
    return new Map(records.map((record) => [record, toError(thrown)]));
  }
}

/**
 * Sends a record to the failures queue if its error is not transient or the record is old; returns true if it was sent. If
 * the queue cannot be reached, the stream keeps the record.
 */
async function moveToFailuresQueue(
  record: DynamoDBRecord,
  error: Error,
  { functionName }: Pick<Context, 'functionName'>,
  loggerOf: Parameters<BatchHandler>[1],
): Promise<boolean> {
  if (isTransient(error) && !isOld(record)) return false;
  try {
    await sendToFailuresQueue(record, error, functionName);
  } catch (thrown) {
    loggerOf(record).error('failures queue not reached', toError(thrown));
    return false;
  }
  loggerOf(record).error('stream record sent to the failures queue', error);
  writeMetrics([count('DeadLetters')]);
  return true;
}

function isOld({ dynamodb }: DynamoDBRecord): boolean {
  const createdAtSeconds = dynamodb?.ApproximateCreationDateTime;
  return createdAtSeconds !== undefined && Date.now() - createdAtSeconds * 1_000 > MAX_AGE_MS;
}

/**
 * The stack of a function that processes a table's stream one record at a time. Aggregates are processed concurrently, the
 * records of one aggregate in order. After a failure, the remaining records of that aggregate are not processed.
 *
 * @param handle processes one record, which may be delivered again; an exception is a failure
 */
export function stream(handle: (record: DynamoDBRecord) => Promise<void>) {
  return byAggregate((records, loggerOf) => oneByOne(records, loggerOf, handle));
}

/**
 * Like `stream`, for a function that only needs the latest state of its aggregates.
 *
 * @param handle processes all records of one aggregate in the batch, in order; returns measurements. If it throws an error
 *   that is not transient, it is called again with one record at a time
 */
export function streamByAggregate(
  handle: (records: readonly DynamoDBRecord[]) => Promise<readonly Metric[]>,
) {
  const measured = async (records: readonly DynamoDBRecord[]) => writeMetrics(await handle(records));
  return byAggregate(async (records, loggerOf) => {
    try {
      await measured(records);
      return [];
    } catch (thrown) {
      const error = toError(thrown);
      if (!isTransient(error) && records.length > 1)
        return oneByOne(records, loggerOf, (record) => measured([record]));
      return failedFrom(records, error, loggerOf);
    }
  });
}

type Failures = readonly (readonly [DynamoDBRecord, Error])[];

function byAggregate(handle: (...args: Parameters<BatchHandler>) => Promise<Failures>) {
  return streamBatch(async (records, loggerOf) => {
    const groups = Map.groupBy(records, (record) => JSON.stringify(record.dynamodb?.Keys?.['pk']));
    const failures = await Promise.all([...groups.values()].map((group) => handle(group, loggerOf)));
    return new Map(failures.flat());
  });
}

async function oneByOne(
  records: readonly DynamoDBRecord[],
  loggerOf: Parameters<BatchHandler>[1],
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<Failures> {
  for (const [index, record] of records.entries()) {
    try {
      await handle(record);
    } catch (thrown) {
      return failedFrom(records.slice(index), toError(thrown), loggerOf);
    }
  }
  return [];
}

function failedFrom(
  [first, ...others]: readonly DynamoDBRecord[],
  error: Error,
  loggerOf: Parameters<BatchHandler>[1],
): Failures {
  if (first === undefined) return [];
  loggerOf(first).error('stream record failed', error);
  return [[first, error], ...others.map((record) => [record, new NotTriedError()] as const)];
}

/** Log fields of a record: its aggregate and, if the record has one, the correlation id. */
function toFacts({ eventID, dynamodb }: DynamoDBRecord): LogFacts {
  const { id, correlationId } = dynamodb?.NewImage ?? {};
  return {
    eventId: eventID,
    correlationId: correlationId?.S,
    ...(id?.S === undefined ? {} : toSubject(id.S)),
  };
}
