import { replay } from '@tradepost/aggregate/stored-commit';
import { placeOrder as route } from '@tradepost/contracts/orders/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deriveId, hashRequest } from '@tradepost/lambda/idempotent-id';
import type { CatalogOffers } from '../adapters/catalog-offers.ts';
import { catalogOffers, type Deps, deps } from '../deps.ts';
import { CatalogUnavailableError } from '../domain/catalog-unavailable-error.ts';
import { order } from '../domain/order.ts';
import { place, type RequestedOrder } from '../domain/place.ts';
import { toOrder } from '../projections/to-order.ts';

export const handler = http(route, (request) => placeOrder(request, { ...deps(), catalogOffers }));

/** Rejections that depend on the offers. */
const FROM_OFFERS: ReadonlySet<string> = new Set([
  'UNKNOWN_SKU',
  'SKU_NOT_FOR_SALE',
  'CURRENCY_NOT_OFFERED',
  'PRICE_ABOVE_EXPECTED',
  'PRICE_BELOW_FLOOR',
]);

export type PlaceOrderDeps = Pick<Deps, 'orders' | 'offers' | 'priceFloorPercent' | 'newOrderId'> & {
  readonly catalogOffers: () => CatalogOffers;
};

/**
 * Places an order with one write; everything else follows from its event. Offers are read from this service's own projection,
 * which lags behind the catalogue. Before an order is rejected because of its offers, they are read from the catalogue itself,
 * so that an offer can be ordered as soon as the catalogue has it.
 */
export async function placeOrder(
  request: HttpRequest<typeof route>,
  { orders, offers, priceFloorPercent, newOrderId, catalogOffers: catalog }: PlaceOrderDeps,
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey, logger } = request;
  if (body.lines.some(({ unitPrice }) => unitPrice !== undefined) && !caller.can('orders:price')) {
    return { rejection: { code: 'FORBIDDEN', scope: 'orders:price' } };
  }
  const orderId = idempotencyKey === undefined ? newOrderId() : deriveId('ord', caller.id, idempotencyKey);
  const requested = { ...idsOf(orderId), ...body, priceFloorPercent: priceFloorPercent() };
  const cause = { ...by(request), fingerprint: hashRequest(body) };
  const placeWith = (known: RequestedOrder['offers']) =>
    orders.create(orderId, place({ ...requested, offers: known }), cause);

  const skus = body.lines.map(({ sku }) => sku);
  const projected = await offers.find(skus);
  let created = await placeWith(projected);
  if ('rejection' in created && FROM_OFFERS.has(created.rejection.code)) {
    try {
      created = await placeWith(new Map([...projected, ...(await catalog().read(skus))]));
    } catch (error) {
      if (!(error instanceof CatalogUnavailableError)) throw error;
      logger.warn('catalogue not read', error);
      return { rejection: { code: error.code } };
    }
  }
  if ('rejection' in created) return created;
  // A repeated request gets the response of the first, even if the order has changed.
  const { state } = created.repeated ? replay(order, (await orders.history(orderId)).slice(0, 1)) : created;
  return { body: toOrder(state, 0), version: 0, location: `/v1/orders/${orderId}` };
}

/** An order, its reservation and its payment share one ULID, so that each id can be derived from the others. */
function idsOf(orderId: string) {
  const ulid = orderId.slice('ord_'.length);
  return { orderId, reservationId: `res_${ulid}`, paymentId: `pay_${ulid}` };
}
