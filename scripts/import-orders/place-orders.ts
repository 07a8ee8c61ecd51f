import { isProblem } from '@tradepost/client/problem-error';
import type { Api } from '../api/connect.ts';
import { forEach } from '../api/for-each.ts';
import { poll } from '../api/poll.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import type { PlannedOrder } from './to-orders.ts';
import { toIdempotencyKey, toRequest } from './to-request.ts';

/** What became of an order. */
export type Placement =
  | { readonly outcome: 'placed'; readonly order: PlannedOrder; readonly reconciled: Reconciled }
  | { readonly outcome: 'failed'; readonly order: PlannedOrder; readonly why: string };

export type PlaceOrdersConfig = {
  readonly importId: string;
  readonly currency: string;
  readonly concurrency: number;
  /** How long an order may take to end. */
  readonly endWithinMs: number;
  readonly signal: AbortSignal;
  readonly onPlacement: (placement: Placement) => void;
};

/** An order that takes longer than this makes way for the next, and is looked at again in the end. */
const ATTENTION_MS = 5_000;
const STATUS_PAUSES = { firstPauseMs: 60, longestPauseMs: 500 };

/** Says an order's end only once: those that are late are asked for again when all the others are through. */
type Late = { readonly order: PlannedOrder; readonly id: string };

/**
 * Places orders, several at a time, and waits for each to end.
 *
 * @throws TransportError where the API is gone: what is not placed by then stays so
 */
export async function placeOrders(
  api: Api,
  orders: AsyncIterable<PlannedOrder>,
  config: PlaceOrdersConfig,
): Promise<void> {
  const late: Late[] = [];
  const { concurrency, endWithinMs, onPlacement } = config;
  await forEach(orders, concurrency, async (order) => {
    const placed = await placeOrder(api, order, config);
    if ('why' in placed) return onPlacement({ outcome: 'failed', order, why: placed.why });
    const seen = await waitForEnd(api, { order, id: placed.id }, ATTENTION_MS, config);
    if (seen !== undefined && hasEnded(seen)) onPlacement(seen);
    else late.push({ order, id: placed.id });
  });
  await forEach(late, concurrency, async ({ order, id }) => {
    const seen = await waitForEnd(api, { order, id }, endWithinMs, config);
    onPlacement(seen ?? { outcome: 'failed', order, why: `${id} cannot be read` });
  });
}

async function placeOrder(
  api: Api,
  order: PlannedOrder,
  { importId, currency }: PlaceOrdersConfig,
): Promise<{ readonly id: string } | { readonly why: string }> {
  const body = toRequest(order, currency);
  const idempotencyKey = toIdempotencyKey(importId, order);
  const { data, error } = await api.POST('/v1/orders', { body, idempotencyKey });
  return data ? { id: data.id } : { why: error.message };
}

/** Returns the order as it was seen last: ended, or not within the time; nothing where it was never seen. */
async function waitForEnd(
  api: Api,
  { order, id }: Late,
  withinMs: number,
  { currency, signal }: PlaceOrdersConfig,
): Promise<Placement | undefined> {
  let seen: Placement | undefined;
  await poll<Placement>(
    async () => {
      const { data, error } = await api.GET('/v1/orders/{orderId}', { params: { path: { orderId: id } } });
      // The order's view follows its log: it may not be there yet.
      if (isProblem(error, 'ORDER_NOT_FOUND')) return undefined;
      const reconciled = reconcile(order, currency, data);
      seen =
        reconciled === undefined
          ? { outcome: 'failed', order, why: error?.message ?? `what is read of ${id} is no order` }
          : { outcome: 'placed', order, reconciled };
      return hasEnded(seen) ? seen : undefined;
    },
    { ...STATUS_PAUSES, withinMs, signal },
  );
  return seen;
}

function hasEnded(placement: Placement): boolean {
  return !(placement.outcome === 'placed' && placement.reconciled.status === 'placed');
}
