import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';

/** Every message is done with; nonsense, and nothing else, lies in the dead letters. */
export function checkMessages({ queues }: Pick<World, 'queues'>, record: Record_): readonly Violation[] {
  const violations: Violation[] = [];
  const nonsense = new Set(record.poison.map(({ body }) => body));
  const buried = new Set<string>();
  for (const queue of queues.all) {
    for (const { id, body, attributes } of queue.messages) {
      if (!queue.isDeadLetters)
        violations.push({ invariant: 'no message is left over', what: `${queue.name}: ${id}` });
      else if (!nonsense.has(body)) {
        violations.push({
          invariant: 'a redrive converges',
          what: `${queue.name}: ${id} ${attributes['Reason'] ?? ''} ${body.slice(0, 160)}`,
        });
      } else {
        buried.add(`${queue.name.replace(/-dlq$/, '')} ${body}`);
        if (attributes['Reason'] === undefined) {
        }
      }
    }
  }
  for (const { queue, body } of record.poison) {
    if (!buried.has(`${queue} ${body}`))
      violations.push({ invariant: 'nonsense is kept with its reason', what: `${queue}: ${body}` });
  }
  return violations;
}
