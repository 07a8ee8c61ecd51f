import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { cutBatches } from '@tradepost/local/event-sources/cut-batches';
import { compileRecordFilter } from '@tradepost/local/event-sources/record-filter';
import { settleStreamBatch } from '@tradepost/local/event-sources/stream-batch';
import { type StreamRecord, sequenceNumberOf } from '@tradepost/local/event-sources/stream-record';
import type { Item } from '../dynamodb/attribute-value.ts';
import type { Change } from '../dynamodb/table.ts';
import type { Conditions } from './conditions.ts';
import type { ConsumerConfig } from './queue-consumer.ts';
import type { Queue } from './queues.ts';

type StreamConsumerConfig = ConsumerConfig & { readonly situation: Conditions };

/** The message about records that an event source discarded. Like Lambda's, it does not contain the records. */
export type Discarded = {
  readonly functionName: string;
  readonly table: string;
  readonly sequenceNumbers: readonly string[];
};

/** The event source of one function that reads a table's stream. */
export type StreamConsumer = {
  readonly mapping: EventSourceMappingResource;
  readonly table: string;
  readonly push: (record: StreamRecord) => void;
  /** Returns true if the mapping's filter matches a record. */
  readonly wants: (record: StreamRecord) => boolean;
};

const POLL_MS = 40;
const MAX_PAUSE_MS = 3_600_000;
const MAX_BATCH_BYTES = 6 * 1024 * 1024;
const MAX_REWIND = 20;
const MAX_REWIND_MS = 60_000;
const BACK_OFF_BASE_MS = 1_000;
const MAX_BACK_OFF_MS = 60_000;
const NEVER = new AbortController().signal;

/** Invokes a function with a table's records, in order for each key, as the mapping declares. */
export function consumeStream(
  mapping: EventSourceMappingResource,
  failures: Queue | undefined,
  config: StreamConsumerConfig,
): StreamConsumer {
  const table = mapping.eventSourceArn.split('/')[1] ?? '';
  const wants = compileRecordFilter(mapping);
  const lanes = Array.from({ length: mapping.parallelizationFactor ?? 1 }, (_none, lane) =>
    createLane(
      `${mapping.functionName.replace(/^tradepost-dev-/, '')} lane ${lane}`,
      { mapping, table, failures },
      config,
    ),
  );
  return {
    mapping,
    table,
    wants,
    push: (record) => {
      if (!wants(record)) return;
      const key = JSON.stringify((record.dynamodb['Keys'] as Item)['pk']);
      lanes[config.draw.under('lanes').int(key, 0, lanes.length - 1)]?.(record);
    },
  };
}

function createLane(
  name: string,
  {
    mapping,
    table,
    failures,
  }: {
    readonly mapping: EventSourceMappingResource;
    readonly table: string;
    readonly failures: Queue | undefined;
  },
  { scheduler, draw, faults, situation, functions, trace }: StreamConsumerConfig,
): (record: StreamRecord) => void {
  const all: StreamRecord[] = [];
  let next = 0;
  let isBusy = false;
  let turns = 0;
  const wake = () => {
    if (isBusy || next === all.length) return;
    isBusy = true;
    const key = `${name} ${turns++}`;
    const isPaused = faults.happens(
      'pausedConsumer',
      `${name} ${Math.floor(scheduler.nowMs() / MAX_PAUSE_MS)}`,
    );
    const pauseMs = isPaused ? MAX_PAUSE_MS * draw.unit(`pause ${key}`) ** 3 : 0;
    const windowMs = mapping.maximumBatchingWindowInSeconds * 1_000;
    scheduler.after(windowMs + pauseMs + POLL_MS * draw.unit(key), () => void run());
  };
  const run = async () => {
    const records = all.slice(next);
    next = all.length;
    const bounds = { maxRecords: mapping.batchSize, maxBytes: MAX_BATCH_BYTES, bytesOf: () => 1 };
    for (const batch of cutBatches(records, bounds)) await settle(batch);
    isBusy = false;
    if (faults.happens('expiredIterator', `${name} ${turns}`)) {
      scheduler.after(MAX_REWIND_MS * draw.unit(`rewind ${name} ${turns}`), () => {
        next = Math.max(0, next - draw.int(`rewind by ${name} ${turns}`, 1, MAX_REWIND));
        // The old records are delivered alone, or in one batch with the next ones.
        if (draw.chance(`rewind alone ${name} ${turns}`, 0.5)) wake();
      });
    }
    wake();
  };
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
        const sequenceNumbers = given.map(sequenceNumberOf);
        const body: Discarded = { functionName: mapping.functionName, table, sequenceNumbers };
        failures?.send(JSON.stringify(body), { Reason: condition });
      },
      log: () => {},
      clock: scheduler.nowMs,
      backOff: { baseMs: BACK_OFF_BASE_MS, capMs: situation.maxStreamBackOffMs ?? MAX_BACK_OFF_MS },
      signal: NEVER,
      wait: scheduler.sleep,
      random: () => draw.unit(`back off ${name} ${turns}`),
    });
  return (record) => {
    all.push(record);
    wake();
  };
}

/** Takes a change and its place in the stream; returns the stream record as Lambda passes it. */
export function toStreamRecord(change: Change, place: number, nowMs: number): StreamRecord {
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
