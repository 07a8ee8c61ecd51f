import { placeGuestOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type HashEmail, normalise } from '../adapters/email-hash.ts';
import type { OrderTokens } from '../adapters/order-tokens.ts';
import { acceptsGuests, catalogOffers, deps, hashEmail, idFromKey, orderTokens } from '../deps.ts';
import { placeAtCatalogPrices } from '../domain/place.ts';
import { toGuestOrder } from '../projections/to-guest-order.ts';
import { type PlacingDeps, placeWithOffers } from './placing.ts';

export const handler = http(route, (request) =>
  placeGuestOrder(request, {
    ...deps(),
    acceptsGuests,
    catalogOffers,
    hashEmail: hashEmail(),
    idFromKey: idFromKey(),
    orderTokens: orderTokens(),
  }),
);

export type PlaceGuestOrderDeps = PlacingDeps & {
  readonly acceptsGuests: () => boolean;
  readonly hashEmail: HashEmail;
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
  const emailHash = await dependencies.hashEmail(body.email);
  const placed = await placeWithOffers(
    { ...request, caller: GUEST },
    {
      keyOwner: { kind: GUEST.kind, id: normalise(body.email) },
      toCommand: (ids, offers) =>
        placeAtCatalogPrices({ ...ids, ...body, emailHash, placedBy: GUEST, offers }),
    },
    dependencies,
  );
  if ('rejection' in placed) return placed;
  const { orderId, state } = placed;
  // Of the first epoch, also for a repeat: if the token was revoked since, the repeat does not get a valid one.
  const orderToken = await dependencies.orderTokens.tokenOf({ orderId, epoch: 0 });
  return {
    body: { ...toGuestOrder(state, 0), orderToken },
    version: 0,
    location: `/v1/guest/orders/${orderId}`,
  };
}
