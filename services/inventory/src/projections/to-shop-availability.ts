import type { Availability, StockLevel } from '@tradepost/contracts/inventory/model';

/**
 * Maps the stock of a SKU at its locations to what a shop shows. A location with few units does not make a SKU low while
 * another has more than its threshold.
 */
export function toShopAvailability(
  locations: readonly Pick<StockLevel, 'available' | 'lowStockThreshold'>[],
): Availability {
  if (locations.every(({ available }) => available === 0)) return 'out';
  return locations.some(({ available, lowStockThreshold }) => available > lowStockThreshold) ? 'in' : 'low';
}
