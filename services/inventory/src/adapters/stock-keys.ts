import { stock } from '../domain/stock.ts';
import { LOCATION_PREFIX } from '../domain/stock-item.ts';

const ADJUSTMENT_PREFIX = 'adjustment#';

/** Partition key of a SKU's items: its stock at each location, and its adjustments. */
export function skuKey(sku: string) {
  return `${stock.name}#${sku}`;
}

/** Key of the stock of a SKU at a location. */
export function stockKey(sku: string, location: string) {
  return { pk: skuKey(sku), sk: `${LOCATION_PREFIX}${location}` };
}

/** Key of an adjustment of the stock of a SKU. */
export function adjustmentKey(sku: string, adjustmentId: string) {
  return { pk: skuKey(sku), sk: `${ADJUSTMENT_PREFIX}${adjustmentId}` };
}
