import { revokeOrderToken as route } from '@tradepost/contracts/orders/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { revokeToken } from '../domain/revoke-token.ts';
import { toOrder } from '../projections/to-order.ts';

export const handler = http(route, (request) => revokeOrderToken(request, deps()));

/** Makes the order tokens of a guest's order invalid, for a guest who has forwarded one by mistake. */
export async function revokeOrderToken(
  request: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const { orderId } = request.params;
  const result = await orders.execute(orderId, revokeToken(), by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, orderId } };
  return { body: toOrder(result.state, result.version), version: result.version };
}
