import type { StoredCommit } from '@tradepost/aggregate/store';
import { replay, toStoredCommit } from '@tradepost/aggregate/stored-commit';
import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { streamByAggregate } from '@tradepost/lambda/messages/stream';
import { type Deps, deps } from '../deps.ts';
import { type OrderEvent, order, type PlacedOrder } from '../domain/order.ts';
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
  if (emailHash !== undefined) await guestOrders.save({ emailHash, orderId, placedAt, version });
  if (state.erasedAt !== undefined || state.corrections !== undefined)
    await removeFormerGuest(state, { orders, guestOrders });
  return commits
    .filter(({ events }) => events.some(({ type }) => type === 'OrderConfirmed'))
    .map(({ at }) => ({
      name: 'TimeToConfirm',
      value: Math.max(0, Date.parse(at) - Date.parse(state.placedAt)),
      unit: 'Milliseconds',
    }));
}

/** Removes the entries by which a guest was found: all if they were erased, those of former addresses if one was corrected. */
async function removeFormerGuest(
  { orderId, emailHash: present }: PlacedOrder,
  { orders, guestOrders }: Pick<Deps, 'orders' | 'guestOrders'>,
): Promise<void> {
  const events = (await orders.history(orderId)).flatMap((commit) => commit.events);
  const hashes = events.flatMap((event) => ('emailHash' in event ? (event.emailHash ?? []) : []));
  for (const emailHash of new Set(hashes))
    if (emailHash !== present) await guestOrders.remove({ emailHash, orderId });
}
