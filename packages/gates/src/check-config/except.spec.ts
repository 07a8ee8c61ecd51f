import { except } from './except.ts';

const finding = (service: string, logicalId: string, rule: string, subject?: string) => ({
  ...{ service, logicalId, rule, detail: '', fix: '' },
  ...(subject === undefined ? {} : { subject }),
});

const findings = [
  finding('orders', 'Route1', 'route-public', 'GET /v1/orders'),
  finding('orders', 'Route2', 'route-public', 'POST /v1/orders'),
  finding('payments', 'Route1', 'route-public', 'GET /v1/orders'),
  finding('orders', 'Queue', 'queue-encrypted'),
];

const placesOf = (list: readonly { service: string; logicalId: string }[]) =>
  list.map(({ service, logicalId }) => `${service}/${logicalId}`);

describe('except', () => {
  it('allows the named subjects of the named resources from the named rule, and nothing else', () => {
    const { left, needless } = except(findings, [
      { rule: 'route-public', resource: 'orders/*', subjects: ['GET /v1/orders'], reason: 'r' },
    ]);
    expect(placesOf(left)).toEqual(['orders/Route2', 'payments/Route1', 'orders/Queue']);
    expect(needless).toEqual([]);
  });

  it('allows all of a resource where no subject is named', () => {
    const { left } = except(findings, [{ rule: 'queue-encrypted', resource: 'orders/Queue', reason: 'r' }]);
    expect(placesOf(left)).not.toContain('orders/Queue');
  });

  it('finds the exceptions, and the subjects, that nothing needs', () => {
    const { needless } = except(findings, [
      { rule: 'queue-encrypted', resource: 'orders/Other*', reason: 'r' },
      { rule: 'route-public', resource: 'orders/*', subjects: ['GET /v1/orders', 'GET /v2'], reason: 'r' },
    ]);
    expect(needless).toMatchObject([
      { service: 'orders', logicalId: 'Other*', rule: 'exception-needed' },
      { logicalId: '*', detail: 'needs no exception from route-public for GET /v2' },
    ]);
  });
});
