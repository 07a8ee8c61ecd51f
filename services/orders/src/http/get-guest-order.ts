import { getGuestOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deps, orderSeals, orderTokens } from '../deps.ts';
import { toGuestOrder } from '../projections/to-guest-order.ts';
import { type GuestOrderDeps, readGuestOrder } from './guest-order.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export const handler = http(route, (request) =>
  getGuestOrder(request, { ...deps(), orderTokens: orderTokens(), orderSeals: orderSeals() }),
);

/** Returns a guest's order to the holder of its order token. */
export async function getGuestOrder(
  { params: { orderId }, caller }: HttpRequest<typeof route>,
  dependencies: GuestOrderDeps & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const found = await readGuestOrder(orderId, caller, dependencies);
  if (found === undefined) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const { state, version } = found;
  return { body: toGuestOrder(await showOrder(state, version, dependencies, 'buyer')), version };
}
