import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import type { ReadSecret } from '@tradepost/lambda/secret';
import type { PaymentProvider, ReadWebhook } from './provider.ts';
import { createSimulatedAdapter } from './simulated/adapter.ts';
import { type CompleteCharge, createChargeCompletion } from './simulated/completion.ts';
import { createSimulatedProvider } from './simulated/simulated-provider.ts';
import { createWebhookReader } from './simulated/webhooks.ts';

/** Payment providers, by the name that a payment stores. */
export type Providers = {
  /** Empty on a stage without a provider. */
  readonly providers: Readonly<Record<string, PaymentProvider>>;
  /** Name of the provider of new payments. */
  readonly defaultProvider: string;
  /** Returns true if a provider can capture one authorization several times. */
  readonly capturesMany: (provider: string) => boolean;
};

/**
 * Stripe's multicapture is for accounts with another kind of pricing, so that a PaymentIntent is captured once.
 * https://docs.stripe.com/payments/multicapture
 */
const CAPTURES_MANY: ReadonlySet<string> = new Set(['simulated']);

const capturesMany = (provider: string) => CAPTURES_MANY.has(provider);

/** Reads the secret whose name or ARN an environment variable has. */
type SecretOf = (variableName: string) => ReadSecret;

/**
 * Time for all requests of one call to Stripe: two for an authorization, and a look-up in rare cases. The function has
 * 10 s (`timeoutSeconds` in stages.yml), and may need some to read its secrets. An issuer may take several seconds.
 */
const STRIPE_TIMEOUT_MS = 7_000;

/*
 * `PAYMENT_PROVIDER` is `paymentProvider` of `packages/serverless-config/stages.yml`. esbuild.yml sets it at build time, so that
 * esbuild leaves out the code of all other providers: hence the conditions on `process.env` itself, and the dynamic
 * imports, because Stripe's package does not declare that its modules have no side effects.
 */

/**
 * The payment provider of the stage. `none` is the default if data is retained, because anyone can pay with the simulated
 * provider's test tokens.
 *
 * @throws Error if `PAYMENT_PROVIDER` has another value
 */
export function createProviders(client: DynamoDBDocumentClient, secretOf: SecretOf): Providers {
  const defaultProvider = providerName();
  if (process.env['PAYMENT_PROVIDER'] === 'simulated')
    return { defaultProvider, capturesMany, providers: { simulated: createSimulated(client, secretOf) } };
  if (process.env['PAYMENT_PROVIDER'] === 'stripe') {
    const load = once(async () => {
      const { createStripeAdapter } = await import('./stripe/adapter.ts');
      return createStripeAdapter({ apiKey: secretOf('STRIPE_SECRET_ARN'), timeoutMs: STRIPE_TIMEOUT_MS });
    });
    return {
      defaultProvider,
      capturesMany,
      providers: { stripe: async (request) => (await load())(request) },
    };
  }
  return { defaultProvider, capturesMany, providers: {} };
}

/** Readers of webhooks by provider, of providers that send webhooks. Throws as `createProviders` does. */
export function createWebhookReaders(secretOf: SecretOf): ReadonlyMap<string, ReadWebhook> {
  const name = providerName();
  if (process.env['PAYMENT_PROVIDER'] === 'simulated')
    return new Map([[name, createWebhookReader(secretOf('SIMULATED_PROVIDER_WEBHOOKS_SECRET_ARN'))]]);
  if (process.env['PAYMENT_PROVIDER'] === 'stripe') {
    const load = once(async () => {
      const { createStripeWebhookReader } = await import('./stripe/webhooks.ts');
      const { createPaymentIdOf } = await import('./stripe/payment-id-of.ts');
      const paymentIdOf = createPaymentIdOf(secretOf('STRIPE_SECRET_ARN'), STRIPE_TIMEOUT_MS);
      return createStripeWebhookReader(secretOf('STRIPE_WEBHOOKS_SECRET_ARN'), paymentIdOf);
    });
    return new Map([[name, async (webhook) => (await load())(webhook)]]);
  }
  return new Map();
}

/** The completion page of the simulated provider: completes charges, and reads the webhooks of that. */
export type SimulatedPage = {
  readonly completeCharge: CompleteCharge;
  readonly readers: ReadonlyMap<string, ReadWebhook>;
};

/** Returns undefined on a stage without the simulated provider. */
export function createSimulatedPage(
  client: DynamoDBDocumentClient,
  secretOf: SecretOf,
): SimulatedPage | undefined {
  const name = providerName();
  if (process.env['PAYMENT_PROVIDER'] !== 'simulated') return undefined;
  const signingSecret = secretOf('SIMULATED_PROVIDER_WEBHOOKS_SECRET_ARN');
  const tableName = environmentVariable('SIMULATED_PROVIDER_TABLE_NAME');
  return {
    completeCharge: createChargeCompletion({ client, tableName, signingSecret }),
    readers: new Map([[name, createWebhookReader(signingSecret)]]),
  };
}

function createSimulated(client: DynamoDBDocumentClient, secretOf: SecretOf): PaymentProvider {
  return createSimulatedAdapter({
    send: createSimulatedProvider({
      client,
      tableName: environmentVariable('SIMULATED_PROVIDER_TABLE_NAME'),
    }),
    timeoutMs: Number(environmentVariable('PAYMENT_PROVIDER_TIMEOUT_MS')),
    apiKey: secretOf('SIMULATED_PROVIDER_SECRET_ARN'),
  });
}

const NAMES = ['simulated', 'stripe', 'none'];

function providerName(): string {
  const name = environmentVariable('PAYMENT_PROVIDER');
  if (!NAMES.includes(name))
    throw new Error(`PAYMENT_PROVIDER must be "simulated", "stripe" or "none", not "${name}"`);
  return name;
}
