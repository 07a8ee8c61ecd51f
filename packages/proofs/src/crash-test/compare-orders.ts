import type { Books } from '@tradepost/simulation/invariants/tables';

/** Checks that the expected number of orders exists, that each is confirmed, and that no reference is repeated. */
export function compareOrders({ orders }: Pick<Books, 'orders'>, expected: number): string[] {
  const problems: string[] = [];
  if (orders.size !== expected) problems.push(`there are ${orders.size} orders, not ${expected}`);
  const references = new Set<string>();
  for (const [id, log] of orders) {
    const { reference } = log[0].events[0];
    if (references.has(reference)) problems.push(`the order ${reference} exists twice (${id})`);
    references.add(reference);
    const { type } = log.at(-1).events.at(-1);
    if (type !== 'OrderConfirmed') problems.push(`the order ${reference} (${id}) ends with ${type}`);
  }
  return problems;
}
