/** A line of an order, or an allocation. */
type Line = {
  readonly sku: string;
  readonly quantity: number;
  readonly components?: readonly { readonly sku: string; readonly quantity: number }[];
};

/**
 * The reference model of what lines take from stock: every unit of a line is a box; a box of a bundle is opened, once, and its contents
 * are counted.
 *
 * @returns units by SKU, in the order of the SKUs' names
 */
export function stockUnitsOf(lines: readonly Line[]): ReadonlyMap<string, number> {
  const contents = lines.flatMap(({ sku, quantity, components }) =>
    components === undefined
      ? [{ sku, units: quantity }]
      : components.map((part) => ({ sku: part.sku, units: part.quantity * quantity })),
  );
  const bySku = Map.groupBy(contents, ({ sku }) => sku);
  return new Map(
    [...bySku.keys()]
      .sort()
      .map((sku) => [sku, (bySku.get(sku) ?? []).reduce((sum, { units }) => sum + units, 0)]),
  );
}
