import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Item } from '../dynamodb/attribute-value.ts';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import type { PlacedOrder } from '../workload/plan-orders.ts';
import { post as toPost } from '../workload/requests.ts';
import { sendCommand } from '../workload/send-command.ts';
import { createHttpClient, type HttpAnswer } from '../world/http-client.ts';
import { toRequest, WEBHOOKS_SECRET } from '../world/provider-webhooks.ts';
import type { Notice } from '../world/webhook-notice.ts';
import type { World } from '../world/world.ts';

const PROVIDER_TABLE = 'tradepost-dev-payments-simulated-provider';
const SETTLED_WITHIN_MS = 3_600_000;
/** A pending payment can still be completed then. */
const PLACED_WITHIN_MS = 60_000;
/** Higher than the places of a run's own orders. */
const PLACE_OF_ANOTHER = 9;

/** A world without faults: each step completes before the next. */
type Peace = {
  readonly world: World;
  readonly post: (path: string, body: object | undefined, key: string) => Promise<HttpAnswer | undefined>;
};

/**
 * Continues with the orders of a finished run: refunds or cancels some of the paid ones, and places one of them again.
 *
 * @returns the orders that were placed
 */
export async function goOn(
  world: World,
  description: CloudDescription,
  orders: readonly PlacedOrder[],
): Promise<readonly PlacedOrder[]> {
  const { scheduler, functions } = world;
  const draw = createDraw(0);
  const faults = createFaults({ draw, kinds: [] });
  const http = createHttpClient({ routes: description.routes, functions, scheduler, draw, faults });
  const post = async (path: string, body: object | undefined, key: string) => {
    const asked = http.send(toPost(path, body, key), key);
    await settle(world);
    return asked;
  };
  const peace = { world, post };
  for (const order of orders) await changeMind(order, peace);
  const notify = async (notice: Notice) => {
    const secret = world.secrets.valueOf(WEBHOOKS_SECRET);
    const asked = http.send(toRequest(notice, secret, scheduler.nowMs()), notice.type);
    await settle(world);
    return asked;
  };
  const place = async (body: object, key: string) => {
    const asked = http.send(toPost('/v1/orders', body, key), key);
    await world.run(scheduler.nowMs() + PLACED_WITHIN_MS);
    return asked;
  };
  const again = await orderAgain(orders, peace);
  return [...again, ...(await payLater(orders, { ...peace, notify, place }))];
}

/** Chooses the actions after a payment by the place of its order, so that each sequence is in some run. */
async function changeMind({ plan, orderId }: PlacedOrder, { world, post }: Peace): Promise<void> {
  if (plan.by === 'guest') {
    await post('/v1/guest/order-links', { email: plan.body['email'], orderId }, `link ${orderId}`);
    await post(`/v1/orders/${orderId}/order-token/revoke`, undefined, `revoke ${orderId}`);
  }
  const charge = capturedCharge(world, orderId);
  if (charge === undefined) return;
  const amountMinor = Number(charge['charge']?.M?.['capturedMinor']?.N);
  const currency = String(charge['charge']?.M?.['currency']?.S);
  if (amountMinor < 2) return;
  const refund = (place: number, minor: number) =>
    sendRefund(world, orderId, place, { amountMinor: minor, currency });
  switch (plan.place) {
    case 0:
      await refund(0, 1);
      refundByHand(world, charge, amountMinor);
      return refund(1, amountMinor - 1);
    case 2:
      await refund(0, 1);
      return refund(1, amountMinor - 1);
    case 3:
      refundByHand(world, charge, amountMinor);
      return refund(0, amountMinor);
    case 4:
      await refund(0, 1);
      break;
    default:
  }
  await post(`/v1/orders/${orderId}/cancel`, { reason: 'sent back' }, `cancel ${orderId}`);
}

function capturedCharge({ dynamodb }: World, orderId: string): Item | undefined {
  const prefix = `charge#${orderId.replace('ord_', 'pay_')}`;
  return dynamodb
    .table(PROVIDER_TABLE)
    .all()
    .find(({ pk, charge }) => pk?.S?.startsWith(prefix) && charge?.M?.['status']?.S === 'captured');
}

/** Refunds the whole charge in the provider's own records: the provider then rejects our refunds. */
function refundByHand({ dynamodb }: World, item: Item, amountMinor: number): void {
  const charge = { M: { ...item['charge']?.M, refundedMinor: { N: String(amountMinor) } } };
  dynamodb.execute('PutItem', { TableName: PROVIDER_TABLE, Item: { ...item, charge } });
}

