import { toPlain } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import { CUSTOMER_IDS, isCustomer, type Orderer } from '../workload/order-routes.ts';
import type { Walk } from '../workload/walk-list.ts';
import type { World } from '../world/world.ts';
import { during } from './during.ts';
import type { Report } from './violation.ts';

/** A state of an order in the projection, from `atMs` on. */
export type ListedOrder = {
  readonly atMs: number;
  readonly id: string;
  readonly status: string;
  readonly customerId: string | undefined;
  /** The machine that placed it. */
  readonly machine: string | undefined;
};

/** Takes a change of a table; returns the new state of the order if the table is the projection. */
export function toListedOrder({ table, after }: Change, atMs: number): ListedOrder | undefined {
  if (table !== 'tradepost-dev-orders-views' || after?.['order'] === undefined) return undefined;
  const { id, status, customerId, placedBy } = toPlain(after)['order'];
  return { atMs, id, status, customerId, machine: placedBy?.kind === 'machine' ? placedBy.id : undefined };
}

/**
 * A list of orders never fails, never repeats an order, has only matching orders, and has each order that matched from
 * before its first page until after its last.
 */
export function checkLists(
  walks: readonly Walk[],
  listed: readonly ListedOrder[],
  { indexChanges }: World,
  report: Report,
): void {
  const orders = Map.groupBy(listed, ({ id }) => id);
  for (const walk of walks) {
    const name = `the list of ${walk.by} by ${JSON.stringify(walk.filter)}`;
    const ids = walk.items.map(({ id }) => id);
    const repeated = ids.find((id, place) => ids.indexOf(id) !== place);
    if (repeated !== undefined) report('a list never repeats', `${name} has ${repeated} twice`);
    if (walk.fault !== undefined) {
      report('a list never fails', `${name} ${walk.fault}`);
      continue;
    }
    for (const { id, status } of walk.items) {
      if (status !== (walk.filter.status ?? status))
        report('a list has only matching orders', `${name} has ${id}: ${status}`);
    }
    for (const [id, states] of orders) {
      if (matchedThroughout(walk, states, indexChanges) && !ids.includes(id))
        report('a list misses no order that matched throughout', `${name} misses ${id}`);
    }
  }
}

/** Returns true if an order was in the index before the first page was read, and matched until the last one was. */
function matchedThroughout(
  { by, filter, startMs, endMs }: Walk,
  states: readonly ListedOrder[],
  indexChanges: World['indexChanges'],
): boolean {
  const [first, ...later] = during(states, startMs, endMs);
  if (first === undefined) return false;
  const indexedMs = indexChanges
    .filter(({ item, atMs }) => atMs === first.atMs && item.includes(first.id))
    .map(({ doneMs }) => doneMs);
  if (indexedMs.some((ms) => ms >= startMs)) return false;
  if (!isOf(by, first)) return false;
  return [first, ...later].every(
    ({ status, customerId }) =>
      status === (filter.status ?? status) && (filter.customerId ?? customerId) === customerId,
  );
}

/** Returns true if an order is in the lists of a reader. */
function isOf(by: Orderer, { customerId, machine }: ListedOrder): boolean {
  if (isCustomer(by)) return customerId === CUSTOMER_IDS[by];
  return by === 'staff' || machine === by;
}
