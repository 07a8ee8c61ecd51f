import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

/** The position of a batch in its stream, as an on-failure destination receives it. */
export type BatchInfo = {
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
};

const MAX_READS = 20;
const MS_PER_SECOND = 1_000;

const THROTTLED = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
]);

/** The stream throttles reads, even after the SDK's retries. */
export class StreamBusy extends Error {
  override readonly name = 'StreamBusy';
}

/**
 * Reads a batch from its stream again, in the form in which Lambda passes records. Returns none if the stream, which
 * keeps records for a day, does not have them any more. Between the records of a batch the shard also has those that the
 * event source filters out, and those of concurrent batches of the shard (`parallelizationFactor`): they are returned,
 * too, and every function may get a record again.
 *
 * A shard should have at most two readers, and some tables have two consumers already, so this is the third while it
 * reads. Therefore an instance makes one read after another, each with at most a few requests.
 *
 * @throws StreamBusy if the stream throttles the reads
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
 */
export function readStreamBatch(client: DynamoDBStreamsClient, batch: BatchInfo): Promise<readonly object[]> {
  const read = lastRead.then(() => readNow(client, batch));
  lastRead = read.catch(() => undefined);
  return read;
}

let lastRead: Promise<unknown> = Promise.resolve();

async function readNow(
  client: DynamoDBStreamsClient,
  { streamArn, shardId, startSequenceNumber, endSequenceNumber }: BatchInfo,
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
      const answer = await client.send(new GetRecordsCommand({ ShardIterator }));
      const found = answer.Records ?? [];
      records.push(...found.filter((record) => !isAfter(record, endSequenceNumber)));
      const last = found.at(-1);
      if (last?.dynamodb?.SequenceNumber === endSequenceNumber || isAfter(last, endSequenceNumber)) break;
      ShardIterator = answer.NextShardIterator;
    }
  } catch (error) {
    if (error instanceof TrimmedDataAccessException) return [];
    if (error instanceof Error && THROTTLED.has(error.name))
      throw new StreamBusy('the stream has too many readers at the moment: redrive the message again later');
    throw error;
  }
  return records.map((record) => toLambdaRecord(record, streamArn));
}

/** Sequence numbers are decimal numbers of up to 40 digits. */
function isAfter(record: StreamRecord | undefined, sequenceNumber: string): boolean {
  const { SequenceNumber: number = '' } = record?.dynamodb ?? {};
  return number.length === sequenceNumber.length
    ? number > sequenceNumber
    : number.length > sequenceNumber.length;
}

/** Lambda passes times in seconds, and adds the ARN of the stream. */
function toLambdaRecord(record: StreamRecord, streamArn: string): object {
  const { ApproximateCreationDateTime: createdAt, ...change } = record.dynamodb ?? {};
  const seconds = createdAt && Math.floor(createdAt.getTime() / MS_PER_SECOND);
  return {
    ...record,
    eventSourceARN: streamArn,
    dynamodb: { ...change, ...(seconds === undefined ? {} : { ApproximateCreationDateTime: seconds }) },
  };
}
