import { type StreamedCommit, toCommit, toStreamRecord } from '@tradepost/aggregate/stream-record';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { streamByAggregate } from '@tradepost/lambda/messages/stream';
import { type Deps, deps } from '../deps.ts';
import { evolve, noOrder, parseEvent } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = streamByAggregate(async (records) => {
  const commits = records.flatMap((record) => toCommit(toStreamRecord(record)) ?? []);
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
  commits: readonly StreamedCommit[],
  { orders, views }: Pick<Deps, 'orders' | 'views'>,
): Promise<readonly Metric[]> {
  const [first] = commits;
  if (first === undefined) return [];
  const { version, state } =
    first.version === 0
      ? {
          version: commits.length - 1,
          state: commits.flatMap(({ events }) => events.map(parseEvent)).reduce(evolve, noOrder),
        }
      : await orders.load(first.id);
  if (state.status === 'none') return [];
  await views.save(toOrder(state, version));
  return commits
    .filter(({ events }) => events.some((event) => parseEvent(event).type === 'OrderConfirmed'))
    .map(({ at }) => ({
      name: 'TimeToConfirm',
      value: Math.max(0, Date.parse(at) - Date.parse(state.placedAt)),
      unit: 'Milliseconds',
    }));
}
