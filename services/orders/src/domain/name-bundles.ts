import type { OrderPlacedEvent, RejectionReason } from './order.ts';

/** Maximum bundles that a shortage names. */
const MAX_BUNDLES_NAMED = 20;

/**
 * Adds `bundles` to each shortage of a component: the SKUs of the lines that contain it. Inventory has only the units of each SKU; the
 * buyer ordered the bundle. The SKU may be short for a line of its own as well.
 */
export function nameBundles(
  reason: RejectionReason,
  { lines }: Pick<OrderPlacedEvent, 'lines'>,
): RejectionReason {
  const { shortages } = reason;
  if (!Array.isArray(shortages)) return reason;
  return {
    ...reason,
    shortages: shortages.map((shortage) => ({ ...shortage, ...bundlesWith(shortage, lines) })),
  };
}

function bundlesWith(
  shortage: { readonly sku?: unknown } | null,
  lines: OrderPlacedEvent['lines'],
): { readonly bundles?: readonly string[] } {
  const bundles = lines.filter(({ components = [] }) => components.some(({ sku }) => sku === shortage?.sku));
  if (bundles.length === 0) return {};
  return { bundles: [...new Set(bundles.map(({ sku }) => sku))].slice(0, MAX_BUNDLES_NAMED) };
}
