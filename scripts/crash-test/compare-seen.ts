import type { Books } from '@tradepost/simulation/invariants/tables';
import type { Api } from '../api/connect.ts';
import { forEach } from '../api/for-each.ts';
import { compareStock } from '../audit/compare-stock.ts';
import type { Progress } from '../terminal/progress.ts';
import { place, type Seen } from './load.ts';

const CONCURRENCY = 16;

/**
 * What the customers were told, against what there is: each order that was accepted, and no other; each cancelling and
 * each capture that was accepted; and the same answer once more under every key.
 */
export async function compareSeen(
  seen: Seen,
  {
    api,
    books,
    received,
    progress,
  }: {
    readonly api: Api;
    readonly books: Books;
    readonly received: ReadonlyMap<string, number>;
    readonly progress: Progress;
  },
): Promise<string[]> {
  const { orders, cancelled, captured, refusals } = seen;
  const unanswered = refusals.get('no answer') ?? 0;
  const problems = [...seen.problems];
  if (unanswered > 0) problems.push(`${unanswered} orders were not answered`);
  for (const id of orders.keys()) if (!books.orders.has(id)) problems.push(`${id} was accepted, and is lost`);
  for (const id of books.orders.keys()) if (!orders.has(id)) problems.push(`nobody has placed ${id}`);
  for (const id of cancelled) {
    const last = books.orders.get(id)?.at(-1)?.events.at(-1)?.type;
    if (last !== 'OrderCancelled') problems.push(`${id} was cancelled, and ends with ${last}`);
  }
  for (const id of captured) {
    const status = books.charges.get(id.replace('ord_', 'pay_'))?.status;
    if (status !== 'captured') problems.push(`${id} was to be paid for, and its charge is ${status}`);
  }
  problems.push(...compareStock(books, received));
  progress.begin('Asking again', orders.size, 'orders');
  await forEach(orders, CONCURRENCY, async ([id, { plan, answer }]) => {
    const { text } = await place(plan, plan.body, api);
    if (text !== answer) problems.push(`${id} was answered ${answer}, and now ${text}`);
    progress.advance();
  });
  progress.end();
  return problems;
}
