import { type StreamedCommit, toCommit, toStreamRecord } from '@tradepost/aggregate/stream-record';
import { stream } from '@tradepost/lambda/stream';
import { type Deps, deps } from '../deps.ts';
import { evolve, noOrder, orderEvent } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = stream(async (record) => {
  const commit = toCommit(toStreamRecord(record));
  if (commit !== undefined) await projectOrder(commit, deps());
});

/** Brings the view up to the log. The first decision carries the whole order; later ones have it read again. */
export async function projectOrder(
  commit: StreamedCommit,
  { orders, views }: Pick<Deps, 'orders' | 'views'>,
): Promise<void> {
  const { version, state } =
    commit.version === 0
      ? {
          version: 0,
          state: commit.events.map((event) => orderEvent.parse(event)).reduce(evolve, noOrder),
        }
      : await orders.load(commit.id);
  if (state.status !== 'none') await views.save(toOrder(state, version));
}
