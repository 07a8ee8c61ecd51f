import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type Measure, one } from '@tradepost/lambda/metrics';

/** Business metrics that an event counts towards. */
export function measuresOf({ type }: CloudEvent): readonly Measure[] {
  switch (type) {
    case 'StockReservationRefused':
      return [one('ReservationsRefused')];
    case 'StockReleased':
      return [one('StockReleased')];
    default:
      return [];
  }
}
