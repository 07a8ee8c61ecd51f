import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from '@tradepost/contracts/models/order';
import type { Draw } from '@tradepost/simulation/random';
import { type OrderPlan, planOrder } from '@tradepost/simulation/workload/plan-orders';
import type { Api } from '../api/connect.ts';
import { capture } from './capture.ts';
import { untilAnswered } from './until-answered.ts';

/** What the customers were told. */
export type Seen = {
  /** Orders that were answered 201, by their ids, with what was sent and what came back. */
  readonly orders: Map<string, { readonly plan: OrderPlan; readonly answer: string }>;
  /** Orders whose cancelling, or whose capture, was accepted. */
  readonly cancelled: Set<string>;
  readonly captured: Set<string>;
  /** How often something was refused, by its code. */
  readonly refusals: Map<string, number>;
  /** An answer that contradicts another, or none. */
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
/** What the simulation plans for minutes is to happen between two kills. */
const HASTE = 0.1;

/** Customers who order one after the other, repeat and contradict themselves, cancel and pay, until they are stopped. */
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
      // No two clients have a key in common.
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

/** Sends an order as often as planned, at once; returns its id where it was accepted. */
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

/** What is sent again under a key, or under the same key with another body. */
export async function place(
  { idempotencyKey }: Pick<OrderPlan, 'idempotencyKey'>,
  body: OrderPlan['body'],
  api: Api,
): Promise<{ readonly id?: string; readonly text: string }> {
  const answer = await untilAnswered(() =>
    // Some of what customers send is not valid on purpose.
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
    if (text !== seen.orders.get(orderId)?.answer) seen.problems.push(`${orderId}: repeated, it is ${text}`);
  }
  if (plan.isContradicted) {
    const { text } = await place(plan, { ...plan.body, note: 'another body' }, api);
    if (text !== 'IDEMPOTENCY_KEY_REUSED') seen.problems.push(`${orderId}: contradicted, it is ${text}`);
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
