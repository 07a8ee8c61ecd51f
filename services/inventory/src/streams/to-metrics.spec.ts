import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { toMetrics } from './to-metrics.ts';

const metricsOf = (type: string) => toMetrics({ type } as CloudEvent);

describe('toMetrics', () => {
  it.each([
    ['StockReservationRefused', 'ReservationsRefused'],
    ['StockReleased', 'StockReleased'],
  ])('counts %s as %s', (type, name) => {
    expect(metricsOf(type)).toEqual([{ name, value: 1, unit: 'Count' }]);
  });

  it('counts no other event', () => {
    expect(metricsOf('StockReserved')).toEqual([]);
  });
});
