import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '@tradepost/cli/api/connect';
import type { Order } from '@tradepost/contracts/orders/model';
import type { Draw } from '@tradepost/simulation/random';
import { type OrderPlan, planOrder } from '@tradepost/simulation/workload/plan-orders';
import { capture } from './capture.ts';
import { untilAnswered } from './until-answered.ts';

/** The answers that the customers received. */
export type Seen = {
  /** Orders that were answered 201, by id, with their plan and answer. */
  readonly orders: Map<string, { readonly plan: OrderPlan; readonly answer: string }>;
  /** Orders whose cancellation or capture was accepted. */
  readonly cancelled: Set<string>;
  readonly captured: Set<string>;
  /** Number of rejected orders, by code. */
  readonly refusals: Map<string, number>;
  /** Contradicting answers, and errors. */
  readonly problems: string[];
};

export type Load = { readonly seen: Seen; readonly stop: () => Promise<void> };

export type LoadConfig = {
  readonly api: Api;
  readonly draw: Draw;
  readonly dataDir: string;
  readonly skus: readonly string[];
  readonly clients: number;
};

const LONGEST_PAUSE_MS = 300;
const LONGEST_WAIT_FOR_REPEAT_MS = 3_000;
/** The simulation plans for minutes; here the same must happen between two kills. */
const HASTE = 0.1;

/** Starts customers who order one after the other, repeat and contradict requests, cancel and pay, until `stop`. */
export function startLoad(config: LoadConfig): Load {
  const seen: Seen = {
    ...{ orders: new Map(), cancelled: new Set(), captured: new Set(), refusals: new Map(), problems: [] },
  };
  const stopping = new AbortController();
  const later = new Set<Promise<void>>();

  async function order(place: number, draw: Draw): Promise<void> {
    const plan = planOrder(place, draw, config.skus);
    const orderId = await placeOnce(plan, config.api, seen);
    if (orderId === undefined) return;
    const following = follow(orderId, plan, draw, config, seen)
      .catch((error: unknown) => void seen.problems.push(`${orderId}: ${String(error)}`))
      .finally(() => later.delete(following));
    later.add(following);
  }

  async function shopOn(client: number): Promise<void> {
    const own = config.draw.under(`client ${client}`);
    for (let place = 0; !stopping.signal.aborted; place += 1) {
      // Places are unique, so no two clients share an idempotency key.
      await order(client + place * config.clients, own.under(`order ${place}`));
      await sleep(LONGEST_PAUSE_MS * own.unit(`pause ${place}`));
    }
  }

  const shopping = Array.from({ length: config.clients }, (_none, client) => shopOn(client));
  return {
    seen,
    stop: async () => {
      stopping.abort();
      await Promise.all(shopping);
      await Promise.all(later);
    },
  };
}

/** Sends the planned copies of an order at once; returns its id if it was accepted. */
async function placeOnce(plan: OrderPlan, api: Api, seen: Seen): Promise<string | undefined> {
  const answers = await Promise.all(Array.from({ length: plan.copies }, () => place(plan, plan.body, api)));
  const [first] = answers;
  const differing = answers.find((answer) => answer.text !== first?.text);
  if (differing !== undefined)
    seen.problems.push(`${plan.idempotencyKey} was answered ${first?.text} and ${differing.text}`);
  if (first?.id === undefined) {
    const code = first?.text ?? '';
    seen.refusals.set(code, (seen.refusals.get(code) ?? 0) + 1);
    return undefined;
  }
  seen.orders.set(first.id, { plan, answer: first.text });
  return first.id;
}

/** Places an order under the plan's key; returns its id if it was accepted, and the answer or the error code as text. */
export async function place(
  { idempotencyKey }: Pick<OrderPlan, 'idempotencyKey'>,
  body: OrderPlan['body'],
  api: Api,
): Promise<{ readonly id?: string; readonly text: string }> {
  const answer = await untilAnswered(() =>
    // Some bodies are invalid on purpose.
    api.POST('/v1/orders', { body: body as never, idempotencyKey }),
  );
  if (answer === undefined) return { text: 'no answer' };
  if (answer.error) return { text: answer.error.code };
  return { id: (answer.data as Order).id, text: JSON.stringify(answer.data) };
}

async function follow(
  orderId: string,
  plan: OrderPlan,
  draw: Draw,
  { api, dataDir }: LoadConfig,
  seen: Seen,
): Promise<void> {
  if (plan.isRepeated) {
    await sleep(LONGEST_WAIT_FOR_REPEAT_MS * draw.unit('repeat'));
    const { text } = await place(plan, plan.body, api);
    if (text !== seen.orders.get(orderId)?.answer)
      seen.problems.push(`${orderId}: a repeat was answered ${text}`);
  }
  if (plan.isContradicted) {
    const { text } = await place(plan, { ...plan.body, note: 'another body' }, api);
    if (text !== 'IDEMPOTENCY_KEY_REUSED')
      seen.problems.push(`${orderId}: its key with another body was answered ${text}`);
  }
  if (plan.cancelAfterMs !== undefined) {
    await sleep(plan.cancelAfterMs * HASTE);
    const params = { path: { orderId } };
    const answer = await untilAnswered(() => api.POST('/v1/orders/{orderId}/cancel', { params }));
    if (answer?.data?.status === 'cancelled') seen.cancelled.add(orderId);
  } else if (plan.captureAfterMs !== undefined) {
    await sleep(plan.captureAfterMs * HASTE);
    if (await capture(orderId, api, dataDir)) seen.captured.add(orderId);
  }
}
