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
  const ever = followVariants(world, report);
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

/**
 * Follows the variants of the catalogue, write by write. A SKU that its product removes may be created again, as another kind of variant.
 *
 * @returns every state that a variant ever had, by its SKU
 */
function followVariants(
  world: Pick<World, 'history'>,
  report: Report,
): ReadonlyMap<string, readonly UncheckedJson[]> {
  const states: UncheckedJson[] = [];
  const present = new Map<string, UncheckedJson>();
  for (const { item } of recordsOf(world, 'catalog-products')) {
    for (const { skusRemoved = [] } of (item.events ?? []) as readonly UncheckedJson[])
      for (const sku of skusRemoved) present.delete(sku);
    const inline = (item.state?.variants ?? []) as readonly UncheckedJson[];
    const written = item.variant === undefined ? inline : [...inline, item.variant as UncheckedJson];
    const before = new Map(present);
    for (const variant of written) present.set(variant.sku, variant);
    for (const { sku, components } of written) {
      const former = before.get(sku);
      if (former !== undefined && (former.components === undefined) !== (components === undefined))
        report(KIND, sku);
      if (textOf(former?.components) === textOf(components)) continue;
      for (const { sku: component } of (components ?? []) as readonly UncheckedJson[])
        if (present.get(component)?.components !== undefined)
          report(NO_NESTING, `${sku} contains ${component}`);
    }
    states.push(...written);
  }
  return Map.groupBy(states, ({ sku }) => sku as string);
}

function textOf(components: readonly UncheckedJson[] | undefined): string {
  return (components ?? []).map(({ sku, quantity }) => `${quantity} ${sku}`).join(', ');
}
