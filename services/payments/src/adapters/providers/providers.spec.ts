import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import Stripe from 'stripe';
import { createProviders, createWebhookReaders } from './providers.ts';

const before = process.env['PAYMENT_PROVIDER'];
afterEach(() => {
  if (before === undefined) delete process.env['PAYMENT_PROVIDER'];
  else process.env['PAYMENT_PROVIDER'] = before;
});

const client = {} as DynamoDBDocumentClient;
/** The value of a secret is the name of its variable. */
const secretOf = (variableName: string) => async () => variableName;

describe('the payment provider of a stage', () => {
  it('is Stripe, with its webhooks and secrets', async () => {
    process.env['PAYMENT_PROVIDER'] = 'stripe';
    const { providers, defaultProvider } = createProviders(client, secretOf);
    expect([defaultProvider, Object.keys(providers)]).toEqual(['stripe', ['stripe']]);
    const payload = '{}';
    const secret = 'STRIPE_WEBHOOKS_SECRET_ARN';
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
    const webhook = { headers: { 'stripe-signature': signature }, body: Buffer.from(payload) };
    await expect(createWebhookReaders(secretOf).get('stripe')?.(webhook)).resolves.toBe('irrelevant');
  });

  it('is none', () => {
    process.env['PAYMENT_PROVIDER'] = 'none';
    expect(createProviders(client, secretOf)).toMatchObject({ defaultProvider: 'none', providers: {} });
    expect(createWebhookReaders(secretOf).size).toBe(0);
  });

  it('cannot have another name', () => {
    process.env['PAYMENT_PROVIDER'] = 'strype';
    const message = 'PAYMENT_PROVIDER must be "simulated", "stripe" or "none", not "strype"';
    expect(() => createProviders(client, secretOf)).toThrow(message);
    expect(() => createWebhookReaders(secretOf)).toThrow(message);
  });
});
