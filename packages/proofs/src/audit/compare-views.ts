import type { UncheckedJson } from '@tradepost/simulation/dynamodb/plain';
import type { Books } from '@tradepost/simulation/invariants/tables';
import type { Row } from './tables.ts';

const STATUSES: Readonly<Record<string, string>> = {
  OrderPlaced: 'placed',
  OrderConfirmed: 'confirmed',
  OrderRejected: 'rejected',
  OrderCancelled: 'cancelled',
};

/** Compares the orders' projection with their logs: each order must be at the last version of its log. */
export function compareViews({ orders }: Pick<Books, 'orders'>, views: readonly Row[]): string[] {
  // Orders of guests and captured payments are noted in the same table.
  const shown = new Map(
    views.flatMap(({ order }) => (order === undefined ? [] : [[String(order.id), order as UncheckedJson]])),
  );
  const stale = [...orders].flatMap(([id, log]) => {
    const last = log.at(-1);
    const is = `${STATUSES[last.events.at(-1).type]} at ${last.version}`;
    const view = shown.get(id);
    const projected = view === undefined ? 'missing' : `${view.status} at ${view.version}`;
    return projected === is ? [] : [`${id} is ${is}, but ${projected} in the projection`];
  });
  const invented = [...shown.keys()].filter((id) => !orders.has(id));
  return [...stale, ...invented.map((id) => `the projection has ${id}, which has no log`)];
}
