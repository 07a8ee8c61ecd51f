import { justWritten } from '@tradepost/testing/just-written';
import { createSimulatedProvider } from './simulated-provider.ts';

describe('a charge that was just authorized', () => {
  it('can be captured', async () => {
    const charge = {
      status: 'authorized',
      amountMinor: 500,
      currency: 'GBP',
      capturedMinor: 0,
      refundedMinor: 0,
    };
    const provider = createSimulatedProvider({
      client: justWritten({ pk: 'charge#pay_1/authorize', version: 0, charge, answers: {} }),
      tableName: 'provider',
    });
    const request = {
      method: 'POST' as const,
      path: '/v1/charges/pay_1%2Fauthorize/capture',
      headers: { Authorization: `Bearer ${'k'.repeat(32)}`, 'Idempotency-Key': 'pay_1/capture' },
      body: { amountMinor: 500, currency: 'GBP' },
    };
    expect(await provider(request, new AbortController().signal)).toMatchObject({ status: 200 });
  });
});

describe('a call that the provider does not have', () => {
  it.each(['/v1/charges/pay_1%2Fauthorize/split', '/v2/charges'])('gets 404: POST %s', async (path) => {
    const provider = createSimulatedProvider({ client: justWritten({ pk: 'none' }), tableName: 'provider' });
    const headers = { Authorization: `Bearer ${'k'.repeat(32)}`, 'Idempotency-Key': 'pay_1/capture' };
    const body = { amountMinor: 500, currency: 'GBP' };
    expect(await provider({ method: 'POST', path, headers, body }, new AbortController().signal)).toEqual({
      ...{ status: 404, body: { error: { code: 'not_found' } } },
    });
  });
});
