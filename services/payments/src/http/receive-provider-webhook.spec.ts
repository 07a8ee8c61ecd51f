import type { ReadWebhook } from '../adapters/providers/provider.ts';
import type { WebhookDeps } from './apply-webhook.ts';
import { receiveProviderWebhook } from './receive-provider-webhook.ts';

const NOTICE = {
  paymentId: 'pay_1',
  providerReference: 'ch_1',
  amount: { amountMinor: 5, currency: 'GBP' },
  result: { type: 'authorized', providerReference: 'ch_1' },
} as const;

const receive = (read: ReadWebhook, execute: () => Promise<unknown> = async () => ({ events: [] })) => {
  const request = {
    ...{ params: { provider: 'simulated' }, headers: {}, body: Buffer.from('{}') },
    ...{ correlationId: 'cor_1', logger: { error: () => undefined } },
  };
  const deps = { payments: { execute }, readers: new Map([['simulated', read]]) } as unknown as WebhookDeps;
  return receiveProviderWebhook(request as never, deps);
};

/** The provider repeats a webhook that gets no 200. */
describe('a webhook is not accepted', () => {
  it('if its signature cannot be checked', async () => {
    await expect(receive(() => Promise.reject(new Error('no secret')))).rejects.toThrow('no secret');
  });

  it('if its outcome cannot be recorded', async () => {
    const execute = () => Promise.reject(new Error('no table'));
    await expect(receive(async () => NOTICE, execute)).rejects.toThrow('no table');
  });
});

it('a webhook is accepted if its outcome is recorded, or if it is of no call of ours', async () => {
  expect(await receive(async () => NOTICE)).toEqual({ body: { received: true } });
  expect(await receive(async () => 'irrelevant')).toEqual({ body: { received: true } });
});
