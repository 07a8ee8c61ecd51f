import {
  type Asking,
  type EngineCase,
  engineCase,
  ONE_KEY,
  PLAIN_TABLE,
  TABLE,
} from './engine-case.spec-kit.ts';

const n = (value: string) => ({ N: value });
const setTo = (value: string) => ['SET a = :n', { ExpressionAttributeValues: { ':n': n(value) } }] as const;

async function firstShard(ask: Asking) {
  const { Table } = await ask('DescribeTable', { TableName: TABLE });
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await ask('DescribeStream', { StreamArn });
  return { StreamArn, ShardId: StreamDescription.Shards[0].ShardId };
}

const LIFETIME = {
  TableName: PLAIN_TABLE,
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};

/** Streams and time-to-live. The stream records of all other cases are compared with those cases. */
export const STREAM_CASES: readonly EngineCase[] = [
  engineCase('a stream with both images of each change', ({ put, update, remove }) => [
    put({ a: n('1') }),
    update(...setTo('2')),
    remove(),
    put({ a: n('3') }),
  ]),
  engineCase('a write that changes nothing', ({ put, update, remove }) => [
    put({ a: n('1') }),
    put({ a: n('1') }),
    put({ a: n('1.0') }),
    update(...setTo('1')),
    remove(),
    remove(),
  ]),
  engineCase('a stream of committed and cancelled transactions', ({ key, put, transact }) => [
    put({ a: n('1') }),
    transact([1, 2].map((sk) => ({ Put: { TableName: TABLE, Item: { ...key(sk), a: n('1') } } }))),
    transact([
      { Put: { TableName: TABLE, Item: { ...key(3), a: n('1') } } },
      { Put: { TableName: TABLE, Item: key(0), ConditionExpression: 'attribute_not_exists(pk)' } },
    ]),
  ]),
  {
    name: 'a stream read at a record and after it',
    probe: async (ask) => {
      const shard = await firstShard(ask);
      const start = await ask('GetShardIterator', { ...shard, ShardIteratorType: 'TRIM_HORIZON' });
      const { Records } = await ask('GetRecords', { ...start, Limit: 2 });
      const answers = ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'].map(async (ShardIteratorType) => {
        const { SequenceNumber } = Records[0].dynamodb;
        const from = await ask('GetShardIterator', { ...shard, ShardIteratorType, SequenceNumber });
        const page = await ask('GetRecords', { ...from, Limit: 1 });
        return Records.findIndex(({ eventID }: { eventID: string }) => eventID === page.Records[0].eventID);
      });
      return (await Promise.all(answers)).map((place) => ({ place }));
    },
  },
  {
    name: 'a stream read to its end, with a further iterator',
    probe: async (ask) => {
      const shard = await firstShard(ask);
      let { ShardIterator } = await ask('GetShardIterator', { ...shard, ShardIteratorType: 'TRIM_HORIZON' });
      for (let page = await ask('GetRecords', { ShardIterator }); page.Records.length > 0; ) {
        ShardIterator = page.NextShardIterator;
        page = await ask('GetRecords', { ShardIterator });
      }
      return [{ hasMore: ShardIterator !== undefined }];
    },
  },
  {
    name: 'invalid requests to a stream',
    probe: async (ask) => {
      const shard = await firstShard(ask);
      const start = await ask('GetShardIterator', { ...shard, ShardIteratorType: 'TRIM_HORIZON' });
      const { code, message } = await ask('GetRecords', { ...start, Limit: 1_001 });
      return [
        code === undefined ? { isAnswered: true } : { code, message },
        await ask('GetRecords', { ShardIterator: 'nonsense' }),
        await ask('GetShardIterator', { ...shard, ShardIteratorType: 'AT_SEQUENCE_NUMBER' }),
        await ask('GetShardIterator', {
          StreamArn: shard.StreamArn,
          ShardId: 'shardId-00000000000000000000-00000000',
          ShardIteratorType: 'TRIM_HORIZON',
        }),
        await ask('DescribeStream', { StreamArn: shard.StreamArn.replace(TABLE, 'nowhere') }),
      ];
    },
  },
  engineCase('requests for tables and time-to-live that fail', () => [
    ['CreateTable', { TableName: PLAIN_TABLE, ...ONE_KEY }],
    ['DeleteTable', { TableName: 'nowhere' }],
    ['UpdateTimeToLive', LIFETIME],
    ['UpdateTimeToLive', LIFETIME],
    ['DescribeTimeToLive', { TableName: PLAIN_TABLE }],
    ['DescribeTimeToLive', { TableName: 'nowhere' }],
  ]),
];
