import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { toMetrics } from './to-metrics.ts';

const metricsOf = (type: string) => toMetrics({ type } as CloudEvent);

describe('toMetrics', () => {
  it.each([
    ['PaymentDeclined', 'AuthorizationsDeclined'],
    ['PaymentVoided', 'PaymentsVoided'],
    ['PaymentRefunded', 'PaymentsRefunded'],
  ])('counts %s as %s', (type, name) => {
    expect(metricsOf(type)).toEqual([{ name, value: 1, unit: 'Count' }]);
  });

  it('counts no other event', () => {
    expect(metricsOf('PaymentAuthorized')).toEqual([]);
  });
});
