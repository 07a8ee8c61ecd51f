import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { compileRecordFilter } from '@tradepost/local/event-sources/record-filter';
import { type StreamRecord, sequenceNumberOf } from '@tradepost/local/event-sources/stream-record';
import type { Item } from '../dynamodb/attribute-value.ts';
import type { Queue } from './queues.ts';
import { createLane, type LaneSetting } from './stream-lane.ts';
import type { BatchInfo, Shard, ShardConsumer } from './streams.ts';

/** The message about records that an event source discarded. Like Lambda's, it does not contain the records. */
export type Discarded = BatchInfo & { readonly functionName: string };

/** The event source of one function that reads a table's stream. */
export type StreamConsumer = ShardConsumer & {
  readonly mapping: EventSourceMappingResource;
  /** Returns true if the mapping's filter matches a record. */
  readonly wants: (record: StreamRecord) => boolean;
};

/** The longest time until the children of a shard are found, after its last record was processed. */
const MAX_DISCOVERY_MS = 30_000;

/** Reads one shard, in as many lanes as the mapping's parallelization factor: a lane has the records of some keys, in order. */
type ShardReader = {
  readonly push: (record: StreamRecord) => void;
  readonly begin: () => void;
  /** Ends the reader if the shard is closed and all of its records are processed. */
  readonly endIfDone: () => void;
};

/**
 * Invokes a function with a table's records, as the mapping declares: shards concurrently, a shard after its parent,
 * the records of a key in order. Retries, their delays and halving are per batch of a lane.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function consumeStream(
  mapping: EventSourceMappingResource,
  failures: Queue | undefined,
  config: LaneSetting,
): StreamConsumer {
  const { scheduler, draw } = config;
  const table = mapping.eventSourceArn.split('/')[1] ?? '';
  const wants = compileRecordFilter(mapping);
  const name = mapping.functionName.replace(/^tradepost-dev-/, '');
  const readers = new Map<Shard, ShardReader>();
  const finished = new Set<Shard>();

  const createReader = (shard: Shard): ShardReader => {
    let hasBegun = false;
    const endIfDone = (): void => {
      const { children } = shard;
      if (!hasBegun || children === undefined || finished.has(shard)) return;
      if (!lanes.every((lane) => lane.isAtRest())) return;
      finished.add(shard);
      for (const child of children) {
        const delayMs = MAX_DISCOVERY_MS * draw.unit(`discovery ${name} ${child.id}`) ** 4;
        scheduler.after(delayMs, () => readerOf(child).begin());
      }
    };
    const discard = (records: readonly StreamRecord[], condition: string): void => {
      const [first, last] = [records[0], records.at(-1)];
      if (first === undefined || last === undefined) return;
      const batch = {
        startSequenceNumber: sequenceNumberOf(first),
        endSequenceNumber: sequenceNumberOf(last),
      };
      const body: Discarded = { functionName: mapping.functionName, table, shardId: shard.id, ...batch };
      failures?.send(JSON.stringify(body), { Reason: condition });
    };
    const lanes = Array.from({ length: mapping.parallelizationFactor ?? 1 }, (_none, lane) =>
      createLane(
        `${name} ${shard.id} lane ${lane}`,
        { mapping, discard, onRest: endIfDone, isOver: () => finished.has(shard) },
        config,
      ),
    );
    return {
      push: (record) => {
        const key = JSON.stringify((record.dynamodb['Keys'] as Item)['pk']);
        lanes[draw.under('lanes').int(key, 0, lanes.length - 1)]?.push(record);
      },
      begin: () => {
        hasBegun = true;
        for (const lane of lanes) lane.begin();
        endIfDone();
      },
      endIfDone,
    };
  };
  const readerOf = (shard: Shard): ShardReader => {
    const known = readers.get(shard);
    if (known !== undefined) return known;
    const reader = createReader(shard);
    readers.set(shard, reader);
    if (shard.parent === undefined) reader.begin();
    return reader;
  };
  return {
    mapping,
    table,
    wants,
    push: (record, shard) => {
      if (wants(record)) readerOf(shard).push(record);
    },
    close: (shard) => readerOf(shard).endIfDone(),
  };
}
