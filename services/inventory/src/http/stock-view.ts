import type { SkuStock, StockLevel } from '@tradepost/contracts/models/stock';

/** The stock of one SKU as the API shows it: the sums over its locations, and each of them. */
export function toSkuStock(sku: string, locations: readonly StockLevel[]): SkuStock {
  const sum = (unitsOf: (level: StockLevel) => number) =>
    locations.reduce((total, level) => total + unitsOf(level), 0);
  return {
    sku,
    onHand: sum(({ onHand }) => onHand),
    reserved: sum(({ reserved }) => reserved),
    available: sum(({ available }) => available),
    locations: [...locations],
  };
}
