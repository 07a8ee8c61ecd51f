import type { Availability, StockBySku } from './allocate.ts';
import type { Allocation, CartLimit, ReservationEvent } from './reservation.ts';

/*
 * The bound on what carts together hold of a stock, a SKU at one location: a share of the units that no order holds, rounded up,
 * so that carts may hold a single unit. With C units held by carts, A available ones and a share of p percent, a cart may take q
 * more if 100 × (C + q) ≤ p × (A + C) + 99.
 *
 * A condition of DynamoDB cannot calculate, so the write has two conditions instead: A is at least `minAvailable`, and C at most
 * `maxHeldByCarts`. Any A and C that meet both are within the bound. The two leave as many units for other carts as the bound does,
 * so a write fails only if it must be planned anew, on stock that is read again.
 */

const PERCENT = 100;

type CartUnits = Pick<Availability, 'available' | 'heldByCarts'>;

/** Units of a stock that carts may take beyond those that they hold. Never more than are available. */
export function unitsForCarts({ available, heldByCarts = 0 }: CartUnits, sharePercent: number): number {
  const share = sharePercent * available - (PERCENT - sharePercent) * heldByCarts + PERCENT - 1;
  return Math.min(available, Math.max(0, Math.floor(share / PERCENT)));
}

/** The stock as it is for carts: the units that they may take are the available ones. */
export function stockForCarts(stock: StockBySku, sharePercent: number): StockBySku {
  return new Map(
    [...stock].map(([sku, levels]) => [
      sku,
      levels.map((level) => ({ ...level, available: unitsForCarts(level, sharePercent) })),
    ]),
  );
}

/**
 * The conditions for allocations to a cart.
 *
 * @param stock as it was read, from which the allocations were planned
 */
export function cartLimits(
  allocations: readonly Allocation[],
  stock: StockBySku,
  sharePercent: number,
): CartLimit[] {
  return allocations.map(({ sku, location, quantity }) => {
    const level = stock.get(sku)?.find((each) => each.location === location);
    if (level === undefined) throw new Error(`${sku} was allocated at ${location} without stock`);
    const { available, heldByCarts = 0 } = level;
    const others = unitsForCarts(level, sharePercent) - quantity;
    return {
      sku,
      location,
      minAvailable: available - others,
      maxHeldByCarts: heldByCarts + others,
    };
  });
}

/** The conditions in the events of a step; undefined for a stock without one. */
export function cartLimitIn(
  events: readonly ReservationEvent[],
  { sku, location }: Pick<Allocation, 'sku' | 'location'>,
): CartLimit | undefined {
  return events
    .flatMap((event) => ('cartLimits' in event ? (event.cartLimits ?? []) : []))
    .find((limit) => limit.sku === sku && limit.location === location);
}
