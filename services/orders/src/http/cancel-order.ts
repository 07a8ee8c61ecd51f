import { cancelOrder as route } from '@tradepost/contracts/orders/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { cancel } from '../domain/cancel.ts';
import { toOrder } from '../projections/to-order.ts';

export const handler = http(route, (request) => cancelOrder(request, deps()));

/** Cancels an order. On its event, inventory releases the stock and payments voids the payment. */
export async function cancelOrder(
  request: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const { params, body } = request;
  const result = await orders.execute(params.orderId, cancel({ reason: body?.reason }), by(request));
  if ('rejection' in result) return result;
  return { body: toOrder(result.state, result.version), version: result.version };
}
