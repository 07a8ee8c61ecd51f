import type { Api } from '@tradepost/cli/api/connect';
import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import type { Books } from '@tradepost/simulation/invariants/tables';
import { compareStock } from '../audit/compare-stock.ts';
import type { Answers } from './answers.ts';
import { place } from './place.ts';

const CONCURRENCY = 16;

/**
 * Compares the answers that customers received with the tables: exactly the accepted orders exist, accepted
 * cancellations and captures took effect, and every key still gets the same answer.
 */
export async function compareAnswers(
  seen: Answers,
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
  const { orders, cancelled, captured, rejected } = seen;
  const unanswered = rejected.get('no answer') ?? 0;
  const problems = [...seen.problems];
  if (unanswered > 0) problems.push(`${unanswered} orders were not answered`);
  for (const id of orders.keys())
    if (!books.orders.has(id)) problems.push(`${id} was accepted, but does not exist`);
  for (const id of books.orders.keys()) if (!orders.has(id)) problems.push(`no customer has placed ${id}`);
  for (const id of cancelled) {
    const last = books.orders.get(id)?.at(-1)?.events.at(-1)?.type;
    if (last !== 'OrderCancelled') problems.push(`${id} was cancelled, but ends with ${last}`);
  }
  for (const id of captured) {
    const status = books.charges.get(id.replace('ord_', 'pay_'))?.status;
    if (status !== 'captured')
      problems.push(`the capture of ${id} was requested, but its charge is ${status}`);
  }
  problems.push(...compareStock(books, received));
  progress.begin('Repeating requests', orders.size, 'orders');
  await forEach(orders, CONCURRENCY, async ([id, { plan, answer }]) => {
    const { text } = await place(plan, plan.body, api);
    if (text !== answer) problems.push(`${id} was answered ${answer}, and now ${text}`);
    progress.advance();
  });
  progress.end();
  return problems;
}
