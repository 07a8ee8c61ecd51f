import { revokeOrderToken as route } from '@tradepost/contracts/orders/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { revokeToken } from '../domain/revoke-token.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export const handler = http(route, (request) =>
  revokeOrderToken(request, { ...deps(), orderSeals: orderSeals() }),
);

/** Makes the order tokens of a guest's order invalid, for a guest who has forwarded one by mistake. */
export async function revokeOrderToken(
  request: HttpRequest<typeof route>,
  { orders, orderSeals: seals }: Pick<Deps, 'orders'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const { orderId } = request.params;
  const result = await orders.execute(orderId, revokeToken(), by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, orderId } };
  const { state, version } = result;
  if (state.status === 'none') throw new Error(`${orderId} does not exist after its token was revoked`);
  return { body: await showOrder(state, version, { orderSeals: seals }, 'staff'), version };
}
