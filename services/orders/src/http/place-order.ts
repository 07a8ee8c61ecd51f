import { placeOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, placing } from '../deps.ts';
import { place } from '../domain/place.ts';
import { type PlacingDeps, placeWithOffers } from './placing.ts';
import { showOrder } from './show-orders.ts';

export const handler = http(route, (request) => placeOrder(request, { ...deps(), ...placing() }));

export type PlaceOrderDeps = PlacingDeps & Pick<Deps, 'priceFloorPercent'>;

/** Places an order for staff or a machine, which name the customer, and may negotiate prices. */
export async function placeOrder(
  request: HttpRequest<typeof route>,
  dependencies: PlaceOrderDeps,
): Promise<HttpReply<typeof route>> {
  const { body, caller } = request;
  if (body.lines.some(({ unitPrice }) => unitPrice !== undefined) && !caller.can('orders:price')) {
    return { rejection: { code: 'FORBIDDEN', scope: 'orders:price' } };
  }
  const priceFloorPercent = dependencies.priceFloorPercent();
  const placedBy = { kind: caller.kind, id: caller.id };
  const placed = await placeWithOffers(
    request,
    {
      keyOwner: caller,
      customerId: body.customerId,
      toCommand: (facts, offers) => place({ ...facts, placedBy, priceFloorPercent, offers }),
    },
    dependencies,
  );
  if ('rejection' in placed) return placed;
  const { orderId, state } = placed;
  const shown = await showOrder(state, 0, dependencies);
  return { body: shown, version: 0, location: `/v1/orders/${orderId}` };
}
