import type { Order } from '@tradepost/contracts/orders/model';
import type { ExistingOrder } from '../domain/order.ts';

/** The order as the API returns it: without the payment token, which a caller does not need. */
export function toOrder(order: ExistingOrder, version: number): Order {
  const { orderId, paymentToken: _token, ...shown } = order;
  return { id: orderId, version, ...shown };
}
