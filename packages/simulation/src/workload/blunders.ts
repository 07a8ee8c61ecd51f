import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { HTTP_BLUNDERS, type Own, ownProduct, ownStock } from './http-blunders.ts';
import type { OrderPlan } from './plan-orders.ts';
import { asStaff, get } from './requests.ts';
import { sendCommand } from './send-command.ts';

export type BlunderConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  /** The orders that customers have placed so far. */
  readonly record: {
    readonly orders: readonly { readonly orderId: string; readonly plan: OrderPlan }[];
    /** Requested refunds, each as `payment refund amount`. */
    readonly refunds: Set<string>;
  };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of this caller among the customers, so that it can be left out of a run. */
export const BLUNDERER = -1;

const BLUNDERERS_SHARE = 0.35;
const MAX_BLUNDERS = 3;
const ULID_LENGTH = 26;
/** By then, most orders have ended and most captures are done. */
const ORDERS_SETTLED_MS = 120_000;
/** One more than the maximum of a payment. */
const TOO_MANY_REFUNDS = 51;
const TOO_MANY_REFUNDS_SHARE = 0.6;

/**
 * Plays a caller that makes mistakes: an invalid request must be rejected in every state and under every fault, without
 * an effect. It also reads the orders and payments of others, as back offices do.
 */
export async function makeBlunders(config: BlunderConfig): Promise<void> {
  const { http, world, draw: drawn } = config;
  const draw = drawn.under('blunders');
  if (!draw.chance('any', BLUNDERERS_SHARE) || config.withoutOrders?.has(BLUNDERER)) return;
  await world.scheduler.sleep(60_000 * draw.unit('comes'));
  const own = await createOwn(config, draw);
  // In the order of the list: the caller's product is changed before it is archived.
  const picks = Array.from({ length: draw.int('how many', 1, MAX_BLUNDERS) }, (_none, pick) =>
    draw.int(`pick ${pick}`, 0, HTTP_BLUNDERS.length - 1),
  );
  for (const pick of [...new Set(picks)].sort((one, other) => one - other)) {
    const requests = HTTP_BLUNDERS[pick]?.(own) ?? [];
    for (const [place, request] of requests.entries()) await http.send(request, `blunder ${pick} ${place}`);
  }
  if (draw.chance('reserves', 0.3)) await reserveWrongly(own, config, draw);
  await world.scheduler.sleep(ORDERS_SETTLED_MS * draw.unit('settled') ** 0.5);
  await commandWrongly(config, draw);
}

async function createOwn({ http }: BlunderConfig, draw: Draw): Promise<Own> {
  const nobody = ulidOf(draw, 'nobody');
  const created = await http.send(ownProduct, 'blunderer’s product');
  await http.send(ownStock, 'blunderer’s stock');
  return {
    productId: created?.status === 201 ? String(created.body.id) : `prd_${nobody}`,
    sku: 'OWN',
    reservationId: `res_${ulidOf(draw, 'reservation')}`,
    nobody,
  };
}

function ulidOf(draw: Draw, name: string): string {
  return Array.from({ length: ULID_LENGTH }, (_none, place) => draw.int(`${name} ${place}`, 0, 7)).join('');
}

/** Sends commands on the caller's own reservations: one that is held, one that is refused, and one that does not exist. */
async function reserveWrongly(
  { reservationId, sku, nobody }: Own,
  { world, http }: BlunderConfig,
  draw: Draw,
): Promise<void> {
  const refusedId = `res_${ulidOf(draw, 'refused')}`;
  const send = (type: string, id: string, more: object = {}) =>
    sendCommand(world, 'inventory', {
      id: `blunder/${type}/${id}`,
      type,
      subject: id,
      data: { reservationId: id, ...more },
    });
  send('CommitStock', `res_${nobody}`);
  send('ReserveStock', refusedId, { lines: [{ sku, quantity: 1_000_000 }] });
  send('ReserveStock', reservationId, { lines: [{ sku, quantity: 1 }] });
  await world.scheduler.sleep(10_000 * draw.unit('reserved'));
  const path = draw.pick('counts by', [
    `/v1/stock/${sku}/locations/main`,
    `/v1/stock/levels?sku=${sku}&location=main`,
  ]);
  await http.send(asStaff({ method: 'PUT', path, body: { onHand: 0 } }), 'blunderer counts');
  send('CommitStock', refusedId);
  send('ReleaseStock', reservationId);
  await world.scheduler.sleep(10_000 * draw.unit('released'));
  send('ReserveStock', reservationId, { lines: [{ sku, quantity: 1 }] });
}

