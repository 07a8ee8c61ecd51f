import type { Order } from '@tradepost/contracts/orders/model';
import { by, type RequestOrigin } from '@tradepost/lambda/by';
import type { Deps } from '../deps.ts';
import { type CancelRejection, cancel } from '../domain/cancel.ts';
import { mayReach, type Reader } from '../domain/may-reach.ts';
import type { PlacedOrder } from '../domain/order.ts';
import { type ShowDeps, showOrder } from './show-orders.ts';

export type CancelRequest = Omit<RequestOrigin, 'caller'> & {
  readonly caller: Reader & { readonly id: string };
  readonly params: { readonly orderId: string };
  readonly body?: { readonly reason?: string | undefined } | undefined;
};

/**
 * Cancels an order that the caller reaches. On its event, inventory releases the stock and payments voids the payment.
 *
 * @param refuse is asked before the order is cancelled; a rejection that it returns is the result
 */
export async function cancelReached<Rejection extends { readonly code: string } = never>(
  request: CancelRequest,
  { orders, orderSeals }: Pick<Deps, 'orders'> & ShowDeps,
  refuse: (order: PlacedOrder) => Promise<Rejection | undefined> = async () => undefined,
): Promise<
  { readonly order: Order; readonly version: number } | { readonly rejection: Rejection | CancelRejection }
> {
  const { caller, params, body } = request;
  const { orderId } = params;
  const known = await orders.load(orderId);
  if (!mayReach(caller, known.state)) return { rejection: { code: 'ORDER_NOT_FOUND', orderId } };
  const refusal = await refuse(known.state);
  if (refusal !== undefined) return { rejection: refusal };
  const sealedReason = await sealReason(known.state, body?.reason, { orderSeals });
  const result = await orders.executeFrom(orderId, known, cancel({ sealedReason }), by(request));
  if ('rejection' in result) return result;
  const { state, version } = result;
  if (state.status === 'none') throw new Error(`${orderId} does not exist after it was cancelled`);
  return {
    order: await showOrder(state, version, { orderSeals }, caller.kind === 'customer' ? 'buyer' : 'staff'),
    version,
  };
}

/** Seals the reason of a cancellation, if the caller gave one. */
export async function sealReason(
  order: PlacedOrder,
  reason: string | undefined,
  { orderSeals }: ShowDeps,
): Promise<string | undefined> {
  return reason === undefined ? undefined : orderSeals.sealReason(order, reason);
}
