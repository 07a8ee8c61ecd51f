import type { Order } from '@tradepost/contracts/models/order';
import type { ExistingOrder } from '../domain/order.ts';

/** The order as the API shows it: all but the payment token, which is of no use to a caller. */
export function toOrder(order: ExistingOrder, version: number): Order {
  const { orderId, paymentToken: _token, ...shown } = order;
  return { id: orderId, version, ...shown };
}
