import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';

/**
 * Every message is accounted for: processed, moved to the dead-letter queue, or still in its queue. After the redrive,
 * the dead-letter queues hold the malformed messages, each with its reason, and no others.
 */
export function checkMessages({ queues }: Pick<World, 'queues'>, record: Record_): readonly Violation[] {
  const violations: Violation[] = [];
  const say = (invariant: string, what: string) => violations.push({ invariant, what });
  const nonsense = new Set(record.poison.map(({ body }) => body));
  const buried = new Set<string>();
  for (const { name, isDeadLetters, messages, tally } of queues.all) {
    const { sent, done, givenUp } = tally;
    if (sent !== done + givenUp + messages.size)
      say('every message is accounted for', `${name}: ${sent} sent, ${done} done, ${givenUp} given up`);
    for (const { id, body, attributes } of messages) {
      const reason = attributes['Reason'];
      if (!isDeadLetters) say('no message is left in a queue', `${name}: ${id}`);
      else if (!nonsense.has(body))
        say('a redrive converges', `${name}: ${id} ${reason ?? ''} ${body.slice(0, 160)}`);
      else if (reason === undefined)
        say('a malformed message is kept with its reason', `${name}: ${body} has none`);
      else buried.add(`${name.replace(/-dlq$/, '')} ${body}`);
    }
  }
  for (const { queue, body } of record.poison) {
    if (!buried.has(`${queue} ${body}`))
      say('a malformed message is kept with its reason', `${queue}: ${body} is missing`);
  }
  return violations;
}
