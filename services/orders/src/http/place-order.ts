import { create } from '@tradepost/aggregate/execute';
import { placeOrder as route } from '@tradepost/contracts/http/orders';
import { order } from '@tradepost/contracts/models/order';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { deriveId, fingerprintOf } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps } from '../deps.ts';
import { decide, type PlaceOrder } from '../domain/decide.ts';
import { type ExistingOrder, evolve, noOrder, type OrderState } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = http(route, (request) => placeOrder(request, deps()));

/** Gathers what an order is decided on, decides, and writes it once. Everything else follows from its event. */
export async function placeOrder(
  { body, caller, idempotencyKey, correlationId }: HttpRequest<typeof route>,
  { orders, offers, priceFloorPercent, now, newUlid }: Deps,
): Promise<HttpReply<typeof route>> {
  if (body.lines.some(({ unitPrice }) => unitPrice !== undefined) && !caller.can('orders:price')) {
    return { rejection: { code: 'FORBIDDEN', scope: 'orders:price' } };
  }
  const orderId =
    idempotencyKey === undefined ? `ord_${newUlid()}` : deriveId('ord', caller.id, idempotencyKey);
  const at = now();
  const command: PlaceOrder = {
    type: 'PlaceOrder',
    at,
    ...idsOf(orderId),
    ...body,
    offers: await offers.find(body.lines.map(({ sku }) => sku)),
    priceFloorPercent: priceFloorPercent(),
  };
  const created = await create(orders, orderId, noOrder, (state) => decide(command, state), {
    at,
    actor: caller.id,
    correlationId,
    fingerprint: fingerprintOf(body),
  });
  if ('rejection' in created) return created as HttpReply<typeof route>;
  const placed = created.repeated ? await firstState(orders, orderId) : created.state;
  // Parsed, so that a repeat has its fields in the same order too: it is the same answer to the byte.
  const answer = order.parse(toOrder(placed as ExistingOrder, 0));
  return { body: answer, version: 0, location: `/v1/orders/${orderId}` };
}

/** An order, its reservation and its payment are known by one ULID, so that each follows from the others. */
function idsOf(orderId: string) {
  const ulid = orderId.slice('ord_'.length);
  return { orderId, reservationId: `res_${ulid}`, paymentId: `pay_${ulid}` };
}

/** A repeat is answered as the request was at first. */
async function firstState(orders: Deps['orders'], orderId: string): Promise<OrderState> {
  const [first] = await orders.history(orderId);
  return (first?.events ?? []).reduce(evolve, noOrder);
}
