import { setTimeout as sleep } from 'node:timers/promises';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { InvokeFunction } from '../invocation.ts';
import type { BackOff } from '../timing/retry-delay.ts';
import { retryDelayMs } from '../timing/retry-delay.ts';
import { failedItemsOf } from './batch-response.ts';
import type { DiscardCondition } from './stream-discard.ts';
import { createdAtMs, type StreamRecord, sequenceNumberOf } from './stream-record.ts';

export type StreamBatchConfig = {
  readonly mapping: EventSourceMappingResource;
  readonly invoke: InvokeFunction;
  /** Called with the last finished record. A restart continues after it. */
  readonly checkpoint: (record: StreamRecord) => void;
  /** Discards records. Resolves when the on-failure destination, if any, has accepted the failure record. */
  readonly discard: (
    records: readonly StreamRecord[],
    condition: DiscardCondition,
    invokeCount: number,
  ) => Promise<void>;
  readonly log: (line: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
  /** Waits between attempts. Defaults to a timer that `signal` aborts. */
  readonly wait?: (delayMs: number) => Promise<unknown>;
  /** Defaults to `Math.random`. */
  readonly random?: () => number;
};

/** `failedFrom` is the index of the first failed record: 0 if the whole batch failed. */
type Attempt =
  | { readonly ok: true }
  | { readonly ok: false; readonly failedFrom: number; readonly reported: boolean; readonly reason: string };

/**
 * Invokes the function with one batch of a shard until it succeeds or is discarded by the mapping's limits. Later records of
 * the shard must wait for it. Rejects if `signal` is aborted between attempts; records after the last checkpoint are then
 * read again.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export async function settleStreamBatch(
  batch: readonly StreamRecord[],
  config: StreamBatchConfig,
): Promise<void> {
  const { mapping, signal } = config;
  const maxRetries = bound(mapping.maximumRetryAttempts);
  let attempts = 0;
  let pending = await withoutExpired(batch, attempts, config);
  while (pending.length > 0) {
    signal.throwIfAborted();
    const attempt = await invokeOnce(pending, config);
    if (attempt.ok) {
      checkpointLast(pending, config);
      return;
    }
    if (attempt.failedFrom > 0) {
      checkpointLast(pending.slice(0, attempt.failedFrom), config);
      pending = pending.slice(attempt.failedFrom);
      attempts = 0;
    }
    attempts += 1;
    config.log(`${pending.length} records failed (attempt ${attempts}): ${attempt.reason}`);
    if (attempts > maxRetries) {
      await giveUp(pending, 'RetryAttemptsExhausted', attempts, config);
      return;
    }
    const delayMs = retryDelayMs(attempts, config.backOff, config.random);
    await (config.wait?.(delayMs) ?? sleep(delayMs, undefined, { signal }));
    if (mapping.bisectBatchOnFunctionError && !attempt.reported && pending.length > 1) {
      return settleHalves(pending, config);
    }
    pending = await withoutExpired(pending, attempts, config);
  }
}

/** Processes both halves with a new retry count. Halving does not count as a retry. */
async function settleHalves(batch: readonly StreamRecord[], config: StreamBatchConfig): Promise<void> {
  const middle = Math.ceil(batch.length / 2);
  await settleStreamBatch(batch.slice(0, middle), config);
  await settleStreamBatch(batch.slice(middle), config);
}

async function invokeOnce(batch: readonly StreamRecord[], config: StreamBatchConfig): Promise<Attempt> {
  const { mapping } = config;
  try {
    const result = await config.invoke(functionNameOf(mapping.functionName), { Records: batch });
    if (!result.ok) return failed(0, false, `${result.error.errorType}: ${result.error.errorMessage}`);
    return mapping.reportBatchItemFailures ? judge(batch, result.payload) : { ok: true };
  } catch (error) {
    return failed(0, false, String(error));
  }
}

/** The lowest reported sequence number and all later records are retried, even later ones that succeeded. */
function judge(batch: readonly StreamRecord[], payload: unknown): Attempt {
  const reported = failedItemsOf(payload, new Set(batch.map(sequenceNumberOf)));
  if (reported === undefined) return failed(0, false, "the function's batch response is not valid");
  const failedFrom = batch.findIndex((record) => reported.has(sequenceNumberOf(record)));
  if (failedFrom < 0) return { ok: true };
  return failed(failedFrom, true, `reported from ${[...reported].join(', ')}`);
}

function failed(failedFrom: number, reported: boolean, reason: string): Attempt {
  return { ok: false, failedFrom, reported, reason };
}

/** Discards the records that are too old. Records are ordered by age, so these come first. */
async function withoutExpired(
  batch: readonly StreamRecord[],
  attempts: number,
  config: StreamBatchConfig,
): Promise<readonly StreamRecord[]> {
  const maxAgeMs = bound(config.mapping.maximumRecordAgeInSeconds) * 1_000;
  const oldest = config.clock() - maxAgeMs;
  const fresh = batch.findIndex((record) => (createdAtMs(record) ?? Number.POSITIVE_INFINITY) >= oldest);
  const count = fresh < 0 ? batch.length : fresh;
  if (count > 0) await giveUp(batch.slice(0, count), 'MaximumRecordAgeExceeded', attempts, config);
  return batch.slice(count);
}

async function giveUp(
  records: readonly StreamRecord[],
  condition: DiscardCondition,
  attempts: number,
  config: StreamBatchConfig,
): Promise<void> {
  await config.discard(records, condition, attempts);
  checkpointLast(records, config);
}

function checkpointLast(records: readonly StreamRecord[], config: StreamBatchConfig): void {
  const last = records.at(-1);
  if (last) config.checkpoint(last);
}

/** -1 and undefined mean no limit. */
function bound(limit: number | undefined): number {
  return limit === undefined || limit < 0 ? Number.POSITIVE_INFINITY : limit;
}
