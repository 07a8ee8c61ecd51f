import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { Logger } from '@tradepost/lambda/logger';
import { scheduled } from '@tradepost/lambda/scheduled';
import { type Deps, deps, sagaArn, sagaLostAfterMs } from '../deps.ts';
import { toOrderPlaced } from '../streams/to-contract-events.ts';

/** What one run takes on. More is left for the next minute. */
const MAX_ORDERS_PER_RUN = 100;

/** Starts the saga of an order, with the event that started it at first. */
export type StartSaga = (event: CloudEvent) => Promise<void>;

export const handler = scheduled((logger) =>
  sweepOrders({ ...deps(), startSaga: startSaga(), lostAfterMs: sagaLostAfterMs(), logger }),
);

/**
 * Gives orders that have been passing for too long their saga again. Each step of it is idempotent, so that a
 * saga which was only slow does no harm.
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
}): Promise<void> {
  const before = new Date(Date.parse(now()) - lostAfterMs).toISOString();
  for (const orderId of await views.passing(before, MAX_ORDERS_PER_RUN)) {
    const commits = await orders.history(orderId);
    const [placed] = commits;
    // The view may be behind the log: an order that has ended needs nothing.
    if (placed === undefined || commits.length > 1) continue;
    logger.warn('saga lost, started again', { orderId, correlationId: placed.correlationId });
    await startSaga(toOrderPlaced(placed));
  }
}

function startSaga(): StartSaga {
  const client = new SFNClient({});
  return async (event) => {
    await client.send(
      new StartExecutionCommand({ stateMachineArn: sagaArn(), input: JSON.stringify(event) }),
    );
  };
}
