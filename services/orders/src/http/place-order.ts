import type { AuditLog } from '@tradepost/audit/audit-log';
import type { NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';
import { placeOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, type Deps, deps, placing } from '../deps.ts';
import { place } from '../domain/place.ts';
import { type PlacingDeps, placeWithOffers } from './placing.ts';
import { showOrder } from './show-orders.ts';

export const handler = http(route, (request) =>
  placeOrder(request, { ...deps(), ...placing(), audit: audit() }),
);

export type PlaceOrderDeps = PlacingDeps & Pick<Deps, 'priceFloorPercent'> & { readonly audit: AuditLog };

/** Places an order for staff or a machine, which name the customer, and may negotiate prices. A negotiated price is recorded. */
export async function placeOrder(
  request: HttpRequest<typeof route>,
  dependencies: PlaceOrderDeps,
): Promise<HttpReply<typeof route>> {
  const { body, caller, correlationId } = request;
  const negotiated = body.lines.filter(({ unitPrice }) => unitPrice !== undefined);
  if (negotiated.length > 0 && !caller.can('orders:price')) {
    return { rejection: { code: 'FORBIDDEN', scope: 'orders:price' } };
  }
  let recorded: Recorded<'PriceOverridden'> | NotAnAct = { notAnAct: 'no price is negotiated' };
  const priceFloorPercent = dependencies.priceFloorPercent();
  const placedBy = { kind: caller.kind, id: caller.id };
  const placed = await placeWithOffers(
    request,
    {
      keyOwner: caller,
      beforePlacing: async (orderId) => {
        if (negotiated.length === 0) return;
        recorded = await dependencies.audit.record({
          ...{ act: 'PriceOverridden', actor: caller.id, target: `orders/${orderId}` },
          ...{ after: { lines: negotiated }, correlationId },
        });
      },
      customerId: body.customerId,
      toCommand: (facts, offers) => place({ ...facts, placedBy, priceFloorPercent, offers }),
    },
    dependencies,
  );
  if ('rejection' in placed) return placed;
  const { orderId, state } = placed;
  const shown = await showOrder(state, 0, dependencies, 'staff');
  return { body: shown, version: 0, location: `/v1/orders/${orderId}`, recorded };
}