/** Reads one of the orders, and sends commands that its state and its payment's state must reject. */
async function commandWrongly({ world, http, record }: BlunderConfig, draw: Draw): Promise<void> {
  const captured = record.orders.filter(({ plan }) => plan.captureAfterMs !== undefined);
  const orders = captured.length > 0 && draw.chance('captured', 0.6) ? captured : record.orders;
  if (orders.length === 0) return;
  const { orderId } = draw.pick('order', orders);
  const paymentId = orderId.replace('ord_', 'pay_');
  const look = (path: string) => http.send(get(path), `blunderer looks ${path}`);
  const order = (await look(`/v1/orders/${orderId}`))?.body;
  const payment = (await look(`/v1/payments/${paymentId}`))?.body;
  await look(`/v1/payments/${paymentId}/entries`);
  await look(`/v1/events?subject=${orderId}`);
  if (order?.status !== 'confirmed' && order?.status !== 'rejected') return;
  const opposite =
    order.status === 'confirmed'
      ? { type: 'RejectOrder', data: { orderId, rejection: { code: 'TOO_LATE' } } }
      : { type: 'ConfirmOrder', data: { orderId } };
  sendCommand(world, 'orders', { id: `blunder/${opposite.type}/${orderId}`, subject: orderId, ...opposite });
  for (const [place, { type, ...data }] of commandsOn(order, payment, draw).entries()) {
    const id = `blunder/${type}/${paymentId}/${place}`;
    if (type === 'RefundPayment')
      record.refunds.add(`${paymentId} ${data['refundId']} ${(data['amount'] as UncheckedJson).amountMinor}`);
    sendCommand(world, 'payments', { id, type, subject: paymentId, data: { paymentId, ...data } });
    await world.scheduler.sleep(1_000 * draw.unit(id));
  }
  await look(`/v1/payments/${paymentId}/entries`);
}

type Command = { readonly type: string } & Readonly<Record<string, unknown>>;

function commandsOn(order: UncheckedJson, payment: UncheckedJson, draw: Draw): readonly Command[] {
  const { amountMinor: total, currency } = order.total;
  const capture = (amountMinor: number, of = currency) => ({
    type: 'CapturePayment',
    amount: { amountMinor, currency: of },
  });
  const refund = (name: string, amountMinor: number, of = currency) => ({
    type: 'RefundPayment',
    refundId: `rfd_${ulidOf(draw, name)}`,
    amount: { amountMinor, currency: of },
  });
  const elsewhere = currency === 'GBP' ? 'EUR' : 'GBP';
  const held = [
    capture(total + 1),
    capture(total, elsewhere),
    ...(total > 0 ? [capture(0)] : []),
    refund('early', 1),
    // On an order without a payment, this would leave a tombstone of the payment.
    ...(order.status === 'confirmed'
      ? [{ type: 'VoidPayment', orderId: `ord_${ulidOf(draw, 'nobody')}` }]
      : []),
  ];
  if (payment?.status !== 'captured' || total === 0) return held;
  return [
    ...held,
    refund('too much', total + 1),
    refund('elsewhere', 1, elsewhere),
    refund('nothing', 0),
    refund('twice', 1),
    refund('twice', 2),
    ...(draw.chance('too many', TOO_MANY_REFUNDS_SHARE)
      ? Array.from({ length: TOO_MANY_REFUNDS }, (_none, place) => refund(`many ${place}`, 1))
      : []),
  ];
}
