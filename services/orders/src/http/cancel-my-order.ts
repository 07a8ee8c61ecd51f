import { cancelMyOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { cancelReached } from './cancelling.ts';

export const handler = http(route, (request) => cancelMyOrder(request, deps()));

/** Cancels an order of the signed-in customer. */
export async function cancelMyOrder(
  request: HttpRequest<typeof route>,
  { orders }: Pick<Deps, 'orders'>,
): Promise<HttpReply<typeof route>> {
  const cancelled = await cancelReached(request, { orders });
  if ('rejection' in cancelled) return cancelled;
  return { body: toCustomerOrder(cancelled.order), version: cancelled.version };
}
