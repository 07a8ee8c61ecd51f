import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { toMetrics } from './to-metrics.ts';

const metricsOf = (type: string, data: unknown = {}) => toMetrics({ type, data } as CloudEvent);
const one = (name: string) => ({ name, value: 1, unit: 'Count' });

describe('toMetrics', () => {
  it.each([
    ['OrderPlaced', 'OrdersPlaced'],
    ['OrderConfirmed', 'OrdersConfirmed'],
    ['OrderCancelled', 'OrdersCancelled'],
  ])('counts %s as %s', (type, name) => {
    expect(metricsOf(type)).toEqual([one(name)]);
  });

  it('counts rejected orders by their codes', () => {
    expect(metricsOf('OrderRejected', { rejection: { code: 'OUT_OF_STOCK' } })).toEqual([
      { ...one('OrdersRejected'), by: { reason: 'OUT_OF_STOCK' } },
    ]);
  });

  it('counts no other event', () => {
    expect(metricsOf('OrderLinkRequested')).toEqual([]);
  });
});
