import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { failedItemsOf } from '@tradepost/local/event-sources/batch-response';
import type { Functions } from './functions.ts';
import type { Message, Queue } from './queues.ts';
import type { Setting } from './setting.ts';

export type ConsumerConfig = Setting & {
  readonly functions: Pick<Functions, 'invoke'>;
};

const POLL_MS = 10;
const MAX_CONCURRENCY = 5;
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
  let running = 0;
  let polls = 0;
  let isPolling = false;

  const poll = () => {
    isPolling = false;
    if (running >= MAX_CONCURRENCY) return;
    const batch = queue.receive(mapping.batchSize);
    if (batch.length === 0) return;
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
    const pauseMs = isPaused ? MAX_PAUSE_MS * draw.unit(`pause ${key}`) ** 3 : 0;
    scheduler.after(windowMs + POLL_MS * draw.unit(key) + pauseMs, poll);
  };
  const run = async (batch: readonly Message[]) => {
    const key = `${queue.name} ${batch.map(({ id, receives }) => `${id.split(' ')[1]}.${receives}`).join()}`;
    trace(() => `${queue.name} delivers ${batch.map(({ id }) => id).join(', ')}`);
    const result = await functions.invoke(mapping.functionName, { Records: batch.map(toRecord(queue)) }, key);
    if (!result.ok || faults.happens('lostBatchAnswer', key)) return;
    const failed = failedItemsOf(
      mapping.reportBatchItemFailures ? result.payload : undefined,
      new Set(batch.map(({ id }) => id)),
    );
    if (failed === undefined) return;
    for (const message of batch) if (!failed.has(message.id)) queue.remove(message);
  };
  queue.onVisible = wake;
}

function toRecord(queue: Queue) {
  return (message: Message) => ({
    messageId: message.id,
    receiptHandle: message.id,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(Math.floor(message.sentAtMs)),
      SenderId: 'simulated',
      ApproximateFirstReceiveTimestamp: String(Math.floor(message.sentAtMs)),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: 'us-east-1',
  });
}
