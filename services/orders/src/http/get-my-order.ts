import { getMyOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { mayReach } from '../domain/may-reach.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { toOrder } from '../projections/to-order.ts';

export const handler = http(route, (request) => getMyOrder(request, deps()));

/** Returns an order of the signed-in customer. An order of another customer does not exist for them. */
export async function getMyOrder(
  { params: { orderId }, caller }: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const { version, state } = await orders.load(orderId);
  if (!mayReach(caller, state)) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  return { body: toCustomerOrder(toOrder(state, version)), version };
}
