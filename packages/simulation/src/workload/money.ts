import type { Draw } from '../random.ts';
import type { HttpAnswer, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import type { OrderPlan } from './plan-orders.ts';

/** Maximum number of direct invocations of payments' function, while they fail. */
const MAX_ATTEMPTS = 4;
const RETRY_MS = 3_000;
const QUEUE = 'tradepost-dev-payments-commands';

/** The requested refunds, and the accepted ones. */
export type MoneyRecord = {
  /** Requested refunds, each as `payment refund amount`. */
  readonly refunds: Set<string>;
  /** Refunds that the function accepted, each as `payment refund`. */
  readonly refunded: Set<string>;
};

type Paid = { readonly plan: OrderPlan; readonly orderId: string; readonly answer: HttpAnswer };

type MoneyConfig = {
  readonly send: (request: HttpRequest, key: string) => Promise<HttpAnswer | undefined>;
  readonly world: World;
  readonly draw: Draw;
  readonly record: MoneyRecord;
};

/** Captures and partly refunds the payment of a confirmed order, as shipping and returns will. */
export async function takeMoney({ plan, orderId, answer }: Paid, config: MoneyConfig): Promise<void> {
  const { scheduler, queues } = config.world;
  await scheduler.sleep(plan.captureAfterMs ?? 0);
  const order = await config.send({ method: 'GET', path: `/v1/orders/${orderId}` }, 'look');
  if (order?.body?.status !== 'confirmed') return;
  const paymentId = orderId.replace('ord_', 'pay_');
  const name = `order ${plan.place}`;
  queues
    .byUrl(QUEUE)
    .send(JSON.stringify(toCommand('CapturePayment', `${name}/CapturePayment`, { paymentId }, config)));
  await refund(plan, paymentId, answer.body.total, config);
}

async function refund(
  plan: OrderPlan,
  paymentId: string,
  total: { readonly amountMinor: number; readonly currency: string },
  config: MoneyConfig,
): Promise<void> {
  const { world, record } = config;
  let place = 0;
  for (const { afterMs, share, copies, isSameAgain, isDirect } of plan.refunds) {
    await world.scheduler.sleep(afterMs);
    if (!isSameAgain) place += 1;
    const refundId = `${paymentId.replace('pay_', 'rfd_').slice(0, -1)}${place}`;
    const amount = { ...total, amountMinor: Math.ceil(total.amountMinor * share) };
    record.refunds.add(`${paymentId} ${refundId} ${amount.amountMinor}`);
    const id = `order ${plan.place}/RefundPayment/${place}`;
    const command = toCommand('RefundPayment', id, { paymentId, refundId, amount }, config);
    const each = Array.from({ length: copies }, (_none, copy) => copy);
    if (isDirect) await Promise.all(each.map((copy) => ask(command, `${id} copy ${copy}`, config)));
    else for (const _copy of each) world.queues.byUrl(QUEUE).send(JSON.stringify(command));
  }
}

/** Invokes the function directly, which returns a reply. */
async function ask(
  command: ReturnType<typeof toCommand>,
  key: string,
  { world, draw, record }: MoneyConfig,
): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const result = await world.functions.invoke(QUEUE, command, `${key} try ${attempt}`);
    if (result.ok) {
      const reply = result.payload as {
        readonly outcome: string;
        readonly rejection?: { readonly code: string };
      };
      if (reply.rejection === undefined)
        record.refunded.add(`${command.data['paymentId']} ${command.data['refundId']}`);
      return;
    }
    await world.scheduler.sleep(RETRY_MS * 2 ** attempt * draw.unit(`again ${key} ${attempt}`));
  }
  // A command that keeps failing goes to the inbox, which retries it until it succeeds.
  world.queues.byUrl(QUEUE).send(JSON.stringify(command));
}

function toCommand(
  type: string,
  id: string,
  data: Readonly<Record<string, unknown>>,
  { world }: MoneyConfig,
) {
  return {
    specversion: '1.0',
    id,
    source: 'tradepost.shipping',
    type,
    subject: data['paymentId'],
    time: new Date(Math.floor(world.scheduler.nowMs())).toISOString(),
    correlationid: id.split('/')[0],
    data,
  };
}
