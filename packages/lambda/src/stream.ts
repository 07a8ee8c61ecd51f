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
  return streamBatch(async (records) => {
    const groups = Map.groupBy(records, (record) => JSON.stringify(record.dynamodb?.Keys?.['pk']));
    const failed = await Promise.all([...groups.values()].map((group) => firstFailure(group, handle)));
    return failed.flat();
  });
}

async function firstFailure(
  records: readonly DynamoDBRecord[],
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<readonly DynamoDBRecord[]> {
  for (const record of records) {
    try {
      await handle(record);
    } catch (thrown) {
      createLogger({ eventId: record.eventID ?? '' }).error('stream record failed', toError(thrown));
      return [record];
    }
  }
  return [];
}
