import type { CustomerOrder, Order } from '@tradepost/contracts/orders/model';

/** An order as its customer sees it. Who placed it may be a person of staff. */
export function toCustomerOrder(order: Order): CustomerOrder {
  const { placedBy: _placedBy, reservationId: _reservationId, paymentId: _paymentId, ...shown } = order;
  return shown;
}
