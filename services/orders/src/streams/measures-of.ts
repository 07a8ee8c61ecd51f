import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { OrderRejected } from '@tradepost/contracts/orders/events';
import { type Measure, one } from '@tradepost/lambda/metrics';

/** Business metrics of an event. */
export function measuresOf(event: CloudEvent): readonly Measure[] {
  switch (event.type) {
    case 'OrderPlaced':
      return [one('OrdersPlaced')];
    case 'OrderConfirmed':
      return [one('OrdersConfirmed')];
    case 'OrderRejected':
      return [one('OrdersRejected', { reason: (event.data as OrderRejected).rejection.code })];
    case 'OrderCancelled':
      return [one('OrdersCancelled')];
    default:
      return [];
  }
}
