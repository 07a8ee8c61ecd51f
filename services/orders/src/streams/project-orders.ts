import { type StreamedCommit, toCommit, toStreamRecord } from '@tradepost/aggregate/stream-record';
import { streamByAggregate } from '@tradepost/lambda/stream';
import { type Deps, deps } from '../deps.ts';
import { evolve, noOrder, orderEvent } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = streamByAggregate(async (records) => {
  const commits = records.flatMap((record) => toCommit(toStreamRecord(record)) ?? []);
  await projectOrder(commits, deps());
});

/**
 * Brings the view of an order up to its log. Where the batch has its log from the beginning, that is all there is
 * to know; otherwise it is read again.
 *
 * @param commits of one order, in their order
 */
export async function projectOrder(
  commits: readonly StreamedCommit[],
  { orders, views }: Pick<Deps, 'orders' | 'views'>,
): Promise<void> {
  const [first] = commits;
  if (first === undefined) return;
  const { version, state } =
    first.version === 0
      ? {
          version: commits.length - 1,
          state: commits
            .flatMap(({ events }) => events.map((event) => orderEvent.parse(event)))
            .reduce(evolve, noOrder),
        }
      : await orders.load(first.id);
  if (state.status !== 'none') await views.save(toOrder(state, version));
}
