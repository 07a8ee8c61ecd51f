import { placeMyOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { catalogOffers, type Deps, deps, idFromKey } from '../deps.ts';
import { placeAtCatalogPrices } from '../domain/place.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { toOrder } from '../projections/to-order.ts';
import { type PlacingDeps, placeWithOffers } from './placing.ts';

export const handler = http(route, (request) =>
  placeMyOrder(request, { ...deps(), catalogOffers, idFromKey: idFromKey() }),
);

/** Places an order of the signed-in customer. */
export async function placeMyOrder(
  request: HttpRequest<typeof route>,
  dependencies: PlacingDeps & Pick<Deps, 'orderCaps'>,
): Promise<HttpReply<typeof route>> {
  const { body, caller } = request;
  const caps = dependencies.orderCaps('customer');
  const { customerId } = caller;
  const placedBy = { kind: caller.kind, id: customerId };
  const placed = await placeWithOffers(
    request,
    {
      keyOwner: caller,
      toCommand: (ids, offers) =>
        placeAtCatalogPrices({ ...ids, ...body, customerId, placedBy, caps, offers }),
    },
    dependencies,
  );
  if ('rejection' in placed) return placed;
  const { orderId, state } = placed;
  return { body: toCustomerOrder(toOrder(state, 0)), version: 0, location: `/v1/me/orders/${orderId}` };
}
