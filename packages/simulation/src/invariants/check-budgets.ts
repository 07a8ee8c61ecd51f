import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { BudgetsRecord } from '../workload/race-budgets.ts';
import type { World } from '../world/world.ts';
import { add, differences } from './sums.ts';
import { type Books, fateOf, recordsOf } from './tables.ts';
import type { Report } from './violation.ts';

const LIMITED = 'orders hold and use no more of a promotion than its budget';
const COUNTED = 'what is used of a budget is the discounts of confirmed orders';
const REFUSED = 'a budget with enough left is not refused';
const TABLE = 'pricing-terms';

type Amounts = Readonly<Record<string, number>>;

/** States of promotions as they were stored, and what orders took of their budgets. */
type History = {
  /** The most that orders took at any time, by promotion and currency. */
  readonly most: ReadonlyMap<string, number>;
  /** All budgets that promotions had. */
  readonly states: ReadonlyMap<string, readonly Amounts[]>;
  /** Promotions whose budget was removed at some time. */
  readonly removed: ReadonlySet<string>;
};

/**
 * At every moment the orders that hold or use a part of a budget take no more than it, in each currency that it has. A part is refused
 * only if the budget had too little left at some time.
 */
export function checkBudgets(world: World, books: Books, { refused }: BudgetsRecord, report: Report): void {
  const { most, states } = replay(world, report);
  for (const { promotionId, currency, minor, orderId } of [...refused, ...refusedOrders(books)]) {
    const key = `${promotionId} ${currency}`;
    const least = Math.min(...(states.get(promotionId) ?? []).map((budget) => budget[currency] ?? 0));
    const left = least - (most.get(key) ?? 0);
    if (left >= minor) report(REFUSED, `${orderId}: ${minor} of ${key}, ${left} left at least`);
  }
}

/** When all work has finished: the counters have the discounts of confirmed orders, and nothing is held. */
export function checkBudgetsAtRest(
  world: World,
  books: Books,
  { used }: BudgetsRecord,
  report: Report,
): void {
  const { states, removed } = replay(world, () => undefined);
  const expected = new Map<string, number>();
  for (const { promotionId, currency, minor } of used) add(expected, `${promotionId} ${currency}`, minor);
  for (const log of books.orders.values()) {
    if (fateOf(log).at(-1)?.type !== 'OrderConfirmed') continue;
    // A quote of a time without a budget counts toward none.
    for (const { promotionId, currency, minor } of discountsOf(log))
      if (states.has(promotionId) && !removed.has(promotionId))
        add(expected, `${promotionId} ${currency}`, minor);
  }
  const items = world.dynamodb.table(`tradepost-dev-${TABLE}`).all().map(toPlain) as readonly UncheckedJson[];
  const usedMinor = new Map<string, number>();
  for (const item of items) {
    const [prefix, promotionId, currency] = String(item['pk']).split('#');
    if (prefix !== 'promotion-budget') continue;
    const key = `${promotionId} ${currency}`;
    add(usedMinor, key, item['usedMinor'] ?? 0);
    const held = (item['takenMinor'] ?? 0) - (item['usedMinor'] ?? 0);
    if (held !== 0) report(COUNTED, `${key}: ${held} are held, and all orders have ended`);
  }
  for (const [key, counted, sum] of differences(usedMinor, expected))
    report(COUNTED, `${key}: ${counted} counted as used, confirmed orders have ${sum}`);
}

/** Follows the table's changes: budgets of promotions, and the parts of orders. */
function replay(world: World, report: Report): History {
  const budgets = new Map<string, Amounts>();
  const orders = new Map<string, UncheckedJson>();
  const states = new Map<string, readonly Amounts[]>();
  const most = new Map<string, number>();
  const removed = new Set<string>();
  for (const { item } of recordsOf(world, TABLE)) {
    const [prefix] = String(item['pk']).split('#');
    if (prefix === 'promotion') {
      const { id, budgetMinor } = item['state'] as { id: string; budgetMinor?: Amounts };
      if (budgetMinor !== undefined) {
        states.set(id, [...(states.get(id) ?? []), budgetMinor]);
        budgets.set(id, budgetMinor);
      } else if (budgets.delete(id)) removed.add(id);
    } else if (prefix === 'code-use') orders.set(item['id'], item['state']);
    else continue;
    for (const [key, sum] of takenIn(orders)) {
      most.set(key, Math.max(sum, most.get(key) ?? 0));
      const [id = '', currency = ''] = key.split(' ');
      const limit = budgets.get(id)?.[currency];
      if (limit !== undefined && sum > limit) report(LIMITED, `${key}: ${sum} taken, ${limit} allowed`);
    }
  }
  return { most, states, removed };
}

/** Sums of the parts that orders hold or use, by promotion and currency. */
function takenIn(orders: ReadonlyMap<string, UncheckedJson>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { status, budgets = [] } of orders.values())
    if (status === 'held' || status === 'used')
      for (const { promotionId, currency, minor } of budgets as readonly UncheckedJson[])
        add(sums, `${promotionId} ${currency}`, minor);
  return sums;
}

type Part = {
  readonly promotionId: string;
  readonly currency: string;
  readonly minor: number;
  readonly orderId: string;
};

/** Discounts of an order by promotion, as its customer was shown them. */
function discountsOf(log: readonly UncheckedJson[]): readonly Part[] {
  const { orderId, currency, quote } = log[0]?.['events'][0] ?? {};
  return ((quote?.discounts ?? []) as readonly UncheckedJson[]).map(({ promotion, minor }) => ({
    ...{ promotionId: promotion, currency, minor, orderId },
  }));
}

/** Discounts for which orders were rejected. */
function refusedOrders({ orders }: Books): readonly Part[] {
  return [...orders.values()].flatMap((log) => {
    const { rejection } = fateOf(log).at(-1) ?? {};
    if (rejection?.code !== 'PROMOTION_BUDGET_EXHAUSTED') return [];
    return discountsOf(log).filter(({ promotionId }) => promotionId === rejection.promotionId);
  });
}
