import type { StoredCommit } from '@tradepost/aggregate/store';
import { replay, toStoredCommit } from '@tradepost/aggregate/stored-commit';
import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { streamByAggregate } from '@tradepost/lambda/messages/stream';
import { type Deps, deps } from '../deps.ts';
import { type OrderEvent, order } from '../domain/order.ts';
import { toSealedOrder } from '../projections/to-order.ts';

export const handler = streamByAggregate((records) => {
  const commits = records.flatMap((record) => toStoredCommit(toStreamRecord(record), order) ?? []);
  return projectOrder(commits, deps());
});

/**
 * Projects an order. If the batch starts with the order's first commit, the state is computed from the batch; otherwise it is
 * loaded from the event store.
 *
 * @param commits commits of one order, oldest first
 * @returns the time from placement to confirmation, if the batch contains the confirmation
 */
export async function projectOrder(
  commits: readonly StoredCommit<OrderEvent>[],
  { orders, orderProjection, guestOrders }: Pick<Deps, 'orders' | 'orderProjection' | 'guestOrders'>,
): Promise<readonly Metric[]> {
  const [first] = commits;
  if (first === undefined) return [];
  const { version, state } = first.version === 0 ? replay(order, commits) : await orders.load(first.id);
  if (state.status === 'none') return [];
  await orderProjection.save(toSealedOrder(state, version));
  const { orderId, placedAt, emailHash } = state;
  if (emailHash !== undefined) await guestOrders.save({ emailHash, orderId, placedAt });
  if (state.erasedAt !== undefined) await removeGuest(orderId, { orders, guestOrders });
  return commits
    .filter(({ events }) => events.some(({ type }) => type === 'OrderConfirmed'))
    .map(({ at }) => ({
      name: 'TimeToConfirm',
      value: Math.max(0, Date.parse(at) - Date.parse(state.placedAt)),
      unit: 'Milliseconds',
    }));
}

/** Removes the entry by which an erased guest could be found. Only the first event of the order has the hash of the address. */
async function removeGuest(
  orderId: string,
  { orders, guestOrders }: Pick<Deps, 'orders' | 'guestOrders'>,
): Promise<void> {
  const [placed] = (await orders.history(orderId))[0]?.events ?? [];
  if (placed?.type !== 'OrderPlaced' || placed.emailHash === undefined) return;
  await guestOrders.remove({ emailHash: placed.emailHash, orderId });
}
