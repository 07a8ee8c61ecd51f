import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { cutBatches } from '@tradepost/local/event-sources/cut-batches';
import { settleStreamBatch } from '@tradepost/local/event-sources/stream-batch';
import type { StreamRecord } from '@tradepost/local/event-sources/stream-record';
import { type ConsumerConfig, pauseOf } from './queue-consumer.ts';

/** Reads the records of some keys of a shard, a batch at a time. */
export type Lane = {
  readonly push: (record: StreamRecord) => void;
  /** Starts reading, also the records that were pushed before. */
  readonly begin: () => void;
  /** Returns true if all records were processed or discarded. */
  readonly isAtRest: () => boolean;
};

export type LaneConfig = {
  readonly mapping: EventSourceMappingResource;
  /** Receives the records of a batch that the mapping's limits discard. */
  readonly discard: (records: readonly StreamRecord[], condition: string) => void;
  /** Called when all records were processed or discarded. */
  readonly onRest: () => void;
  /** Returns true once the shard is read to its end: then no record of it is read again. */
  readonly isOver: () => boolean;
};

/** The world of a lane. */
export type LaneSetting = ConsumerConfig & {
  /** Receives how long a record waited for its first delivery, in milliseconds. */
  readonly onWait?: (waitedMs: number) => void;
};

const POLL_MS = 40;
const MAX_PAUSE_MS = 3_600_000;
const MAX_BATCH_BYTES = 6 * 1024 * 1024;
const MAX_REWIND = 20;
const MAX_REWIND_MS = 60_000;
/** Lambda reads again what it read since its last checkpoint: never a record that is about to leave the stream. */
const MAX_REWIND_AGE_MS = 3_600_000;
const BACK_OFF_BASE_MS = 1_000;
const MAX_BACK_OFF_MS = 60_000;
const NEVER = new AbortController().signal;

/** Creates a lane of a shard's reader. `name` is the same in each run of the seed. */
export function createLane(
  name: string,
  { mapping, discard, onRest, isOver }: LaneConfig,
  config: LaneSetting,
): Lane {
  const { scheduler, draw, faults, situation, functions, trace, onWait = () => {} } = config;
  const all: StreamRecord[] = [];
  /** Times of the records that were not delivered yet. */
  const pushedMs: number[] = [];
  let next = 0;
  /** Number of records that were processed or discarded: a record that is read again does not count again. */
  let done = 0;
  let hasBegun = false;
  let isBusy = false;
  let turns = 0;
  const wake = () => {
    if (!hasBegun || isBusy || next === all.length) return;
    isBusy = true;
    const key = `${name} ${turns++}`;
    const isPaused = faults.happens(
      'pausedConsumer',
      `${name} ${Math.floor(scheduler.nowMs() / MAX_PAUSE_MS)}`,
    );
    const pausedMs = isPaused ? MAX_PAUSE_MS * draw.unit(`pause ${key}`) ** 3 : 0;
    const pauseMs = Math.max(pausedMs, pauseOf(mapping.functionName, config));
    const windowMs = mapping.maximumBatchingWindowInSeconds * 1_000;
    scheduler.after(windowMs + pauseMs + POLL_MS * draw.unit(key), () => void run());
  };
  const run = async () => {
    while (next < done && !isRecent(all[next])) next += 1;
    const records = all.slice(next);
    next = all.length;
    const bounds = { maxRecords: mapping.batchSize, maxBytes: MAX_BATCH_BYTES, bytesOf: () => 1 };
    const end = next;
    for (const batch of cutBatches(records, bounds)) {
      for (const atMs of pushedMs.splice(0, batch.length)) onWait(scheduler.nowMs() - atMs);
      await settle(batch);
    }
    done = Math.max(done, end);
    isBusy = false;
    if (faults.happens('expiredIterator', `${name} ${turns}`)) rewindLater();
    wake();
    if (isAtRest()) onRest();
  };
  const rewindLater = () => {
    scheduler.after(MAX_REWIND_MS * draw.unit(`rewind ${name} ${turns}`), () => {
      if (isOver()) return;
      next = Math.max(0, next - draw.int(`rewind by ${name} ${turns}`, 1, MAX_REWIND));
      // The old records are delivered alone, or in one batch with the next ones.
      if (draw.chance(`rewind alone ${name} ${turns}`, 0.5)) wake();
    });
  };
  const isRecent = (record: StreamRecord | undefined) =>
    (record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1_000 > scheduler.nowMs() - MAX_REWIND_AGE_MS;
  const isAtRest = () => !isBusy && done === all.length;
  const settle = (batch: readonly StreamRecord[]) =>
    settleStreamBatch(batch, {
      mapping,
      invoke: async (functionName, event) => {
        const key = `${name} ${turns++}`;
        const result = await functions.invoke(functionName, event, key);
        if (!faults.happens('lostBatchAnswer', key)) return result;
        return { ok: false, error: { errorType: 'Simulated', errorMessage: 'the answer was lost' } };
      },
      checkpoint: () => {},
      discard: async (given, condition) => {
        trace(() => `${name} discards ${given.length} records: ${condition}`);
        discard(given, condition);
      },
      log: () => {},
      clock: scheduler.nowMs,
      backOff: { baseMs: BACK_OFF_BASE_MS, capMs: situation.maxStreamBackOffMs ?? MAX_BACK_OFF_MS },
      signal: NEVER,
      wait: scheduler.sleep,
      random: () => draw.unit(`back off ${name} ${turns}`),
    });
  return {
    push: (record) => {
      all.push(record);
      pushedMs.push(scheduler.nowMs());
      wake();
    },
    begin: () => {
      hasBegun = true;
      wake();
    },
    isAtRest,
  };
}
