import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { orderRejected } from '@tradepost/contracts/events/order-rejected';
import { type Measure, one } from '@tradepost/lambda/metrics';

/** What an event adds to the figures of the shop. */
export function measuresOf(event: CloudEvent): readonly Measure[] {
  switch (event.type) {
    case 'OrderPlaced':
      return [one('OrdersPlaced')];
    case 'OrderConfirmed':
      return [one('OrdersConfirmed')];
    case 'OrderRejected':
      return [one('OrdersRejected', { reason: orderRejected.data.parse(event.data).rejection.code })];
    case 'OrderCancelled':
      return [one('OrdersCancelled')];
    default:
      return [];
  }
}
