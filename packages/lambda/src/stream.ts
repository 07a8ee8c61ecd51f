import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { toError } from './fault.ts';
import { createLogger } from './logger.ts';

/**
 * The stack of a function that takes a table's stream a batch at a time.
 *
 * @param handle returns the records that failed; the stream hands over all from the first of them again
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function streamBatch(
  handle: (records: readonly DynamoDBRecord[]) => Promise<readonly DynamoDBRecord[]>,
) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }, context) => {
    const failed = new Set(await handle(Records));
    if (failed.size > 0) {
      createLogger({ requestId: context.awsRequestId }).error('stream records failed', {
        count: failed.size,
      });
    }
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
  return byAggregate(async (records) => {
    for (const record of records) {
      const failure = await failureOf(record, () => handle(record));
      if (failure !== undefined) return [failure];
    }
    return [];
  });
}

/**
 * As `stream`, for a function that has only to know where its aggregates came to.
 *
 * @param handle takes all records of one aggregate that the batch has, in their order
 */
export function streamByAggregate(handle: (records: readonly DynamoDBRecord[]) => Promise<void>) {
  return byAggregate(async (records) => {
    const [first] = records;
    const failure = first && (await failureOf(first, () => handle(records)));
    return failure === undefined ? [] : [failure];
  });
}

function byAggregate(handle: (records: readonly DynamoDBRecord[]) => Promise<readonly DynamoDBRecord[]>) {
  return streamBatch(async (records) => {
    const groups = Map.groupBy(records, (record) => JSON.stringify(record.dynamodb?.Keys?.['pk']));
    return (await Promise.all([...groups.values()].map(handle))).flat();
  });
}

async function failureOf(
  record: DynamoDBRecord,
  handle: () => Promise<void>,
): Promise<DynamoDBRecord | undefined> {
  try {
    await handle();
    return undefined;
  } catch (thrown) {
    createLogger({ eventId: record.eventID ?? '' }).error('stream record failed', toError(thrown));
    return record;
  }
}
