import { randomUUID } from 'node:crypto';
import { createdAtMs, type StreamRecord, sequenceNumberOf } from './stream-record.ts';

export type DiscardCondition = 'RetryAttemptsExhausted' | 'MaximumRecordAgeExceeded';

export type Discarded = {
  readonly records: readonly StreamRecord[];
  readonly condition: DiscardCondition;
  readonly invokeCount: number;
  readonly functionArn: string;
  readonly shardId: string;
};

/**
 * Creates the message to an on-failure destination for a discarded batch. It has the position of the records, not the records.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureRecordOf(discarded: Discarded, nowMs: number): Readonly<Record<string, unknown>> {
  const { records, condition, invokeCount, functionArn, shardId } = discarded;
  const [first] = records;
  const last = records.at(-1);
  if (!first || !last) throw new Error('A batch without records cannot have failed');
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn,
      condition,
      approximateInvokeCount: invokeCount,
    },
    // Records that were too old for a first attempt have no function response.
    ...(invokeCount > 0 && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    }),
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: sequenceNumberOf(first),
      endSequenceNumber: sequenceNumberOf(last),
      approximateArrivalOfFirstRecord: arrivalOf(first, nowMs),
      approximateArrivalOfLastRecord: arrivalOf(last, nowMs),
      batchSize: records.length,
      streamArn: first.eventSourceARN,
    },
  };
}

function arrivalOf(record: StreamRecord, nowMs: number): string {
  return new Date(createdAtMs(record) ?? nowMs).toISOString().replace('.000Z', 'Z');
}
