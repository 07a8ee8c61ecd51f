import { getGuestOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deps, orderTokens } from '../deps.ts';
import { toGuestOrder } from '../projections/to-guest-order.ts';
import { type GuestOrderDeps, readGuestOrder } from './guest-order.ts';

export const handler = http(route, (request) =>
  getGuestOrder(request, { ...deps(), orderTokens: orderTokens() }),
);

/** Returns a guest's order to the holder of its order token. */
export async function getGuestOrder(
  { params: { orderId }, caller }: HttpRequest<typeof route>,
  dependencies: GuestOrderDeps,
): Promise<HttpReply<typeof route>> {
  const found = await readGuestOrder(orderId, caller, dependencies);
  if (found === undefined) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  return { body: toGuestOrder(found.state, found.version), version: found.version };
}
