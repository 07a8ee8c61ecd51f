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
  const given: readonly unknown[] = shortages;
  return { ...reason, shortages: given.map((shortage) => withBundles(shortage, lines)) };
}

function withBundles(shortage: unknown, lines: OrderPlacedEvent['lines']): unknown {
  if (typeof shortage !== 'object' || shortage === null || !('sku' in shortage)) return shortage;
  const bundles = lines.filter(({ components = [] }) => components.some(({ sku }) => sku === shortage.sku));
  if (bundles.length === 0) return shortage;
  const skus = [...new Set(bundles.map(({ sku }) => sku))];
  return { ...shortage, bundles: skus.slice(0, MAX_BUNDLES_NAMED) };
}
