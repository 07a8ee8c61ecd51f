import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { PlacedOrder } from '../workload/plan-orders.ts';
import type { World } from '../world/world.ts';
import type { SoldProduct } from './check-refusals.ts';
import { during } from './during.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

/** An offer as orders had it, from `atMs` on. */
export type KnownOffer = {
  readonly atMs: number;
  readonly sku: string;
  /** Prices in minor units, by currency. */
  readonly prices: Readonly<Record<string, number>>;
};

/** The time limit of the functions that place orders, and the longest time for which a read may return former items. */
const MAX_READ_BEFORE_MS = 10_000 + 5_000;

/** Takes a change of a table; returns the new offer if the table is that of the offers in orders. */
export function toKnownOffer({ table, after }: Change, atMs: number): KnownOffer | undefined {
  if (table !== 'tradepost-dev-orders-offers' || after?.['sku'] === undefined) return undefined;
  const { sku, prices } = toPlain(after) as UncheckedJson;
  return { atMs, sku, prices };
}

type OrderedFrom = {
  readonly orders: readonly PlacedOrder[];
  readonly offers: readonly KnownOffer[];
  readonly sold: readonly SoldProduct[];
};

/**
 * A price is read when the order is placed, from the offers in orders or from the catalogue: an instance must not remember
 * an older one.
 */
export function checkPrices(
  { orders }: Books,
  { orders: placed, offers, sold }: OrderedFrom,
  { placings }: Pick<World, 'placings'>,
  report: Report,
): void {
  const offersOf = Map.groupBy(offers, ({ sku }) => sku);
  const productsOf = [...Map.groupBy(sold, ({ id }) => id).values()];
  for (const { orderId, plan } of placed) {
    const order = orders.get(orderId)?.[0].events[0];
    if (order?.type !== 'OrderPlaced') continue;
    const body: UncheckedJson = plan.body;
    order.lines.forEach(({ sku, unitPrice }: UncheckedJson, index: number) => {
      if (body.lines[index]?.unitPrice !== undefined) return;
      const { amountMinor, currency } = unitPrice;
      const isFrom = (prices: Readonly<Record<string, number>> | undefined) =>
        prices?.[currency] === amountMinor;
      const isOfTime = (placings.get(orderId) ?? []).some((sentMs) => {
        const within = <State extends { readonly atMs: number }>(states: readonly State[]) =>
          during(states, sentMs - MAX_READ_BEFORE_MS, sentMs);
        return (
          within(offersOf.get(sku) ?? []).some((offer) => isFrom(offer?.prices)) ||
          productsOf.some((states) =>
            within<SoldProduct>(states).some((product) => isFrom(product?.prices.get(sku))),
          )
        );
      });
      if (!isOfTime) report('an order has the prices of its time', `${orderId}: ${sku} at ${amountMinor}`);
    });
  }
}
