import type { Logger } from '@tradepost/lambda/logger';
import type { Measure } from '@tradepost/lambda/metrics';
import { scheduled } from '@tradepost/lambda/scheduled';
import { type Deps, deps, type StartSaga, sagaLostAfterMs, startSaga } from '../deps.ts';
import { toOrderPlaced } from '../streams/to-contract-events.ts';

/** What one run takes on. More is left for the next minute. */
const MAX_ORDERS_PER_RUN = 100;

export const handler = scheduled((logger) =>
  sweepOrders({ ...deps(), startSaga, lostAfterMs: sagaLostAfterMs(), logger }),
);

/**
 * Gives orders that have been passing for too long their saga again. Each step of it is idempotent, so that a
 * saga which was only slow does no harm.
 *
 * @returns how many there were, and how old the oldest of them is: 0 where none is late
 */
export async function sweepOrders({
  views,
  orders,
  now,
  startSaga,
  lostAfterMs,
  logger,
}: Pick<Deps, 'views' | 'orders' | 'now'> & {
  readonly startSaga: StartSaga;
  readonly lostAfterMs: number;
  readonly logger: Pick<Logger, 'warn'>;
}): Promise<readonly Measure[]> {
  const restarted: { readonly at: string }[] = [];
  const before = new Date(Date.parse(now()) - lostAfterMs).toISOString();
  for (const orderId of await views.passing(before, MAX_ORDERS_PER_RUN)) {
    const commits = await orders.history(orderId);
    const [placed] = commits;
    // The view may be behind the log: an order that has ended needs nothing.
    if (placed === undefined || commits.length > 1) continue;
    restarted.push(placed);
    logger.warn('saga lost, started again', { orderId, correlationId: placed.correlationId });
    await startSaga(toOrderPlaced(placed));
  }
  const oldestMs = Math.max(0, ...restarted.map(({ at }) => Date.parse(now()) - Date.parse(at)));
  return [
    { name: 'SagasRestarted', value: restarted.length, unit: 'Count' },
    { name: 'OldestPassingOrderAge', value: Math.round(oldestMs / 1_000), unit: 'Seconds' },
  ];
}
