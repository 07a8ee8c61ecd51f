import type { Books } from '@tradepost/simulation/invariants/tables';

/** The orders that there are, against how many there must be: each confirmed, and no reference twice. */
export function compareOrders({ orders }: Pick<Books, 'orders'>, expected: number): string[] {
  const problems: string[] = [];
  if (orders.size !== expected) problems.push(`there are ${orders.size} orders, and should be ${expected}`);
  const references = new Set<string>();
  for (const [id, log] of orders) {
    const { reference } = log[0].events[0];
    if (references.has(reference)) problems.push(`the order ${reference} is there twice (${id})`);
    references.add(reference);
    const { type } = log.at(-1).events.at(-1);
    if (type !== 'OrderConfirmed') problems.push(`the order ${reference} (${id}) ends with ${type}`);
  }
  return problems;
}
