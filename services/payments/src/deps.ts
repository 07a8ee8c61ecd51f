import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createEventStore } from '@tradepost/aggregate/event-store';
import { systemTime } from '@tradepost/aggregate/executor';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createSecret, type ReadSecret } from '@tradepost/lambda/secret';
import { createExportParts } from '@tradepost/personal-data/export-parts';
import { createPaymentTokens, type PaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createDeclineCounts, type DeclineCounts } from './adapters/decline-counts.ts';
import { createLedgerTable } from './adapters/ledger-table.ts';
import type { PaymentProvider, ReadWebhook } from './adapters/providers/provider.ts';
import { createSimulatedAdapter } from './adapters/providers/simulated/adapter.ts';
import { createSimulatedProvider } from './adapters/providers/simulated/simulated-provider.ts';
import { createWebhookReader } from './adapters/providers/simulated/webhooks.ts';
import { payment } from './domain/payment.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  payments: createEventStore({
    client,
    tableName: environmentVariable('PAYMENT_EVENTS_TABLE_NAME'),
    aggregate: payment,
    now,
  }),
  ledger: createLedgerTable({ client, tableName: environmentVariable('LEDGER_TABLE_NAME') }),
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, because the publisher bundles no adapter. */
export const eventsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('PAYMENT_EVENTS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

/** Separate from deps, because only one function uses the bucket of exports. */
export const exportParts = /* @__PURE__ */ once(() =>
  createExportParts(new S3Client({}), environmentVariable('EXPORTS_BUCKET_NAME')),
);

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
};

/** Payment providers, by the name that a payment stores. */
export type Providers = {
  /** Empty on a stage without a provider. */
  readonly providers: Readonly<Record<string, PaymentProvider>>;
  /** Name of the provider of new payments. */
  readonly defaultProvider: string;
};

export type CommandDeps = Deps &
  Providers & { readonly declineCounts: DeclineCounts; readonly paymentTokens: Pick<PaymentTokens, 'open'> };

/** Dependencies of the commands: those of `createDeps`, and the stage's payment providers. */
export const createCommandDeps = (client: DynamoDBDocumentClient, now = systemTime): CommandDeps => ({
  ...createDeps(client, now),
  ...createProviders(client),
  paymentTokens: createPaymentTokens(secret('PAYMENT_TOKENS_SECRET_NAME')),
  declineCounts: createDeclineCounts({
    client,
    tableName: environmentVariable('PAYMENT_LIMITS_TABLE_NAME'),
    limits: {
      perGuest: positive('GUEST_DECLINES_PER_HOUR'),
      perIp: positive('GUEST_DECLINES_PER_HOUR_AND_IP'),
    },
    readPepper: secret('ID_PEPPER_SECRET_NAME'),
    now,
  }),
});

/** Separate from deps, because only the command function bundles the providers and a client for their secrets. */
export const commandDeps = /* @__PURE__ */ once(() => createCommandDeps(createDocumentClient()));

/** Separate from deps, because only the webhook's function bundles it. Readers by provider, of providers that send webhooks. */
export const webhookReaders = /* @__PURE__ */ once(
  (): ReadonlyMap<string, ReadWebhook> =>
    new Map(
      paymentProvider() === 'simulated'
        ? [['simulated', createWebhookReader(secret('SIMULATED_PROVIDER_WEBHOOKS_SECRET_ARN'))]]
        : [],
    ),
);

function createProviders(client: DynamoDBDocumentClient): Providers {
  const defaultProvider = paymentProvider();
  return {
    providers: defaultProvider === 'simulated' ? { simulated: createSimulated(client) } : {},
    defaultProvider,
  };
}

function createSimulated(client: DynamoDBDocumentClient): PaymentProvider {
  return createSimulatedAdapter({
    send: createSimulatedProvider({
      client,
      tableName: environmentVariable('SIMULATED_PROVIDER_TABLE_NAME'),
    }),
    timeoutMs: Number(environmentVariable('PAYMENT_PROVIDER_TIMEOUT_MS')),
    apiKey: secret('SIMULATED_PROVIDER_SECRET_ARN'),
  });
}

/**
 * The stage's payment provider. `none` is the default if data is retained, because anyone can pay with the simulated
 * provider's test tokens: see `paymentProvider` in `packages/serverless-config/stages.yml`.
 *
 * @throws Error if the environment variable has another value
 */
function paymentProvider(): 'simulated' | 'none' {
  const name = environmentVariable('PAYMENT_PROVIDER');
  if (name !== 'simulated' && name !== 'none')
    throw new Error(`PAYMENT_PROVIDER must be "simulated" or "none", not "${name}"`);
  return name;
}

function secret(variableName: string): ReadSecret {
  return createSecret({ client: new SecretsManagerClient({}), secretId: environmentVariable(variableName) });
}

/** Throws if the environment variable is not a number above 0. */
function positive(variableName: string): number {
  const text = environmentVariable(variableName);
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new Error(`${variableName} must be a number above 0, not "${text}"`);
  return Number(text);
}
