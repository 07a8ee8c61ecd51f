import { replay } from '@tradepost/aggregate/stored-commit';
import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import type { FulfilOrder } from '../adapters/fulfil-order.ts';
import { type Deps, deps, fulfilOrder, sagaLostAfterMs } from '../deps.ts';
import { isPending, order } from '../domain/order.ts';
import { toOrderPlaced } from '../streams/to-contract-events.ts';

/** Bounds the duration of a run. The rest is left for the next run, a minute later. */
const MAX_ORDERS_PER_RUN = 100;

export const handler = scheduled((logger) =>
  sweepOrders({ ...deps(), fulfilOrder, lostAfterMs: sagaLostAfterMs(), logger }),
);

export type SweepOrdersDeps = Pick<Deps, 'orderProjection' | 'orders' | 'now'> & {
  readonly fulfilOrder: () => FulfilOrder;
  /** How long an order may be `placed` before its saga counts as lost, and how long after its time a payment is settled. */
  readonly lostAfterMs: number;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/**
 * Starts the saga of orders again that have been pending for too long. Each step of a saga is idempotent, so a saga that was
 * only slow does no harm. An order whose payment was not completed in time gets its saga again, too: it asks payments before it
 * rejects the order, so an authorization whose event is late counts.
 *
 * @returns the number of restarted sagas, the number of payments whose time is up, and the time for which the oldest of these
 *   orders has been pending, or past the time of its payment: 0 if there is none
 * @throws AggregateError if some could not be read or started; all others were started
 */
export async function sweepOrders({
  orderProjection,
  orders,
  now,
  fulfilOrder: saga,
  lostAfterMs,
  logger,
}: SweepOrdersDeps): Promise<readonly Metric[]> {
  const restarted: string[] = [];
  const expired: string[] = [];
  const errors: Error[] = [];
  const restart = async (orderId: string): Promise<void> => {
    const commits = await orders.history(orderId);
    const [placed] = commits;
    const { state } = replay(order, commits);
    // The projection lags behind the event store.
    if (placed === undefined || !isPending(state)) return;
    const { correlationId } = placed;
    if (state.status === 'placed') {
      restarted.push(placed.at);
      logger.warn('saga lost, started again', { orderId, correlationId });
    } else {
      const { until } = state.awaitingPayment;
      if (Date.parse(until) > Date.parse(now())) return;
      expired.push(until);
      logger.info('payment not completed in time, asked again', { orderId, correlationId });
    }
    await saga().start(toOrderPlaced(placed));
  };
  const before = new Date(Date.parse(now()) - lostAfterMs).toISOString();
  for (const orderId of await orderProjection.pendingSince(before, MAX_ORDERS_PER_RUN)) {
    // An order that this code cannot read, such as one of a newer version, must not keep others waiting.
    await restart(orderId).catch((thrown: unknown) => {
      const error = toError(thrown);
      logger.error('saga not started again', { orderId, error });
      errors.push(error);
    });
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} sagas were not started again`);
  const oldestMs = Math.max(0, ...[...restarted, ...expired].map((at) => Date.parse(now()) - Date.parse(at)));
  return [
    { name: 'SagasRestarted', value: restarted.length, unit: 'Count' },
    { name: 'PaymentsPastTheirTime', value: expired.length, unit: 'Count' },
    { name: 'OldestPendingOrderAge', value: Math.round(oldestMs / 1_000), unit: 'Seconds' },
  ];
}
