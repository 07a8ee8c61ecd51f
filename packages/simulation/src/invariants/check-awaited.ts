import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Journal } from './journal.ts';
import type { Report } from './violation.ts';

const FIRM = 'an order that waits for its payment keeps its stock';
const ITS_TIME = 'a customer has the whole time for a payment';

/** Clocks are ten minutes off: those of payments, and of orders. */
const SKEW_MS = 20 * 60_000;

/** An order that waits for its payment has its stock committed until it ends, and is not rejected for the time before it is up. */
export function checkAwaited(journal: Journal, isSkewed: boolean, report: Report): void {
  const stock = journal.of('inventory-stock');
  const logs = Map.groupBy(
    [...journal.of('orders-events').values()].flat(),
    ({ item }) => item?.id as string,
  );
  for (const [orderId, log] of logs) {
    const events = log.flatMap(({ item, atMs }) =>
      ((item?.events ?? []) as UncheckedJson[]).map((event) => ({ event, atMs })),
    );
    const awaited = events.find(({ event }) => event.type === 'OrderPaymentAwaited');
    if (awaited === undefined) continue;
    const end = events.find(({ event }) => ENDS.has(event.type));
    const states = (stock.get(`reservation#${events[0]?.event.reservationId} state`) ?? []).filter(
      ({ atMs }, place, all) =>
        atMs <= (end?.atMs ?? Infinity) && (all[place + 1]?.atMs ?? Infinity) > awaited.atMs,
    );
    // A warehouse may dispatch what is sold, whatever the payment does.
    const loose = states.filter(({ item }) => !FIRM_STATES.has(item?.state.status));
    if (states.length === 0 || loose.length > 0)
      report(FIRM, `${orderId}: its reservation is ${loose[0]?.item?.state.status ?? 'unknown'}`);
    const earlyMs = Date.parse(awaited.event.until) - Date.parse(end?.event.at);
    if (end?.event.rejection?.code === 'PAYMENT_NOT_COMPLETED' && earlyMs > (isSkewed ? SKEW_MS : 0))
      report(ITS_TIME, `${orderId}: rejected ${earlyMs / 1_000} s too early`);
  }
}

const FIRM_STATES: ReadonlySet<unknown> = new Set(['committed', 'dispatched']);
const ENDS: ReadonlySet<unknown> = new Set(['OrderConfirmed', 'OrderRejected', 'OrderCancelled']);
