import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { OrderRejected } from '@tradepost/contracts/orders/events';
import { count, type Metric } from '@tradepost/lambda/log/metrics';

/** Business metrics of an event. */
export function toMetrics(event: CloudEvent): readonly Metric[] {
  switch (event.type) {
    case 'OrderPlaced':
      return [count('OrdersPlaced')];
    case 'OrderPaymentAwaited':
      return [count('PaymentsAwaited')];
    case 'OrderConfirmed':
      return [count('OrdersConfirmed')];
    case 'OrderRejected':
      return [count('OrdersRejected', { reason: (event.data as OrderRejected).rejection.code })];
    case 'OrderCancelled':
      return [count('OrdersCancelled')];
    default:
      return [];
  }
}
