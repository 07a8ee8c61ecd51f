import { setTimeout as sleep } from 'node:timers/promises';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { EventTargets } from '../eventbridge/targets.ts';
import type { InvokeFunction } from '../invocation.ts';
import type { BackOff } from '../timing/retry-delay.ts';
import { withinTime } from '../timing/within-time.ts';
import { cutBatches } from './cut-batches.ts';
import type { EventSource } from './event-source.ts';
import { compileRecordFilter } from './record-filter.ts';
import { settleStreamBatch } from './stream-batch.ts';
import type { StreamCheckpoints } from './stream-checkpoints.ts';
import { createStreamDiscard } from './stream-discard.ts';
import type { StreamReader } from './stream-reader.ts';
import { type StreamRecord, seenStreamArn, sequenceNumberOf, streamRecordOf } from './stream-record.ts';
import { createStreamShards } from './stream-shards.ts';
import type { StreamsApi, WireRecord, WireShard } from './streams-api.ts';

export type StreamEventSourceConfig = {
  readonly mapping: EventSourceMappingResource;
  /** Engine's stream ARN, from `DescribeTable`. */
  readonly streamArn: string;
  readonly api: StreamsApi;
  /** Shared by all event sources, so that they share their polls. */
  readonly reader: StreamReader;
  readonly checkpoints: StreamCheckpoints;
  readonly invoke: InvokeFunction;
  /** Used for the on-failure destination. */
  readonly destinations: Pick<EventTargets, 'sendToQueue' | 'publishToTopic'>;
  readonly region: string;
  readonly accountId: string;
  readonly log: (line: string) => void;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  readonly backOff?: BackOff;
};

const BACK_OFF: BackOff = { baseMs: 200, capMs: 10_000 };
const SHARD_LIST_RETRY_MS = 1_000;
/** Keeps a batch below Lambda's 6 MB: as JSON, a record has at most about three times its `SizeBytes`. */
const MAX_BATCH_BYTES = 2 * 1024 * 1024;
const STOP_GRACE_MS = 10_000;

/**
 * Invokes a function with the records of a DynamoDB stream as Lambda does: each shard in order, a parent before its children,
 * one batch at a time. A failed batch blocks its shard until it succeeds or is discarded. Continues after the last checkpoint
 * when it was stopped or killed. Throws if a filter is not valid.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function createStreamEventSource(config: StreamEventSourceConfig): EventSource {
  const { mapping, streamArn, api, reader, checkpoints } = config;
  const clock = config.clock ?? Date.now;
  const backOff = config.backOff ?? BACK_OFF;
  const id = `${mapping.service}/${mapping.logicalId}`;
  const log = (line: string) => config.log(`${mapping.functionName} from ${tableOf(streamArn)}: ${line}`);
  const passes = compileRecordFilter(mapping);
  const seen = { arn: seenStreamArn(streamArn, config.region, config.accountId), region: config.region };
  const stopping = new AbortController();
  const { signal } = stopping;
  const functionArn = `arn:aws:lambda:${config.region}:${config.accountId}:function:${functionNameOf(mapping.functionName)}`;
  const { startingPosition, onFailureDestinationArn: destinationArn } = mapping;
  const readyShards = createStreamShards({ id, streamArn, startingPosition, api, checkpoints });
  const { destinations } = config;
  const discard = createStreamDiscard({ destinationArn, destinations, log, clock, backOff, signal });
  const bounds = {
    maxRecords: mapping.batchSize,
    maxBytes: MAX_BATCH_BYTES,
    bytesOf: (record: StreamRecord) => Number(record.dynamodb['SizeBytes'] ?? 0),
  };
  let running: Promise<void> | undefined;

  /** Reads all shards until stopped. The children of a shard are read after it is closed. */
  async function run(): Promise<void> {
    const following = new Map<string, Promise<void>>();
    while (!signal.aborted) {
      for (const shard of await shardsToRead()) {
        if (following.has(shard.ShardId)) continue;
        const done = followOrLog(shard.ShardId).finally(() => following.delete(shard.ShardId));
        following.set(shard.ShardId, done);
      }
      if (following.size === 0) await pause(SHARD_LIST_RETRY_MS);
      else await Promise.race(following.values());
    }
    await Promise.all(following.values());
  }

  async function shardsToRead(): Promise<readonly WireShard[]> {
    try {
      return await readyShards();
    } catch (error) {
      if (!signal.aborted) log(`could not list the shards: ${String(error)}`);
      return [];
    }
  }

  async function followOrLog(shardId: string): Promise<void> {
    try {
      await follow(shardId);
    } catch (error) {
      if (signal.aborted) return;
      log(`reading ${shardId} failed, restarting: ${String(error)}`);
      await pause(SHARD_LIST_RETRY_MS);
    }
  }

  async function follow(shardId: string): Promise<void> {
    let after = checkpoints.read(id, streamArn).get(shardId)?.sequenceNumber ?? '';
    for (;;) {
      const { records, closed } = await gather(shardId, after);
      await handle(shardId, records);
      after = records.at(-1)?.dynamodb.SequenceNumber ?? after;
      if (!closed) continue;
      checkpoints.save(id, streamArn, shardId, { sequenceNumber: after, closed: true });
      return;
    }
  }

  /** Returns the next records. With a batching window, waits until a batch is full or the window is over. */
  async function gather(
    shardId: string,
    after: string,
  ): Promise<{ records: readonly WireRecord[]; closed: boolean }> {
    let { records, closed } = await reader.waitForRecords({ streamArn, shardId, after }, signal);
    const untilMs = clock() + mapping.maximumBatchingWindowInSeconds * 1_000;
    while (!closed && records.length < mapping.batchSize && clock() < untilMs) {
      const window = AbortSignal.timeout(untilMs - clock());
      const place = { streamArn, shardId, after: records.at(-1)?.dynamodb.SequenceNumber ?? after };
      try {
        const more = await reader.waitForRecords(place, AbortSignal.any([signal, window]));
        records = [...records, ...more.records];
        closed = more.closed;
      } catch (error) {
        signal.throwIfAborted();
        if (!window.aborted) throw error;
      }
    }
    return { records, closed };
  }

  async function handle(shardId: string, records: readonly WireRecord[]): Promise<void> {
    const save = (sequenceNumber: string) =>
      checkpoints.save(id, streamArn, shardId, { sequenceNumber, closed: false });
    const all = records.map((wire) => streamRecordOf(wire, streamArn, seen));
    for (const batch of cutBatches(all.filter(passes), bounds)) {
      await settleStreamBatch(batch, {
        mapping,
        invoke: config.invoke,
        checkpoint: (record) => save(sequenceNumberOf(record)),
        discard: (discarded, condition, invokeCount) =>
          discard({ records: discarded, condition, invokeCount, functionArn, shardId }),
        log,
        clock,
        backOff,
        signal,
      });
    }
    // Checkpoint the last records, too, if no filter matches them.
    const last = all.at(-1);
    if (last && !passes(last)) save(sequenceNumberOf(last));
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  return {
    start() {
      if (mapping.enabled) running ??= run();
    },
    async stop() {
      stopping.abort();
      if (running) await withinTime(running, STOP_GRACE_MS);
    },
  };
}

function tableOf(streamArn: string): string {
  return streamArn.split('/')[1] ?? streamArn;
}
