import { DOCUMENTED } from '../bounds/documented.ts';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { ItemAt, Journal } from './journal.ts';
import { add, differences } from './sums.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

const OWNER = 'a reservation belongs to one cart or one order';

/** States in which a reservation has all units of its order, or has dispatched them. */
const HOLDS: ReadonlySet<unknown> = new Set(['held', 'committed', 'dispatched']);

type Lines = readonly { readonly sku: string; readonly quantity: number }[];

/**
 * Carts take units of a stock only within their share of it. The units that a stock counts for carts are those that reservations of carts
 * hold. A reservation has one owner, and one that an order has taken over is never a cart's again; an expiry and a take-over never
 * both end the same hold. Earlier versions of a cart change nothing. The order holds the lines that it asked for.
 *
 * @param linesOfOrders lines that orders reserved, by the ids of reservations that carts had before
 */
export function checkCartHolds(
  { stock, reservations, dispatched }: Pick<Books, 'stock' | 'reservations' | 'dispatched'>,
  journal: Journal,
  linesOfOrders: ReadonlyMap<string, Lines>,
  report: Report,
): void {
  for (const [key, states] of journal.of('inventory-stock')) {
    if (key.includes('location#')) checkShare(states, report);
    if (key.includes('reservation#')) checkOwner(states, report);
  }
  checkCartUnits({ stock, reservations }, report);
  for (const [id, lines] of linesOfOrders) {
    const state = reservations.get(id);
    if (state?.cart !== undefined || !HOLDS.has(state?.status)) continue;
    const has = [...(state.allocations ?? []), ...(dispatched.get(id) ?? [])];
    const differing = differences(sumBySku(has), sumBySku(lines));
    if (differing.length > 0)
      report('an order holds the lines that it asked for', `${id}: ${JSON.stringify(differing)}`);
  }
}

/** The units that a stock counts for carts are those that reservations of carts hold. */
export function checkCartUnits(
  { stock, reservations }: Pick<Books, 'stock' | 'reservations'>,
  report: Report,
): void {
  const held = new Map<string, number>();
  for (const state of reservations.values()) {
    if (state.cart === undefined || state.status !== 'held') continue;
    for (const { sku, location, quantity } of state.allocations) add(held, `${sku} at ${location}`, quantity);
  }
  for (const { sku, location, heldByCarts = 0 } of stock) {
    const units = held.get(`${sku} at ${location}`) ?? 0;
    if (heldByCarts !== units)
      report(
        'units counted for carts are those of carts',
        `${sku} at ${location}: ${heldByCarts}, not ${units}`,
      );
  }
}

function checkShare(states: readonly ItemAt[], report: Report): void {
  let before = 0;
  for (const { item } of states) {
    const { sku, location, available, heldByCarts = 0 } = item ?? {};
    const share = Math.ceil(((available + heldByCarts) * DOCUMENTED.cartStockSharePercent) / 100);
    if (heldByCarts > before && heldByCarts > share)
      report(
        'carts hold no more of a stock than their share',
        `${sku} at ${location}: ${heldByCarts}, with ${available} available`,
      );
    before = heldByCarts;
  }
}

/** Follows one reservation: who owns it, and whether it holds units. */
function checkOwner(states: readonly ItemAt[], report: Report): void {
  let isOfOrder = false;
  let isHeld = false;
  let version = -1;
  for (const { item } of states) {
    if (item === undefined) continue;
    const { id, state } = item;
    const { cart, status } = state;
    if (cart !== undefined && state.orderId !== undefined) report(OWNER, `${id} has both`);
    if (cart !== undefined && isOfOrder) report(OWNER, `${id} is a cart's after it was an order's`);
    if (cart !== undefined && status === 'committed') report(OWNER, `${id} of a cart is sold`);
    if (cart !== undefined && cart.version < version)
      report('an earlier version of a cart changes nothing', `${id}: ${cart.version} after ${version}`);
    if (cart === undefined) isOfOrder = true;
    else version = cart.version;
    for (const { type, reason } of item.events as readonly UncheckedJson[]) {
      if (type === 'ReservationTakenOver' && !isHeld) report(OWNER, `${id} was taken over, and held nothing`);
      if (type === 'StockReleased' && !isHeld) report(OWNER, `${id} was released twice (${reason})`);
      if (type === 'StockReserved') isHeld = true;
      if (type === 'StockReleased' || type === 'StockReservationRefused') isHeld = false;
    }
  }
}

function sumBySku(lines: Lines): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) add(sums, sku, quantity);
  return sums;
}
