import type { StreamRecord } from '@tradepost/local/event-sources/stream-record';
import type { Change } from '../dynamodb/table.ts';
import type { Setting } from './setting.ts';

/**
 * A shard of a table's stream. The partition key of an item determines its shard, so the records of one item are in
 * order. Consumers read the records of a shard after all records of its parent.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing
 */
export type Shard = {
  readonly id: string;
  readonly parent: Shard | undefined;
  /** The shard has the partition keys with a hash from `from` to below `to`, within 0 and 1. */
  readonly from: number;
  readonly to: number;
  /** Set once the shard is closed: its later records are in these shards. */
  children: readonly Shard[] | undefined;
};

/** An event source that reads all shards of a stream. */
export type ShardConsumer = {
  readonly table: string;
  readonly push: (record: StreamRecord, shard: Shard) => void;
  /** Called when a shard gets its children, after its last record. */
  readonly close: (shard: Shard) => void;
};

/** A batch of records as an on-failure destination names it. */
export type BatchInfo = {
  readonly table: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
};

const MAX_FIRST_SHARDS = 4;
/** Bounds the shards of a table in one run. */
const MAX_SPLITS = 12;
/** DynamoDB closes each shard after some hours; then one shard continues it. */
const ROLLOVER_SHARE = 0.4;

/** The streams of all tables: records in shards, which split while they are read. */
export function createStreams<Consumer extends ShardConsumer>({
  scheduler,
  draw,
  faults,
}: Pick<Setting, 'scheduler' | 'draw' | 'faults'>) {
  const history = new Map<string, StreamRecord[]>();
  const shardOf = new Map<StreamRecord, Shard>();
  const open = new Map<string, readonly Shard[]>();
  const splits = new Map<string, number>();
  const consumers: Consumer[] = [];
  const partitions = draw.under('partitions');
  const split = (table: string, shard: Shard): void => {
    const place = splits.get(table) ?? 0;
    splits.set(table, place + 1);
    shard.children = childrenOf(
      shard,
      draw.chance(`rollover of ${table} ${shard.id}`, ROLLOVER_SHARE)
        ? []
        : [draw.unit(`cut of ${table} ${shard.id}`)],
    );
    open.set(
      table,
      (open.get(table) ?? []).flatMap((each) => (each === shard ? (shard.children ?? []) : each)),
    );
    for (const consumer of consumers) if (consumer.table === table) consumer.close(shard);
  };
  return {
    /** All records of all streams, by table, oldest first. */
    history: history as ReadonlyMap<string, readonly StreamRecord[]>,
    consumers: consumers as readonly Consumer[],
    /** Adds a consumer, which reads from the oldest record on. Must be called before the first change. */
    follow: (consumer: Consumer): void => void consumers.push(consumer),
    /** Adds the record of a change to its shard. */
    append: (change: Change): void => {
      const { table, keys } = change;
      const records = history.get(table) ?? [];
      const record = toStreamRecord(change, records.length, scheduler.nowMs());
      records.push(record);
      history.set(table, records);
      const shards = open.get(table) ?? firstShards(draw.int(`shards of ${table}`, 1, MAX_FIRST_SHARDS));
      open.set(table, shards);
      const hash = partitions.unit(JSON.stringify(keys['pk']));
      const shard = shards.find(({ to }) => hash < to) as Shard;
      shardOf.set(record, shard);
      for (const consumer of consumers) if (consumer.table === table) consumer.push(record, shard);
      if ((splits.get(table) ?? 0) < MAX_SPLITS && faults.happens('splitShard', `${table} ${records.length}`))
        split(table, shard);
    },
    /** Reads a batch again: all records of its shard from its first to its last, also those of other batches. */
    read: ({ table, shardId, startSequenceNumber, endSequenceNumber }: BatchInfo): readonly StreamRecord[] =>
      (history.get(table) ?? []).filter((record) => {
        const number = String(record.dynamodb['SequenceNumber']);
        const isWithin = number >= startSequenceNumber && number <= endSequenceNumber;
        return isWithin && shardOf.get(record)?.id === shardId;
      }),
  };
}

function firstShards(count: number): readonly Shard[] {
  return Array.from({ length: count }, (_none, place) => ({
    id: `shard ${place}`,
    parent: undefined,
    from: place / count,
    to: (place + 1) / count,
    children: undefined,
  }));
}

/** @param cuts where the shard splits, as shares of its range; empty if one shard continues it */
function childrenOf(parent: Shard, cuts: readonly number[]): readonly Shard[] {
  const { id, from, to } = parent;
  const ends = [...cuts.map((cut) => from + cut * (to - from)), to];
  return ends.map((end, place) => ({
    id: `${id}.${place}`,
    parent,
    from: ends[place - 1] ?? from,
    to: end,
    children: undefined,
  }));
}

/** Takes a change and its place in the stream; returns the stream record as Lambda passes it. */
function toStreamRecord(change: Change, place: number, nowMs: number): StreamRecord {
  const { table, keys, before, after } = change;
  return {
    eventID: `${table} ${place}`,
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(nowMs / 1_000),
      Keys: keys,
      ...(after === undefined ? {} : { NewImage: after }),
      ...(before === undefined ? {} : { OldImage: before }),
      SequenceNumber: String(place).padStart(21, '0'),
      SizeBytes: 1,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/simulated`,
  } as unknown as StreamRecord;
}
