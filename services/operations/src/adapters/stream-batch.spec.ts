import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { readStreamBatch, StreamBusy } from './stream-batch.ts';

const batchOf = (sequenceNumber: string) => ({
  streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2026-01-01T00:00:00.000',
  shardId: 'a-shard',
  startSequenceNumber: sequenceNumber,
  endSequenceNumber: sequenceNumber,
});

type Command = {
  readonly constructor: { readonly name: string };
  readonly input: { SequenceNumber?: string };
};

/** A stream with a fake `send`, which fails on a sequence number. Records what each read requests. */
function streamFailingOn(failing?: string, name = 'LimitExceededException') {
  const sent: string[] = [];
  let at = '';
  const send = async ({ constructor: { name: operation }, input }: Command) => {
    await Promise.resolve();
    at = input.SequenceNumber ?? at;
    sent.push(`${operation} ${at}`);
    if (at === failing) throw Object.assign(new Error('Rate exceeded'), { name });
    return operation === 'GetShardIteratorCommand'
      ? { ShardIterator: at }
      : { Records: [{ dynamodb: { SequenceNumber: at } }] };
  };
  return { sent, client: { send } as unknown as DynamoDBStreamsClient };
}

describe('readStreamBatch', () => {
  it('returns all records up to the last of the batch, also those between that are of other batches', async () => {
    const pages = [
      ['7', '8', '9'],
      ['10', '11', '12'],
    ].map((numbers) => numbers.map((SequenceNumber) => ({ dynamodb: { SequenceNumber } })));
    let reads = 0;
    const send = async ({ constructor: { name } }: Command) =>
      name === 'GetShardIteratorCommand'
        ? { ShardIterator: 'first' }
        : { Records: pages[reads++], NextShardIterator: 'next' };
    const batch = { ...batchOf('7'), endSequenceNumber: '11' };
    const records = await readStreamBatch({ send } as unknown as DynamoDBStreamsClient, batch);
    expect(records).toMatchObject(
      ['7', '8', '9', '10', '11'].map((SequenceNumber) => ({ dynamodb: { SequenceNumber } })),
    );
    expect(reads).toBe(2);
  });

  it('makes one read after another', async () => {
    const { sent, client } = streamFailingOn();
    const records = await Promise.all(['1', '2'].map((number) => readStreamBatch(client, batchOf(number))));
    expect(records.flat()).toMatchObject([
      { dynamodb: { SequenceNumber: '1' } },
      { dynamodb: { SequenceNumber: '2' } },
    ]);
    expect(sent).toEqual([
      'GetShardIteratorCommand 1',
      'GetRecordsCommand 1',
      'GetShardIteratorCommand 2',
      'GetRecordsCommand 2',
    ]);
  });

  it('continues after a read that failed', async () => {
    const { client } = streamFailingOn('1', 'InternalServerError');
    const outcomes = await Promise.allSettled(
      ['1', '2'].map((number) => readStreamBatch(client, batchOf(number))),
    );
    expect(outcomes).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled' }]);
  });

  it.each(['LimitExceededException', 'ProvisionedThroughputExceededException', 'ThrottlingException'])(
    'throws StreamBusy for %s',
    async (name) => {
      const { client } = streamFailingOn('1', name);
      await expect(readStreamBatch(client, batchOf('1'))).rejects.toThrow(StreamBusy);
    },
  );
});
