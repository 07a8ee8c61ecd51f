import type { Plain } from '../dynamodb/plain.ts';
import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { HTTP_BLUNDERS, type Own, ownProduct, ownStock } from './http-blunders.ts';
import type { OrderPlan } from './plan-orders.ts';
import { sendCommand } from './send-command.ts';

export type BlunderConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  /** What customers have placed by the time that it is looked at. */
  readonly record: {
    readonly orders: readonly { readonly orderId: string; readonly plan: OrderPlan }[];
    /** What was asked back, each as `payment refund amount`. */
    readonly refunds: Set<string>;
  };
  /** Places that are left out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Its place among the customers: it can be left out of a run as each of them can. */
export const BLUNDERER = -1;

const BLUNDERERS_SHARE = 0.35;
const MAX_BLUNDERS = 3;
const ULID_LENGTH = 26;
/** Past this, most orders have come to something, and most payments that are to be captured are. */
const ORDERS_SETTLED_MS = 120_000;
/** One more than a payment takes. */
const TOO_MANY_REFUNDS = 51;
const TOO_MANY_REFUNDS_SHARE = 0.6;

/**
 * Plays a caller who gets things wrong: what is refused must be refused in every state and under every fault, and must
 * leave nothing behind. It also looks at what others have made, as back offices do.
 */
export async function makeBlunders(config: BlunderConfig): Promise<void> {
  const { http, world, draw: drawn } = config;
  const draw = drawn.under('blunders');
  if (!draw.chance('any', BLUNDERERS_SHARE) || config.withoutOrders?.has(BLUNDERER)) return;
  await world.scheduler.sleep(60_000 * draw.unit('comes'));
  const own = await createOwn(config, draw);
  // In the order of the list: what archives the caller's product comes after what changes it.
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

/** Commands on reservations of the caller's own: one that is held, one that is refused, and one that never was. */
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
  await http.send({ method: 'PUT', path, body: { onHand: 0 } }, 'blunderer counts');
  send('CommitStock', refusedId);
  send('ReleaseStock', reservationId);
  await world.scheduler.sleep(10_000 * draw.unit('released'));
  send('ReserveStock', reservationId, { lines: [{ sku, quantity: 1 }] });
}

/** Looks at one of the orders, and asks of it and of its payment what must not be done any more. */
async function commandWrongly({ world, http, record }: BlunderConfig, draw: Draw): Promise<void> {
  const captured = record.orders.filter(({ plan }) => plan.captureAfterMs !== undefined);
  const orders = captured.length > 0 && draw.chance('captured', 0.6) ? captured : record.orders;
  if (orders.length === 0) return;
  const { orderId } = draw.pick('order', orders);
  const paymentId = orderId.replace('ord_', 'pay_');
  const look = (path: string) => http.send({ method: 'GET', path }, `blunderer looks ${path}`);
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
      record.refunds.add(`${paymentId} ${data['refundId']} ${(data['amount'] as Plain).amountMinor}`);
    sendCommand(world, 'payments', { id, type, subject: paymentId, data: { paymentId, ...data } });
    await world.scheduler.sleep(1_000 * draw.unit(id));
  }
}

type Command = { readonly type: string } & Readonly<Record<string, unknown>>;

function commandsOn(order: Plain, payment: Plain, draw: Draw): readonly Command[] {
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
    // Of an order that was never paid for, it would bar the payment.
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
