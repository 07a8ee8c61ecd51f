import type { AuditLog } from '@tradepost/audit/audit-log';
import { RECENT_SIGN_IN } from '@tradepost/contracts/access/step-up';
import type { NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';
import { cancelOrder as route } from '@tradepost/contracts/orders/routes';
import { isRecent } from '@tradepost/lambda/http/access';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, type Deps, deps, orderSeals } from '../deps.ts';
import { cancelReached } from './cancelling.ts';
import type { ShowDeps } from './show-orders.ts';

export const handler = http(route, (request) =>
  cancelOrder(request, { ...deps(), audit: audit(), orderSeals: orderSeals() }),
);

/**
 * Cancels an order for staff or a machine. If the payment is captured, a person needs a recent sign-in, and the act is recorded.
 */
export async function cancelOrder(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'orders' | 'capturedPayments' | 'now'> & ShowDeps & { readonly audit: AuditLog },
): Promise<HttpReply<typeof route>> {
  const { capturedPayments, now } = dependencies;
  const { caller, correlationId, params } = request;
  const isFresh = isRecent(caller, RECENT_SIGN_IN, Date.parse(now()));
  let recorded: Recorded<'CapturedOrderCancelled'> | NotAnAct = {
    notAnAct: 'a machine, or nothing is captured',
  };
  const cancelled = await cancelReached(request, dependencies, async ({ paymentId }) => {
    if (caller.kind === 'machine' || !(await capturedPayments.has(paymentId))) return undefined;
    if (!isFresh) return { code: 'INSUFFICIENT_USER_AUTHENTICATION' as const, ...RECENT_SIGN_IN };
    recorded = await dependencies.audit.record({
      ...{ act: 'CapturedOrderCancelled', actor: caller.id, target: `orders/${params.orderId}` },
      ...{ after: { paymentId }, correlationId },
    });
    return undefined;
  });
  if ('rejection' in cancelled) return cancelled;
  return { body: cancelled.order, version: cancelled.version, recorded };
}
