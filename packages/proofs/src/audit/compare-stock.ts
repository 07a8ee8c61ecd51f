import type { UncheckedJson } from '@tradepost/simulation/dynamodb/plain';
import type { Books } from '@tradepost/simulation/invariants/tables';

/** Compares units on hand with the units received, by SKU. */
export function compareStock(
  { stock }: Pick<Books, 'stock'>,
  received: ReadonlyMap<string, number>,
): string[] {
  return [...received].flatMap(([sku, units]) => {
    const levels = stock.filter((level: UncheckedJson) => level.sku === sku);
    const onHand = levels.reduce((sum: number, level: UncheckedJson) => sum + level.onHand, 0);
    return onHand === units ? [] : [`${units} of ${sku} were received, but ${onHand} are on hand`];
  });
}
