import { cancelMyOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { cancelReached } from './cancelling.ts';
import type { ShowDeps } from './show-orders.ts';

export const handler = http(route, (request) =>
  cancelMyOrder(request, { ...deps(), orderSeals: orderSeals() }),
);

/** Cancels an order of the signed-in customer. */
export async function cancelMyOrder(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'orders'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const cancelled = await cancelReached(request, dependencies);
  if ('rejection' in cancelled) return cancelled;
  return { body: toCustomerOrder(cancelled.order), version: cancelled.version };
}
