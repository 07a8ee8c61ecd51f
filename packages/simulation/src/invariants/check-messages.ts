import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import type { Report } from './violation.ts';

/**
 * Every message is accounted for: processed, moved to the dead-letter queue, or still in its queue. After the redrive,
 * the dead-letter queues hold the malformed messages, each with its reason, and no others.
 */
export function checkMessages({ queues }: World, { poison }: Record_, report: Report): void {
  const malformed = new Set(poison.map(({ body }) => body));
  const kept = new Set<string>();
  for (const { name, isDeadLetters, messages, tally } of queues.all) {
    const { sent, done, givenUp } = tally;
    if (sent !== done + givenUp + messages.size)
      report('every message is accounted for', `${name}: ${sent} sent, ${done} done, ${givenUp} given up`);
    for (const { id, body, attributes } of messages) {
      const reason = attributes['Reason'];
      if (!isDeadLetters) report('no message is left in a queue', `${name}: ${id}`);
      else if (!malformed.has(body))
        report('a redrive converges', `${name}: ${id} ${reason ?? ''} ${body.slice(0, 160)}`);
      else if (reason === undefined)
        report('a malformed message is kept with its reason', `${name}: ${body} has none`);
      else kept.add(`${name.replace(/-dlq$/, '')} ${body}`);
    }
  }
  for (const { queue, body } of poison) {
    if (!kept.has(`${queue} ${body}`))
      report('a malformed message is kept with its reason', `${queue}: ${body} is missing`);
  }
}
