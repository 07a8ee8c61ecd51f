import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { StreamRecord } from '@tradepost/local/event-sources/stream-record';
import { createdAtMs } from '@tradepost/local/event-sources/stream-record';
import type { Record_ } from '../workload/workload.ts';
import type { Message } from '../world/queues.ts';
import type { Discarded } from '../world/stream-consumer.ts';
import type { World } from '../world/world.ts';
import { invoke } from './invoke.ts';

/** A message may become a dead-letter message again if it depends on another one that is redriven after it. */
const MAX_ROUNDS = 3;
const ROUND_MS = 48 * 3_600_000;
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.DataRetention */
const STREAM_RETENTION_MS = 24 * 3_600_000;

/**
 * Redrives all dead-letter messages except malformed ones, as an operator does after an incident. A malformed message
 * that its queue moved before the consumer could reject it with a reason is redriven, too.
 */
export async function redrive(
  world: World,
  record: Record_,
  trace: (line: () => string) => void,
): Promise<void> {
  const malformed = new Set(record.poison.map(({ body }) => body));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let count = 0;
    for (const queue of world.queues.all.filter(({ isDeadLetters }) => isDeadLetters)) {
      for (const message of [...queue.messages].filter(
        ({ body, attributes }) => !malformed.has(body) || attributes['Reason'] === undefined,
      )) {
        count += 1;
        queue.remove(message);
        trace(() => `redrive from ${queue.name}: ${message.id}`);
        if (message.attributes['RULE_ARN'] !== undefined) {
          world.bus.deliverAgain(message.body, message.attributes);
        } else if (queue.name.endsWith('-failures')) {
          const key = `redrive ${queue.name} ${message.id} round ${round}`;
          if (!(await redriveRecords(world, message, key))) queue.send(message.body, message.attributes);
        } else world.queues.byUrl(queue.name.replace(/-dlq$/, '')).send(message.body);
      }
    }
    if (count === 0) return;
    await world.run(world.scheduler.nowMs() + ROUND_MS);
  }
}

/** Returns true if the function processed the records, or if the stream no longer has them. */
async function redriveRecords(world: World, message: Message, key: string): Promise<boolean> {
  const { functionName, records } = recordsOf(world, message);
  if (records.length === 0) return true;
  const event = { Records: records, isRedrive: true };
  const result = await invoke(world, functionName, event, key, ROUND_MS);
  if (result?.ok !== true) return false;
  const { batchItemFailures = [] } = result.payload as { readonly batchItemFailures?: readonly unknown[] };
  return batchItemFailures.length === 0;
}

/**
 * A function's own message contains its records. Lambda's message about discarded records has only the
 * place of the batch in its shard, where records of other batches are, too.
 */
function recordsOf(
  { readStream, scheduler, streams }: World,
  { body, attributes }: Message,
): { readonly functionName: string; readonly records: readonly StreamRecord[] } {
  const content = JSON.parse(body) as Discarded | { readonly Records: readonly StreamRecord[] };
  if ('Records' in content)
    return { functionName: functionNameOf(attributes['Source'] ?? ''), records: content.Records };
  const { functionName } = content;
  const wants = streams.find(({ mapping }) => mapping.functionName === functionName)?.wants ?? (() => true);
  const oldestMs = scheduler.nowMs() - STREAM_RETENTION_MS;
  const records = readStream(content).filter(
    (record) => wants(record) && (createdAtMs(record) ?? 0) >= oldestMs,
  );
  return { functionName, records };
}
