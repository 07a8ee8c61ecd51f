import type { Draw } from '../random.ts';
import { NEWER_CAPTURE, readsNewerCaptures } from '../versions/newer-schemas.ts';
import type { HttpAnswer, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import type { OrderPlan } from './plan-orders.ts';
import { get } from './requests.ts';
import { type Command, sendCommand, toMessage } from './send-command.ts';

/** Maximum number of direct invocations of payments' function, while they fail. */
const MAX_ATTEMPTS = 4;
const RETRY_MS = 3_000;
const MAX_LOOKS = 5;
const LOOK_AGAIN_MS = 30_000;

/** The requested refunds, and the accepted ones. */
export type MoneyRecord = {
  /** Requested refunds, each as `payment refund amount`. */
  readonly refunds: Set<string>;
  /** Refunds that the function accepted, each as `payment refund`. */
  readonly refunded: Set<string>;
  /** Payments whose capture was requested, each with the amount in minor units. */
  readonly captures: Map<string, number>;
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
  const { world } = config;
  await world.scheduler.sleep(plan.captureAfterMs ?? 0);
  if (!(await isConfirmed(orderId, config))) return;
  const paymentId = orderId.replace('ord_', 'pay_');
  const id = `order ${plan.place}/CapturePayment`;
  const { total } = answer.body;
  const isNewer = capturesAreNewer(world);
  const share = isNewer ? 1 : (plan.captureShare ?? 1);
  const amount = { ...total, amountMinor: Math.max(1, Math.ceil(total.amountMinor * share)) };
  const message = isNewer
    ? { data: NEWER_CAPTURE.dataOf(paymentId), dataschema: NEWER_CAPTURE.dataschema }
    : { data: { paymentId, ...(plan.captureShare === undefined ? {} : { amount }) } };
  sendCommand(world, 'payments', { id, type: 'CapturePayment', subject: paymentId, ...message });
  config.record.captures.set(paymentId, amount.amountMinor);
  await refund(plan, paymentId, total, config);
}

/** Looks at an order; where captures are of interest, waits for some minutes until it is confirmed. */
async function isConfirmed(orderId: string, { send, world }: MoneyConfig): Promise<boolean> {
  const looks = capturesAreNewer(world) ? MAX_LOOKS : 1;
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await world.scheduler.sleep(LOOK_AGAIN_MS * 2 ** look);
    const order = await send(get(`/v1/orders/${orderId}`), look === 0 ? 'look' : `look ${look}`);
    if (order?.body?.status === 'confirmed') return true;
  }
  return false;
}

/** Returns true if captures are requested in a form that only the version of payments understands which this run deploys. */
export function capturesAreNewer({ functions: { newerVersion } }: World): boolean {
  return newerVersion?.service === 'payments' && newerVersion.name === readsNewerCaptures.name;
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
    const data = { paymentId, refundId, amount };
    const command = { id, type: 'RefundPayment', subject: paymentId, data };
    const each = Array.from({ length: copies }, (_none, copy) => copy);
    if (isDirect) await Promise.all(each.map((copy) => invoke(command, `${id} copy ${copy}`, config)));
    else for (const _copy of each) sendCommand(world, 'payments', command);
  }
}

/** Invokes the function directly, which returns a reply. */
async function invoke(command: Command, key: string, { world, draw, record }: MoneyConfig): Promise<void> {
  const message = toMessage(world, command);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const result = await world.functions.invoke(
      'tradepost-dev-payments-commands',
      message,
      `${key} try ${attempt}`,
    );
    if (result.ok) {
      const { rejection } = result.payload as { readonly rejection?: object };
      if (rejection === undefined) record.refunded.add(`${command.subject} ${command.data['refundId']}`);
      return;
    }
    await world.scheduler.sleep(RETRY_MS * 2 ** attempt * draw.unit(`again ${key} ${attempt}`));
  }
  // A command that keeps failing goes to the inbox, which retries it until it succeeds.
  sendCommand(world, 'payments', command);
}
