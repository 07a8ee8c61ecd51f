import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { failedItemsOf } from '@tradepost/local/event-sources/batch-response';
import type { Conditions } from './conditions.ts';
import type { Functions } from './functions.ts';
import type { Queue, Received } from './queues.ts';
import type { Setting } from './setting.ts';

export type ConsumerConfig = Setting & {
  readonly situation: Conditions;
  readonly functions: Pick<Functions, 'invoke'>;
};

const POLL_MS = 10;
/** Concurrent batches of a mapping without a limit of its own: Lambda starts with five. */
const DEFAULT_CONCURRENCY = 5;
const MAX_PAUSE_MS = 3_600_000;

/** Invokes a function with a queue's messages, as the mapping declares: batches, partial failures, retries. */
export function consumeQueue(
  mapping: EventSourceMappingResource,
  queue: Queue,
  config: ConsumerConfig,
): void {
  const { scheduler, draw, faults, functions, trace } = config;
  const name = `consumer of ${queue.name}`;
  const windowMs = mapping.maximumBatchingWindowInSeconds * 1_000;
  const maxRunning = mapping.maximumConcurrency ?? DEFAULT_CONCURRENCY;
  let running = 0;
  let polls = 0;
  let isPolling = false;

  const poll = () => {
    isPolling = false;
    if (running >= maxRunning) return;
    const batch = queue.receive(mapping.batchSize);
    if (batch.length === 0) return;
    // A receive may count although its response is lost.
    if (faults.happens('lostReceive', keyOf(batch))) {
      wake();
      return;
    }
    running += 1;
    void run(batch).finally(() => {
      running -= 1;
      wake();
    });
    wake();
  };
  const wake = () => {
    if (isPolling || ![...queue.messages].some(({ isVisible }) => isVisible)) return;
    isPolling = true;
    const key = `${name} ${polls++}`;
    const isPaused = faults.happens(
      'pausedConsumer',
      `${name} ${Math.floor(scheduler.nowMs() / MAX_PAUSE_MS)}`,
    );
    const pausedMs = isPaused ? MAX_PAUSE_MS * draw.unit(`pause ${key}`) ** 3 : 0;
    const pauseMs = Math.max(pausedMs, pauseOf(mapping.functionName, config));
    scheduler.after(windowMs + POLL_MS * draw.unit(key) + pauseMs, poll);
  };
  const keyOf = (batch: readonly Received[]) =>
    `${queue.name} ${batch.map(({ message, receipt }) => `${message.id.split('-').at(-1)}.${receipt}`).join()}`;
  const run = async (batch: readonly Received[]) => {
    const key = keyOf(batch);
    // The function gets the messages late, and may end after their visibility timeout: then two invocations have them.
    if (faults.happens('heldBatch', key))
      await scheduler.sleep(queue.visibilityMs * 1.2 * draw.unit(`held ${key}`));
    trace(() => `${queue.name} delivers ${batch.map(({ message }) => message.id).join(', ')}`);
    const records = batch.map((received) => toRecord(queue, received, countOf(received)));
    const result = await functions.invoke(mapping.functionName, { Records: records }, key);
    if (!result.ok || faults.happens('lostBatchAnswer', key)) return;
    const failed = failedItemsOf(
      mapping.reportBatchItemFailures ? result.payload : undefined,
      new Set(batch.map(({ message }) => message.id)),
    );
    if (failed === undefined) return;
    for (const { message, receipt } of batch) if (!failed.has(message.id)) queue.remove(message, receipt);
  };
  /** The count that SQS reports is approximate. */
  const countOf = ({ message: { id }, receipt }: Received): number =>
    faults.happens('inexactCount', `${id} receipt ${receipt}`)
      ? Math.max(1, receipt + draw.pick(`count ${id} ${receipt}`, [-1, 1]))
      : receipt;
  queue.onVisible = wake;
}

/** Returns the milliseconds until a long outage of a consumer ends; 0 if there is none. */
export function pauseOf(
  functionName: string,
  { scheduler, situation }: Pick<ConsumerConfig, 'scheduler' | 'situation'>,
): number {
  const passedMs = scheduler.passedMs();
  return (situation.consumerPausedUntilMs?.(functionName, passedMs) ?? passedMs) - passedMs;
}

function toRecord(queue: Queue, { message, receipt }: Received, count: number) {
  return {
    messageId: message.id,
    receiptHandle: `${message.id} ${receipt}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(count),
      SentTimestamp: String(Math.floor(message.sentAtMs)),
      SenderId: 'simulated',
      ApproximateFirstReceiveTimestamp: String(Math.floor(message.sentAtMs)),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: 'us-east-1',
  };
}
