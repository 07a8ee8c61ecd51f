import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type BatchOutcome, messageBatch } from '@tradepost/lambda/messages/message-batch';
import { ValidationError } from '@tradepost/lambda/validation';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';

export const handler = messageBatch(deadLetterQueues.events, (events) => recordEvents(events, deps()));

/**
 * Archives every event of the bus, once. A different event with the id of an archived one goes to the dead-letter queue,
 * which raises an alarm. The archived event does not change.
 */
export async function recordEvents(
  events: readonly CloudEvent[],
  { eventArchive }: Pick<Deps, 'eventArchive'>,
): Promise<BatchOutcome> {
  const { failed, differing } = await eventArchive.record(events);
  return { failed, rejected: new Map(differing.map((event) => [event, EVENT_DIFFERS])) };
}

const EVENT_DIFFERS = new ValidationError([
  {
    pointer: '#',
    code: 'EVENT_DIFFERS',
    detail: 'differs from the archived event with the same subject, time, source and id',
  },
]);
