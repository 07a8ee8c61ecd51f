import { cancelGuestOrder as route } from '@tradepost/contracts/orders/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deps, orderSeals, orderTokens } from '../deps.ts';
import { cancel } from '../domain/cancel.ts';
import { toGuestOrder } from '../projections/to-guest-order.ts';
import { sealReason } from './cancelling.ts';
import { type GuestOrderDeps, readGuestOrder } from './guest-order.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export const handler = http(route, (request) =>
  cancelGuestOrder(request, { ...deps(), orderTokens: orderTokens(), orderSeals: orderSeals() }),
);

/** Cancels a guest's order for the holder of its order token. */
export async function cancelGuestOrder(
  request: HttpRequest<typeof route>,
  dependencies: GuestOrderDeps & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const { params, body, caller } = request;
  const { orderId } = params;
  const known = await readGuestOrder(orderId, caller, dependencies);
  if (known === undefined) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const command = cancel({ sealedReason: await sealReason(known.state, body?.reason, dependencies) });
  const result = await dependencies.orders.executeFrom(orderId, known, command, by(request));
  if ('rejection' in result) return result;
  const { state, version } = result;
  if (state.status === 'none') throw new Error(`${orderId} does not exist after it was cancelled`);
  return { body: toGuestOrder(await showOrder(state, version, dependencies, 'buyer')), version };
}
