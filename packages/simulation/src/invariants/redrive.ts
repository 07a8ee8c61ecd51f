import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';

/** A letter may be given up again while another one that it waits for is still to come. */
const MAX_ROUNDS = 3;
const ROUND_MS = 48 * 3_600_000;

/**
 * What a person does after bad times: puts all dead letters back to where they came from, but those that are nonsense.
 * Nonsense that the queue gave up by itself, before its consumer could say what is wrong with it, is put back, too.
 */
export async function redrive(
  world: World,
  record: Record_,
  tell: (line: () => string) => void,
): Promise<void> {
  const nonsense = new Set(record.poison.map(({ body }) => body));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let count = 0;
    for (const queue of world.queues.all.filter(({ isDeadLetters }) => isDeadLetters)) {
      for (const letter of [...queue.messages].filter(
        ({ body, attributes }) => !nonsense.has(body) || attributes['Reason'] === undefined,
      )) {
        count += 1;
        queue.remove(letter);
        tell(() => `redrive from ${queue.name}: ${letter.id}`);
        if (letter.attributes['RULE_ARN'] !== undefined) {
          world.bus.deliverAgain(letter.body, letter.attributes);
        } else if (queue.name.endsWith('-failures')) {
          const key = `redrive ${queue.name} ${letter.id} round ${round}`;
          const isDone = await redriveRecords(world, letter.body, key);
          if (!isDone) queue.send(letter.body, letter.attributes);
        } else world.queues.byUrl(queue.name.replace(/-dlq$/, '')).send(letter.body);
      }
    }
    if (count === 0) return;
    await world.run(world.scheduler.nowMs() + ROUND_MS);
  }
}

/** Returns whether the function took them; where it did not, they are kept. */
async function redriveRecords(world: World, body: string, key: string): Promise<boolean> {
  const { functionName, records } = JSON.parse(body) as { functionName: string; records: readonly unknown[] };
  let isDone = false;
  void world.functions.invoke(functionName, { Records: records }, key).then((result) => {
    const { batchItemFailures = [] } = (result.ok ? result.payload : {}) as {
      readonly batchItemFailures?: readonly unknown[];
    };
    isDone = result.ok && batchItemFailures.length === 0;
  });
  await world.run(world.scheduler.nowMs() + ROUND_MS);
  return isDone;
}
