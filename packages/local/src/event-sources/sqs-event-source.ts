import { setTimeout as sleep } from 'node:timers/promises';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { SQSRecord } from 'aws-lambda';
import type { CallSqs } from '../engines/call-sqs.ts';
import type { InvokeFunction } from '../invocation.ts';
import { withinTime } from '../timing/within-time.ts';
import { failedItemsOf } from './batch-response.ts';
import { cutBatches } from './cut-batches.ts';
import type { EventSource } from './event-source.ts';
import { compileMessageFilter } from './record-filter.ts';
import { createSqsDelete } from './sqs-delete.ts';
import { sqsRecordOf } from './sqs-record.ts';

export type SqsEventSourceConfig = {
  /** Its `eventSourceArn` is the queue's ARN. */
  readonly mapping: EventSourceMappingResource;
  readonly queueUrl: string;
  readonly callSqs: CallSqs;
  readonly invoke: InvokeFunction;
  readonly region: string;
  readonly log: (line: string) => void;
};

/** Concurrent batches of a mapping without `maximumConcurrency`. Lambda also starts with five. */
const DEFAULT_CONCURRENCY = 5;
const MAX_PER_RECEIVE = 10;
const LONG_POLL_SECONDS = 20;
/** Pause after a receive that was not full, so that under load messages are received in batches. */
const GATHER_MS = 20;
/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** Approximate size of a record without its body. */
const RECORD_OVERHEAD_BYTES = 1_024;
const RECEIVE_RETRY_MS = 1_000;
const STOP_GRACE_MS = 10_000;

/**
 * Invokes a function with the messages of a queue as Lambda does: forms batches by size and window, limits their concurrency,
 * deletes messages that succeeded, and leaves failed ones until their visibility timeout. Messages that match no filter are
 * deleted. Throws if a filter is not valid.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function createSqsEventSource(config: SqsEventSourceConfig): EventSource {
  const { mapping, callSqs, queueUrl } = config;
  const name = `${mapping.functionName} from ${mapping.eventSourceArn.split(':').at(-1)}`;
  const log = (line: string) => config.log(`${name}: ${line}`);
  const remove = createSqsDelete({ callSqs, queueUrl, log });
  const passes = compileMessageFilter(mapping);
  const concurrency = mapping.maximumConcurrency ?? DEFAULT_CONCURRENCY;
  const bounds = {
    maxRecords: mapping.batchSize,
    maxBytes: MAX_PAYLOAD_BYTES,
    bytesOf: (record: SQSRecord) => Buffer.byteLength(JSON.stringify(record.body)) + RECORD_OVERHEAD_BYTES,
  };
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let polling: Promise<void> | undefined;

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (running.size >= concurrency) {
        await Promise.race(running);
        continue;
      }
      try {
        const records = await collect();
        for (const batch of cutBatches(records, bounds)) begin(batch);
        if (records.length > 0 && records.length < Math.min(mapping.batchSize, MAX_PER_RECEIVE))
          await pause(GATHER_MS);
      } catch (error) {
        log(`could not receive: ${String(error)}`);
        await pause(RECEIVE_RETRY_MS);
      }
    }
  }

  /** Receives once. With a batching window, receives until the batch is full or the window is over. */
  async function collect(): Promise<SQSRecord[]> {
    const records = await receive(LONG_POLL_SECONDS, mapping.batchSize);
    const untilMs = Date.now() + mapping.maximumBatchingWindowInSeconds * 1_000;
    while (records.length > 0 && records.length < mapping.batchSize && !stopping.signal.aborted) {
      const leftSeconds = Math.floor((untilMs - Date.now()) / 1_000);
      if (leftSeconds < 1) break;
      try {
        const waitSeconds = Math.min(leftSeconds, LONG_POLL_SECONDS);
        records.push(...(await receive(waitSeconds, mapping.batchSize - records.length)));
      } catch (error) {
        // Process the messages received so far now, not after their visibility timeout.
        log(`could not receive: ${String(error)}`);
        break;
      }
    }
    return records;
  }

  async function receive(waitSeconds: number, room: number): Promise<SQSRecord[]> {
    const { Messages = [] } = await callSqs(
      'ReceiveMessage',
      {
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(room, MAX_PER_RECEIVE),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
      { signal: stopping.signal },
    );
    return Messages.map((message) => sqsRecordOf(message, mapping.eventSourceArn, config.region));
  }

  function begin(batch: readonly SQSRecord[]): void {
    const done = run(batch)
      .catch((error: unknown) => log(String(error)))
      .finally(() => running.delete(done));
    running.add(done);
  }

  async function run(batch: readonly SQSRecord[]): Promise<void> {
    const wanted = batch.filter(passes);
    const unwanted = wanted.length === batch.length ? [] : batch.filter((record) => !passes(record));
    const done = wanted.length === 0 ? [] : await invokeWith(wanted);
    await remove([...unwanted, ...done].map((record) => record.receiptHandle));
  }

  /** Returns the records that succeeded. The others are received again after the visibility timeout. */
  async function invokeWith(batch: readonly SQSRecord[]): Promise<readonly SQSRecord[]> {
    try {
      const result = await config.invoke(functionNameOf(mapping.functionName), { Records: batch });
      if (result.ok) return succeededOf(batch, result.payload);
      log(`${batch.length} messages failed: ${result.error.errorType}: ${result.error.errorMessage}`);
    } catch (error) {
      log(`${batch.length} messages failed: ${String(error)}`);
    }
    return [];
  }

  function succeededOf(batch: readonly SQSRecord[], payload: unknown): readonly SQSRecord[] {
    if (!mapping.reportBatchItemFailures) return batch;
    const failed = failedItemsOf(payload, new Set(batch.map((record) => record.messageId)));
    if (failed === undefined) {
      log(`${batch.length} messages failed: the function's batch response is not valid`);
      return [];
    }
    if (failed.size === 0) return batch;
    log(`${failed.size} of ${batch.length} messages failed, as reported by the function`);
    return batch.filter((record) => !failed.has(record.messageId));
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    start() {
      if (mapping.enabled) polling ??= poll();
    },
    async stop() {
      stopping.abort();
      await polling;
      await withinTime(Promise.all(running), STOP_GRACE_MS);
    },
  };
}
