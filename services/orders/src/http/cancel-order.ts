import { execute } from '@tradepost/aggregate/execute';
import { cancelOrder as route } from '@tradepost/contracts/orders/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { decide } from '../domain/decide.ts';
import type { ExistingOrder } from '../domain/order.ts';
import { toOrder } from '../views/order-view.ts';

export const handler = http(route, (request) => cancelOrder(request, deps()));

/** Cancels an order. On its event, inventory releases the stock and payments voids the payment. */
export async function cancelOrder(
  { params: { orderId }, body, caller, correlationId }: HttpRequest<typeof route>,
  { orders, now }: Pick<Deps, 'orders' | 'now'>,
): Promise<HttpReply<typeof route>> {
  const at = now();
  const result = await execute(
    orders,
    orderId,
    (order) => decide({ type: 'CancelOrder', at, reason: body?.reason }, order),
    { at, actor: caller.id, correlationId },
  );
  if ('rejection' in result) return result as HttpReply<typeof route>;
  return { body: toOrder(result.state as ExistingOrder, result.version), version: result.version };
}
