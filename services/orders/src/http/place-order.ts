import { create } from '@tradepost/aggregate/execute';
import { placeOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deriveId, hashRequest } from '@tradepost/lambda/idempotent-id';
import { CatalogUnavailableError, type ReadCatalogOffers } from '../catalog-offers.ts';
import { type Deps, deps, readCatalogOffers } from '../deps.ts';
import { decide, type PlaceOrder } from '../domain/decide.ts';
import { type ExistingOrder, evolve, noOrder, type OrderState } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = http(route, (request) => placeOrder(request, { ...deps(), readCatalogOffers }));

/** Rejections that depend on the offers. */
const FROM_OFFERS: ReadonlySet<string> = new Set([
  'UNKNOWN_SKU',
  'SKU_NOT_FOR_SALE',
  'CURRENCY_NOT_OFFERED',
  'PRICE_ABOVE_EXPECTED',
  'PRICE_BELOW_FLOOR',
]);

/**
 * Places an order with one write; everything else follows from its event. Offers are read from this service's own projection,
 * which lags behind the catalogue. Before an order is rejected because of its offers, they are read from the catalogue itself,
 * so that an offer can be ordered as soon as the catalogue has it.
 */
export async function placeOrder(
  { body, caller, idempotencyKey, correlationId, logger }: HttpRequest<typeof route>,
  { orders, offers, priceFloorPercent, now, newUlid, readCatalogOffers }: PlaceOrderDeps,
): Promise<HttpReply<typeof route>> {
  if (body.lines.some(({ unitPrice }) => unitPrice !== undefined) && !caller.can('orders:price')) {
    return { rejection: { code: 'FORBIDDEN', scope: 'orders:price' } };
  }
  const orderId =
    idempotencyKey === undefined ? `ord_${newUlid()}` : deriveId('ord', caller.id, idempotencyKey);
  const at = now();
  const skus = body.lines.map(({ sku }) => sku);
  const metadata = { at, actor: caller.id, correlationId, fingerprint: hashRequest(body) };
  const placeOn = (offered: PlaceOrder['offers']) => {
    const command: PlaceOrder = {
      type: 'PlaceOrder',
      at,
      ...idsOf(orderId),
      ...body,
      offers: offered,
      priceFloorPercent: priceFloorPercent(),
    };
    return create(orders, orderId, noOrder, (state) => decide(command, state), metadata);
  };
  const known = await offers.find(skus);
  let created = await placeOn(known);
  if ('rejection' in created && FROM_OFFERS.has(created.rejection.code)) {
    try {
      created = await placeOn(new Map([...known, ...(await readCatalogOffers(skus))]));
    } catch (error) {
      if (!(error instanceof CatalogUnavailableError)) throw error;
      logger.warn('catalogue not read', error);
      return { rejection: { code: error.code } };
    }
  }
  if ('rejection' in created) return created as HttpReply<typeof route>;
  const placed = created.repeated ? await firstState(orders, orderId) : created.state;
  const answer = toOrder(placed as ExistingOrder, 0);
  return { body: answer, version: 0, location: `/v1/orders/${orderId}` };
}

export type PlaceOrderDeps = Pick<Deps, 'orders' | 'offers' | 'priceFloorPercent' | 'now' | 'newUlid'> & {
  readonly readCatalogOffers: ReadCatalogOffers;
};

/** An order, its reservation and its payment share one ULID, so that each id can be derived from the others. */
function idsOf(orderId: string) {
  const ulid = orderId.slice('ord_'.length);
  return { orderId, reservationId: `res_${ulid}`, paymentId: `pay_${ulid}` };
}

/** The state after the first commit. A repeated request gets the response of the first, even if the order has changed. */
async function firstState(orders: Deps['orders'], orderId: string): Promise<OrderState> {
  const [first] = await orders.history(orderId);
  return (first?.events ?? []).reduce(evolve, noOrder);
}
