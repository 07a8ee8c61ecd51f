import type { Decision, NewEvent } from '@tradepost/aggregate/aggregate';
import type { ProductEvent } from './product.ts';

/**
 * Maximum size of an event, which contains the whole product. An event must fit into an entry of the bus (256 KB), and a state
 * with two such events into an item of the table (400 KB).
 */
export const MAX_EVENT_BYTES = 120 * 1024;

export type TooLargeRejection = {
  readonly code: 'PRODUCT_TOO_LARGE';
  readonly bytes: number;
  readonly maxBytes: number;
};

/**
 * Takes the events of a change; returns the decision to commit them, or a rejection if one of them is too large.
 *
 * @param at time of the commit, which is stored in each event
 */
export function withinBounds(
  events: readonly NewEvent<ProductEvent>[],
  at: string,
): Decision<ProductEvent, TooLargeRejection> {
  const bytes = Math.max(0, ...events.map((event) => Buffer.byteLength(JSON.stringify({ ...event, at }))));
  if (bytes <= MAX_EVENT_BYTES) return { events };
  return { rejection: { code: 'PRODUCT_TOO_LARGE', bytes, maxBytes: MAX_EVENT_BYTES } };
}
