import { placeGuestOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { normaliseEmail } from '@tradepost/personal-data/email-hash';
import type { OrderTokens } from '../adapters/order-tokens.ts';
import { acceptsGuests, type Deps, deps, orderTokens, placing } from '../deps.ts';
import { placeAtCatalogPrices } from '../domain/place.ts';
import { toGuestOrder } from '../projections/to-guest-order.ts';
import { type PlacingDeps, placeWithOffers } from './placing.ts';
import { showOrder } from './show-orders.ts';

export const handler = http(route, (request) =>
  placeGuestOrder(request, { ...deps(), ...placing(), acceptsGuests, orderTokens: orderTokens() }),
);

export type PlaceGuestOrderDeps = PlacingDeps &
  Pick<Deps, 'orderCaps'> & {
    readonly acceptsGuests: () => boolean;
    readonly orderTokens: OrderTokens;
  };

/** The caller of a public route is anonymous; orders name it as a guest. */
const GUEST = { kind: 'guest', id: 'guest' } as const;

/**
 * Places an order without an account. The e-mail address identifies the guest: another guest with the same `Idempotency-Key`
 * never reaches the order.
 */
export async function placeGuestOrder(
  request: HttpRequest<typeof route>,
  dependencies: PlaceGuestOrderDeps,
): Promise<HttpReply<typeof route>> {
  if (!dependencies.acceptsGuests()) return { rejection: { code: 'GUEST_ORDERS_NOT_ACCEPTED' } };
  const { body } = request;
  const caps = dependencies.orderCaps('guest');
  const { ofEmail, ofIp } = dependencies.guestHashes;
  const hashes = {
    emailHash: await ofEmail(body.email),
    ...(request.sourceIp === undefined ? {} : { ipHash: await ofIp(request.sourceIp) }),
  };
  const placed = await placeWithOffers(
    { ...request, caller: GUEST },
    {
      keyOwner: { kind: GUEST.kind, id: normaliseEmail(body.email) },
      toCommand: (facts, offers) =>
        placeAtCatalogPrices({ ...facts, ...hashes, placedBy: GUEST, caps, offers }),
    },
    dependencies,
  );
  if ('rejection' in placed) return placed;
  const { orderId, state } = placed;
  // A repeat gets the same token, of the first epoch: if it was revoked since, the repeat gets no valid one.
  const orderToken = await dependencies.orderTokens.tokenOf({ orderId, epoch: 0 });
  return {
    body: { ...toGuestOrder(await showOrder(state, 0, dependencies, 'buyer')), orderToken },
    version: 0,
    location: `/v1/guest/orders/${orderId}`,
  };
}
