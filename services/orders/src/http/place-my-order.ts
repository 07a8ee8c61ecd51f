import { placeMyOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, placing } from '../deps.ts';
import { placeAtCatalogPrices } from '../domain/place.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { type PlacingDeps, placeWithOffers } from './placing.ts';
import { showOrder } from './show-orders.ts';

export const handler = http(route, (request) => placeMyOrder(request, { ...deps(), ...placing() }));

/** Places an order of the signed-in customer. */
export async function placeMyOrder(
  request: HttpRequest<typeof route>,
  dependencies: PlacingDeps & Pick<Deps, 'orderCaps'>,
): Promise<HttpReply<typeof route>> {
  const { caller } = request;
  const caps = dependencies.orderCaps('customer');
  const { customerId } = caller;
  const placedBy = { kind: caller.kind, id: customerId };
  const placed = await placeWithOffers(
    request,
    {
      keyOwner: caller,
      customerId,
      toCommand: (facts, offers) => placeAtCatalogPrices({ ...facts, customerId, placedBy, caps, offers }),
    },
    dependencies,
  );
  if ('rejection' in placed) return placed;
  const { orderId, state } = placed;
  const shown = await showOrder(state, 0, dependencies, 'buyer');
  return { body: toCustomerOrder(shown), version: 0, location: `/v1/me/orders/${orderId}` };
}
