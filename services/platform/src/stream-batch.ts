import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

/** Where the records of a batch are, as an on-failure destination is told. */
export type BatchInfo = {
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly batchSize: number;
};

const MAX_READS = 20;
const MS_PER_SECOND = 1_000;

/**
 * Reads a batch out of its stream again, in the form in which Lambda hands records over; none where the stream, which
 * keeps a day, has let go of them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
 */
export async function readStreamBatch(
  client: DynamoDBStreamsClient,
  { streamArn, shardId, startSequenceNumber, endSequenceNumber, batchSize }: BatchInfo,
): Promise<readonly object[]> {
  const records: StreamRecord[] = [];
  try {
    let { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        SequenceNumber: startSequenceNumber,
      }),
    );
    for (let read = 1; read <= MAX_READS && ShardIterator !== undefined; read += 1) {
      const answer = await client.send(
        new GetRecordsCommand({ ShardIterator, Limit: batchSize - records.length }),
      );
      records.push(...(answer.Records ?? []));
      const last = records.at(-1)?.dynamodb?.SequenceNumber;
      if (last === endSequenceNumber || records.length >= batchSize) break;
      ShardIterator = answer.NextShardIterator;
    }
  } catch (error) {
    if (error instanceof TrimmedDataAccessException) return [];
    throw error;
  }
  return records.map((record) => toLambdaRecord(record, streamArn));
}

/** Lambda has times in seconds, and says whose stream it is. */
function toLambdaRecord(record: StreamRecord, streamArn: string): object {
  const { ApproximateCreationDateTime: createdAt, ...change } = record.dynamodb ?? {};
  const seconds = createdAt && Math.floor(createdAt.getTime() / MS_PER_SECOND);
  return {
    ...record,
    eventSourceARN: streamArn,
    dynamodb: { ...change, ...(seconds === undefined ? {} : { ApproximateCreationDateTime: seconds }) },
  };
}
