import { RECENT_SIGN_IN } from '@tradepost/contracts/access/step-up';
import { cancelOrder as route } from '@tradepost/contracts/orders/routes';
import { isRecent } from '@tradepost/lambda/http/access';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps, orderSeals } from '../deps.ts';
import { cancelReached } from './cancelling.ts';
import type { ShowDeps } from './show-orders.ts';

export const handler = http(route, (request) =>
  cancelOrder(request, { ...deps(), orderSeals: orderSeals() }),
);

/** Cancels an order for staff or a machine. A person needs a recent sign-in if the payment is captured. */
export async function cancelOrder(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'orders' | 'capturedPayments' | 'now'> & ShowDeps,
): Promise<HttpReply<typeof route>> {
  const { capturedPayments, now } = dependencies;
  const isFresh = isRecent(request.caller, RECENT_SIGN_IN, Date.parse(now()));
  const cancelled = await cancelReached(request, dependencies, async ({ paymentId }) => {
    if (isFresh || !(await capturedPayments.has(paymentId))) return undefined;
    return { code: 'INSUFFICIENT_USER_AUTHENTICATION' as const, ...RECENT_SIGN_IN };
  });
  if ('rejection' in cancelled) return cancelled;
  return { body: cancelled.order, version: cancelled.version };
}
