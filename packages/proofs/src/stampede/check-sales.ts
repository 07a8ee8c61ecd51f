import type { UncheckedJson } from '@tradepost/simulation/dynamodb/plain';
import type { Books } from '@tradepost/simulation/invariants/tables';

export type Sales = {
  /** Units sold, by SKU. */
  readonly sold: ReadonlyMap<string, number>;
  readonly confirmed: number;
  /** Number of rejected orders by code. */
  readonly rejections: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
};

type Line = { readonly sku: string; readonly quantity: number };

/**
 * Compares the orders with the stock of a shop without cancellations: no more units are sold than there were. As stock
 * only decreases, the units left must still not suffice for any rejected order.
 *
 * @param stock initial units by SKU
 */
export function checkSales({ orders, stock: levels }: Books, stock: ReadonlyMap<string, number>): Sales {
  const logs = [...orders.values()];
  const endsWith = (type: string) => logs.filter((log) => log.at(-1).events.at(-1).type === type);
  const confirmed = endsWith('OrderConfirmed');
  const rejected = endsWith('OrderRejected');
  const sold = wantedBy(confirmed.flatMap(linesOf));
  const left = new Map([...stock].map(([sku, units]) => [sku, units - (sold.get(sku) ?? 0)]));
  const problems: string[] = [];
  for (const [sku, units] of left) {
    if (units < 0) problems.push(`${-units} more of ${sku} were sold than were in stock`);
    const level = levels.find((each: UncheckedJson) => each.sku === sku);
    if (level?.available !== units) problems.push(`${sku} has ${level?.available} available, not ${units}`);
  }
  for (const log of rejected) {
    const wanted = [...wantedBy(linesOf(log))];
    if (wanted.every(([sku, units]) => units <= (left.get(sku) ?? 0)))
      problems.push(`${log[0].id} was rejected, although its stock is available`);
  }
  const rejections = Map.groupBy(rejected, (log) => String(log.at(-1).events.at(-1).rejection.code));
  for (const code of rejections.keys())
    if (code !== 'OUT_OF_STOCK') problems.push(`${rejections.get(code)?.length} were rejected as ${code}`);
  if (confirmed.length + rejected.length !== logs.length) problems.push('not every order has ended');
  return {
    ...{ sold, confirmed: confirmed.length, problems },
    rejections: new Map([...rejections].map(([code, of]) => [code, of.length])),
  };
}

function linesOf(log: readonly UncheckedJson[]): readonly Line[] {
  return log[0].events[0].lines;
}

function wantedBy(lines: readonly Line[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}
