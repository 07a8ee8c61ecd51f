import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { count, type Metric } from '@tradepost/lambda/log/metrics';

/** Business metrics that an event counts towards. */
export function toMetrics({ type }: CloudEvent): readonly Metric[] {
  switch (type) {
    case 'StockReservationRefused':
      return [count('ReservationsRefused')];
    case 'StockReleased':
      return [count('StockReleased')];
    default:
      return [];
  }
}
