import type { Order } from '@tradepost/contracts/orders/model';
import type { OrderState } from '../domain/order.ts';

/**
 * The order as the API returns it: without the payment token, which a caller does not need, and without the state of the order
 * token.
 *
 * @throws Error if the order does not exist
 */
export function toOrder(order: OrderState, version: number): Order {
  if (order.status === 'none') throw new Error('an order that does not exist has no projection');
  const {
    orderId,
    paymentToken: _token,
    emailHash: _emailHash,
    ipHash: _ipHash,
    tokenEpoch: _epoch,
    links: _links,
    ...shown
  } = order;
  if (shown.status !== 'rejected') return { id: orderId, version, ...shown };
  const { rejectionReason, ...facts } = shown;
  return { id: orderId, version, ...facts, rejection: rejectionReason };
}
