import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { messageBatch } from '@tradepost/lambda/message-batch';
import { type Deps, deadLettersUrl, eventLog } from '../deps.ts';

export const handler = messageBatch(deadLettersUrl, (events) =>
  recordEvents(events, { eventLog: eventLog() }),
);

/**
 * Keeps every event that was on the bus, once. One that comes again is the same item again.
 *
 * @returns the events that could not be kept
 */
export function recordEvents(
  events: readonly CloudEvent[],
  { eventLog }: Pick<Deps, 'eventLog'>,
): Promise<readonly CloudEvent[]> {
  return eventLog.record(events);
}
