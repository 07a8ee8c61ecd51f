import { DOCUMENTED, MAX_IN_FLIGHT_MS } from '../bounds/documented.ts';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { Report } from './violation.ts';

const SECOND_MS = 1_000;

/** The clock of a function, and how long its code waited in a frozen instance, in milliseconds. */
type Clock = { readonly clockMs: number; readonly frozenMs: number };

/** Earliest and latest time at which DynamoDB may delete an item, by the clock of the function that wrote it. */
type Span = { readonly fromMs: number; readonly toMs: number };

/** Documented spans of the tables whose items expire. A count is kept until its window has passed, and the next one. */
export const TIMES_TO_LIVE: Readonly<Record<string, (item: UncheckedJson, clock: Clock) => Span>> = {
  'tradepost-dev-platform-event-archive': ({ event }) => {
    const ms = Date.parse(JSON.parse(event).time) + DOCUMENTED.archiveMs;
    return { fromMs: ms, toMs: ms + SECOND_MS };
  },
  'tradepost-dev-carts-carts': ({ state }) => {
    const ms = Date.parse(state.updatedAt) + DOCUMENTED.cartKeptMs;
    return { fromMs: ms, toMs: ms + SECOND_MS };
  },
  'tradepost-dev-orders-limits': spanOfCount,
  'tradepost-dev-payments-limits': spanOfCount,
};

function spanOfCount(_item: UncheckedJson, { clockMs, frozenMs }: Clock): Span {
  const { countWindowMs } = DOCUMENTED;
  return { fromMs: clockMs - MAX_IN_FLIGHT_MS - frozenMs + countWindowMs, toMs: clockMs + 2 * countWindowMs };
}

/**
 * The time to live of an item is as documented, in epoch seconds.
 *
 * @param clock of the function that wrote the item
 */
export function checkTimeToLive({ table, after }: Change, clock: Clock, report: Report): void {
  const spanOf = TIMES_TO_LIVE[table];
  if (spanOf === undefined || after === undefined) return;
  const item = toPlain(after);
  const { fromMs, toMs } = spanOf(item, clock);
  const until = item['purgeAt'] ?? item['expiresAt'];
  const ms = Number(until) * SECOND_MS;
  if (!(ms >= fromMs && ms <= toMs))
    report(
      'an item is kept as long as documented',
      `${table} ${item['pk']}: until ${until}, not from ${fromMs / SECOND_MS} to ${toMs / SECOND_MS}`,
    );
}
