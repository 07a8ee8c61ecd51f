import type { ApiClient, ApiReply } from '../api/api-client.ts';
import { ApiFault } from '../api/api-client.ts';
import { forEach } from '../api/for-each.ts';
import { poll } from '../api/poll.ts';
import { describe, toProblem } from '../api/refusal.ts';
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

/** A product that was just added reaches the orders' view of the catalogue a moment later. */
const CATALOGUE_WITHIN_MS = 60_000;
const CATALOGUE_PAUSES = { firstPauseMs: 50, longestPauseMs: 1_000 };

/** An order that takes longer than this makes way for the next, and is looked at again in the end. */
const ATTENTION_MS = 5_000;
const STATUS_PAUSES = { firstPauseMs: 60, longestPauseMs: 500 };

/** Says an order's end only once: those that are late are asked for again when all the others are through. */
type Late = { readonly order: PlannedOrder; readonly id: string };

/**
 * Places orders, several at a time, and waits for each to end.
 *
 * @throws ApiUnreachable where the API is gone: what is not placed by then stays so
 */
export async function placeOrders(
  api: ApiClient,
  orders: AsyncIterable<PlannedOrder>,
  config: PlaceOrdersConfig,
): Promise<void> {
  const late: Late[] = [];
  const failing = (order: PlannedOrder, work: () => Promise<Placement | undefined>) =>
    reportFault(order, work).then((placement) => placement && config.onPlacement(placement));
  await forEach(orders, config.concurrency, (order) =>
    failing(order, async () => {
      const placed = await placeOrder(api, order, config);
      if ('why' in placed) return { outcome: 'failed', order, why: placed.why };
      const seen = await waitForEnd(api, { order, id: placed.id }, ATTENTION_MS, config);
      if (hasEnded(seen)) return seen;
      late.push({ order, id: placed.id });
      return undefined;
    }),
  );
  await forEach(late, config.concurrency, (each) =>
    failing(each.order, async () => {
      const seen = await waitForEnd(api, each, config.endWithinMs, config);
      return seen ?? { outcome: 'failed', order: each.order, why: `${each.id} cannot be read` };
    }),
  );
}

/** Where the API fails for one order, the others go on. */
async function reportFault(
  order: PlannedOrder,
  work: () => Promise<Placement | undefined>,
): Promise<Placement | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiFault) return { outcome: 'failed', order, why: error.message };
    throw error;
  }
}

async function placeOrder(
  api: ApiClient,
  order: PlannedOrder,
  { importId, currency, signal }: PlaceOrdersConfig,
): Promise<{ readonly id: string } | { readonly why: string }> {
  const body = toRequest(order, currency);
  const idempotencyKey = toIdempotencyKey(importId, order);
  let unknownSku: ApiReply | undefined;
  const reply = await poll(
    async () => {
      const answer = await api.call('POST', '/v1/orders', { body, idempotencyKey });
      if (toProblem(answer)?.code !== 'UNKNOWN_SKU') return answer;
      unknownSku = answer;
      return undefined;
    },
    { ...CATALOGUE_PAUSES, withinMs: CATALOGUE_WITHIN_MS, signal },
  );
  return toId(reply ?? unknownSku);
}

function toId(reply: ApiReply | undefined): { readonly id: string } | { readonly why: string } {
  const id = (reply?.body as { id?: unknown } | undefined)?.id;
  if (reply?.status === 201 && typeof id === 'string') return { id };
  const problem = reply === undefined ? undefined : toProblem(reply);
  return { why: problem === undefined ? `answered ${reply?.status}` : `refused: ${describe(problem)}` };
}

/** Returns the order as it was seen last: ended, or not within the time; nothing where it was never seen. */
async function waitForEnd(
  api: ApiClient,
  { order, id }: Late,
  withinMs: number,
  { currency, signal }: PlaceOrdersConfig,
): Promise<Placement | undefined> {
  let seen: Placement | undefined;
  await poll<Placement>(
    async () => {
      const reply = await api.call('GET', `/v1/orders/${id}`);
      // The order's view follows its log: it may not be there yet.
      if (reply.status === 404) return undefined;
      const reconciled = reconcile(order, currency, reply.body);
      seen =
        reconciled === undefined
          ? { outcome: 'failed', order, why: `GET /v1/orders/${id} answered ${reply.status} and no order` }
          : { outcome: 'placed', order, reconciled };
      return hasEnded(seen) ? seen : undefined;
    },
    { ...STATUS_PAUSES, withinMs, signal },
  );
  return seen;
}

function hasEnded(placement: Placement | undefined): boolean {
  return (
    placement !== undefined && !(placement.outcome === 'placed' && placement.reconciled.status === 'placed')
  );
}
