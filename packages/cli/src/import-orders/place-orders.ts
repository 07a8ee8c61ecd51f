import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import { poll } from '@tradepost/command-line/poll';
import type { Api } from '../api/connect.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import type { PlannedOrder } from './to-orders.ts';
import { toIdempotencyKey, toRequest } from './to-request.ts';

/** Outcome of placing an order. */
export type Placement =
  | { readonly outcome: 'placed'; readonly order: PlannedOrder; readonly reconciled: Reconciled }
  | { readonly outcome: 'failed'; readonly order: PlannedOrder; readonly why: string };

export type PlaceOrdersConfig = {
  readonly importId: string;
  readonly currency: string;
  readonly concurrency: number;
  readonly endWithinMs: number;
  readonly signal: AbortSignal;
  readonly onPlacement: (placement: Placement) => void;
};

/** Orders that take longer than this are read again after all others, so that the next ones can be placed. */
const ATTENTION_MS = 5_000;
const STATUS_PAUSES = { firstPauseMs: 60, longestPauseMs: 500 };

/** An order that did not end in time. It is read again after all others. */
type Late = { readonly order: PlannedOrder; readonly id: string };

/**
 * Places orders, several at a time, and waits for each to end.
 *
 * @throws TransportError if the API cannot be reached; remaining orders are not placed
 */
export async function placeOrders(
  api: Api,
  orders: readonly PlannedOrder[],
  config: PlaceOrdersConfig,
): Promise<void> {
  const late: Late[] = [];
  const { concurrency, endWithinMs, onPlacement } = config;
  const attentionMs = Math.min(ATTENTION_MS, endWithinMs);
  await forEach(orders, concurrency, async (order) => {
    const placed = await placeOrder(api, order, config);
    if ('why' in placed) return onPlacement({ outcome: 'failed', order, why: placed.why });
    const seen = await waitForEnd(api, { order, id: placed.id }, attentionMs, config);
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

/** Returns the order as last read, ended or still pending; undefined if it could not be read. */
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
      // The order's projection lags behind its events and may not exist yet.
      if (isProblem(error, 'ORDER_NOT_FOUND')) return undefined;
      const reconciled = reconcile(order, currency, data);
      seen =
        reconciled === undefined
          ? { outcome: 'failed', order, why: error?.message ?? `the API's answer for ${id} is not an order` }
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
