import type { SkuStock, StockLevel } from '@tradepost/contracts/inventory/model';

/** Maps the stock of a SKU to its API representation: totals, and the stock at each location. */
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
