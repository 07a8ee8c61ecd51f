import { MAX_LINES, MAX_UNITS } from './limits.ts';

/** A component of a bundle: a SKU, and its units in one bundle. */
export type Component = { readonly sku: string; readonly quantity: number };

/** Units of a SKU, which is a bundle if it has components. */
export type ExpandableLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly components?: readonly Component[] | undefined;
};

/** Units of a SKU that has stock of its own. */
export type StockLine = { readonly sku: string; readonly quantity: number };

/** Lines with bundles that need more SKUs, or more units of one SKU, than one reservation can have. */
export type ExpansionTooLarge =
  | { readonly code: 'TOO_MANY_SKUS'; readonly maxSkus: number }
  | { readonly code: 'TOO_MANY_UNITS'; readonly sku: string; readonly maxUnits: number };

/** Returns true if one of the lines is a bundle. */
export function hasBundles(lines: readonly Pick<ExpandableLine, 'components'>[]): boolean {
  return lines.some(({ components }) => components !== undefined);
}

/**
 * Takes the lines of a cart or an order; returns the units of each SKU that they take from stock: a bundle is replaced by its
 * components, and all units of a SKU are one line, in the order in which the SKUs come first. Two units of a bundle of two mugs, and a
 * line of one mug, are five mugs.
 *
 * Components are not expanded again: a SKU that became a bundle after it was made a component has no stock, so nothing is sold that does
 * not exist.
 *
 * @returns the lines, or the reason for which they are too many for one reservation: it has up to `MAX_LINES` SKUs, with up to
 *   `MAX_UNITS` units of each
 */
export function expandLines(
  lines: readonly ExpandableLine[],
): { readonly lines: readonly StockLine[] } | { readonly rejection: ExpansionTooLarge } {
  const units = new Map<string, number>();
  for (const { sku, quantity, components = [{ sku, quantity: 1 }] } of lines)
    for (const component of components)
      units.set(component.sku, (units.get(component.sku) ?? 0) + quantity * component.quantity);
  if (units.size > MAX_LINES) return { rejection: { code: 'TOO_MANY_SKUS', maxSkus: MAX_LINES } };
  const expanded = [...units].map(([sku, quantity]) => ({ sku, quantity }));
  const tooMany = expanded.find(({ quantity }) => quantity > MAX_UNITS);
  if (tooMany !== undefined)
    return { rejection: { code: 'TOO_MANY_UNITS', sku: tooMany.sku, maxUnits: MAX_UNITS } };
  return { lines: expanded };
}

/**
 * Returns the units of a bundle that the stock of its components suffices for: of each component, the available units divided by those of
 * one bundle, rounded down; the least of them.
 *
 * @param available units of a SKU that are available
 */
export function bundlesIn(components: readonly Component[], available: (sku: string) => number): number {
  return Math.min(
    ...components.map(({ sku, quantity }) => Math.floor(Math.max(0, available(sku)) / quantity)),
  );
}
