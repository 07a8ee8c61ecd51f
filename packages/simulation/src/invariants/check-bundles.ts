import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { World } from '../world/world.ts';
import { stockUnitsOf } from './models/stock-units.ts';
import { differences } from './sums.ts';
import { type Books, recordsOf } from './tables.ts';
import type { Report } from './violation.ts';

const RESERVED = 'what is reserved for an order is exactly its lines, with bundles expanded';
const NO_NESTING = 'no bundle contains a bundle';
const KIND = 'a variant is a bundle, or not, from its creation on';
const OFFERED = 'an order has the components that its bundles had in the catalogue';

/** Compares bundles of the catalogue with each other, and those of orders with the catalogue and with what is reserved. */
export function checkBundles(world: Pick<World, 'history'>, books: Books, report: Report): void {
  const ever = variantsEver(world);
  for (const [sku, states] of ever) {
    const kinds = new Set(states.map(({ components }) => components === undefined));
    if (kinds.size > 1) report(KIND, sku);
    for (const { components = [] } of states)
      for (const { sku: component } of components as readonly UncheckedJson[])
        if (ever.get(component)?.some((each) => each.components !== undefined))
          report(NO_NESTING, `${sku} contains ${component}`);
  }
  for (const [orderId, [first]] of books.orders) {
    const placed = first?.['events'][0];
    if (placed?.type !== 'OrderPlaced') continue;
    for (const { sku, components } of placed.lines as readonly UncheckedJson[]) {
      const known = ever.get(sku) ?? [];
      if (known.every((each) => textOf(each.components) !== textOf(components)))
        report(OFFERED, `${orderId}: ${sku} of ${textOf(components)}`);
    }
    const state = books.reservations.get(placed.reservationId);
    const isHeld = state?.cart === undefined && /^(held|committed|dispatched)$/.test(state?.status);
    if (!isHeld) continue;
    const has = [...(state.allocations ?? []), ...(books.dispatched.get(placed.reservationId) ?? [])];
    const differing = differences(stockUnitsOf(has), stockUnitsOf(placed.lines));
    if (differing.length > 0) report(RESERVED, `${orderId}: ${JSON.stringify(differing)}`);
  }
}

/** Every state that a variant ever had, by its SKU. */
function variantsEver(world: Pick<World, 'history'>): ReadonlyMap<string, readonly UncheckedJson[]> {
  const states = recordsOf(world, 'catalog-products').flatMap(({ item }) => [
    ...((item.state?.variants ?? []) as readonly UncheckedJson[]),
    ...(item.variant === undefined ? [] : [item.variant as UncheckedJson]),
  ]);
  return Map.groupBy(states, ({ sku }) => sku as string);
}

function textOf(components: readonly UncheckedJson[] | undefined): string {
  return (components ?? []).map(({ sku, quantity }) => `${quantity} ${sku}`).join(', ');
}