function sendRefund(world: World, orderId: string, place: number, amount: object): Promise<void> {
  const paymentId = orderId.replace('ord_', 'pay_');
  const refundId = `rfd_${orderId.slice('ord_'.length, -1)}${place}`;
  sendCommand(world, 'payments', {
    id: `${refundId}/RefundPayment`,
    type: 'RefundPayment',
    subject: paymentId,
    data: { paymentId, refundId, amount, reason: 'damaged' },
  });
  return settle(world);
}

/** Orders whose payments are pending, captured in parts, refused or disputed, each by its own actions. */
async function payLater([first]: readonly PlacedOrder[], peace: Later): Promise<readonly PlacedOrder[]> {
  if (first === undefined) return [];
  const placed: PlacedOrder[] = [];
  for (const [place, { token, act }] of LATER.entries()) {
    const { expectedTotal: _total, ...usual } = first.plan.body;
    const body = { ...usual, paymentToken: token };
    const answer = await peace.place(body, `paid-later-${place}`);
    if (answer?.status !== 201) continue;
    const plan = { ...first.plan, copies: 1, isRepeated: false, place: PLACE_OF_ANOTHER + 1 + place, body };
    const { id, total } = answer.body;
    await act(peace, String(id), total);
    placed.push({ plan, orderId: String(id), answer });
  }
  return placed;
}

type Later = Peace & {
  readonly place: (body: object, key: string) => Promise<HttpAnswer | undefined>;
  readonly notify: (notice: Notice) => Promise<HttpAnswer | undefined>;
};
type Amount = { readonly amountMinor: number; readonly currency: string };
type Act = (peace: Later, orderId: string, total: Amount) => Promise<unknown>;

const complete =
  (outcome: 'approve' | 'decline'): Act =>
  ({ post }, orderId) =>
    post(
      `/v1/simulated-provider/payments/${orderId.replace('ord_', 'pay_')}/complete`,
      { outcome, webhooks: 1 },
      `complete ${orderId}`,
    );

/** Captures one minor unit, releases the rest, and then the charge is disputed. */
const disputed =
  (end: 'won' | 'lost'): Act =>
  async ({ world, notify }, orderId, { currency }) => {
    const paymentId = orderId.replace('ord_', 'pay_');
    await sendPayment(world, paymentId, 'CapturePayment', {
      captureId: paymentId.replace('pay_', 'cap_'),
      amount: { amountMinor: 1, currency },
      final: false,
    });
    await sendPayment(world, paymentId, 'VoidRemainder', {});
    const id = referenceOf(world, paymentId);
    const data = { idempotencyKey: `${paymentId}/dispute/dp_1`, amountMinor: 1, currency, id };
    await notify({ type: 'charge.dispute_opened', data });
    await notify({ type: `charge.dispute_${end}`, data });
  };

/** Returns the provider's id of the charge of a payment. */
function referenceOf({ dynamodb }: World, paymentId: string): string | undefined {
  return dynamodb
    .table('tradepost-dev-payments-events')
    .all()
    .map((item): UncheckedJson => toPlain(item))
    .filter(({ pk }) => pk === `payment#${paymentId}`)
    .flatMap(({ events }) => events)
    .find(({ providerReference }) => providerReference !== undefined)?.providerReference;
}

const capture: Act = ({ world }, orderId) =>
  sendPayment(world, orderId.replace('ord_', 'pay_'), 'CapturePayment', {});

const LATER: readonly { readonly token: string; readonly act: Act }[] = [
  { token: 'tok_3ds', act: complete('approve') },
  { token: 'tok_3ds', act: complete('decline') },
  { token: 'tok_approved', act: disputed('won') },
  { token: 'tok_approved', act: disputed('lost') },
  { token: 'tok_capture_refused', act: capture },
];

function sendPayment(world: World, paymentId: string, type: string, data: object): Promise<void> {
  sendCommand(world, 'payments', {
    id: `${paymentId}/${type}`,
    type,
    subject: paymentId,
    data: { paymentId, ...data },
  });
  return settle(world);
}

/** A registered customer places the first order again, with a note and a reference, which orders of a run lack. */
async function orderAgain([first]: readonly PlacedOrder[], { post }: Peace): Promise<readonly PlacedOrder[]> {
  if (first === undefined) return [];
  const { expectedTotal: _total, ...usual } = first.plan.body;
  const body = {
    ...usual,
    customerId: 'cus_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    note: 'Leave it with the neighbour.',
    reference: 'PO-4711',
    paymentToken: 'tok_approved',
  };
  const answer = await post('/v1/orders', body, 'ordered-again');
  if (answer?.status !== 201) return [];
  const once = { copies: 1, isRepeated: false };
  const plan = { ...first.plan, ...once, place: PLACE_OF_ANOTHER, body };
  return [{ plan, orderId: String(answer.body.id), answer }];
}

function settle(world: World): Promise<void> {
  return world.run(world.scheduler.nowMs() + SETTLED_WITHIN_MS);
}
