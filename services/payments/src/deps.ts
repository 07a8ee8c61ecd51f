import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createEventLog, type EventLog } from '@tradepost/aggregate/old/event-log';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createSecret, type ReadSecret } from '@tradepost/lambda/secret';
import { evolve, noPayment, type PaymentEvent, type PaymentState, paymentEvent } from './domain/payment.ts';
import type { PaymentProvider, ReadWebhook } from './providers/provider.ts';
import { createSimulatedAdapter } from './providers/simulated/adapter.ts';
import { createSimulatedProvider } from './providers/simulated/simulated-provider.ts';
import { createWebhookReader } from './providers/simulated/webhooks.ts';
import { createLedgerTable, type LedgerTable } from './views/ledger-table.ts';

/** The stores of this service. */
export type Stores = {
  readonly payments: EventLog<PaymentState, PaymentEvent>;
  readonly ledger: LedgerTable;
};

/** The dependencies of its commands. */
export type Deps = Stores & {
  /** Providers by the name that a payment stores. Empty on a stage without a provider. */
  readonly providers: Readonly<Record<string, PaymentProvider>>;
  /** Name of the provider of new payments. */
  readonly newPaymentsGoTo: string;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
};

/** The dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Creates dependencies with a client and the tables named by environment variables. */
export function createDeps(client: DynamoDBDocumentClient): Deps {
  const provider = paymentProvider();
  return {
    ...createStores(client),
    providers: provider === 'simulated' ? { simulated: createSimulated(client) } : {},
    newPaymentsGoTo: provider,
    now: () => new Date().toISOString(),
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

/** The dependencies of the function that receives providers' webhooks. */
export type WebhookDeps = Pick<Stores, 'payments'> &
  Pick<Deps, 'now'> & {
    /** Readers of webhooks by provider name, for the providers that send webhooks. */
    readonly webhooks: ReadonlyMap<string, ReadWebhook>;
  };

/** The dependencies of the function that receives webhooks, created at first use. It calls no provider. */
export const webhookDeps = /* @__PURE__ */ once(
  (): WebhookDeps => ({
    payments: stores().payments,
    webhooks: createWebhookReaders(),
    now: () => new Date().toISOString(),
  }),
);

function createWebhookReaders(): ReadonlyMap<string, ReadWebhook> {
  if (paymentProvider() === 'none') return new Map();
  return new Map([['simulated', createWebhookReader(secret('SIMULATED_PROVIDER_WEBHOOKS_SECRET_ARN'))]]);
}

function secret(variableName: string): ReadSecret {
  return createSecret({ client: new SecretsManagerClient({}), secretId: environmentVariable(variableName) });
}

/** The stores without a provider, so that functions that call none bundle neither it nor a client for its secret. */
export const stores = /* @__PURE__ */ once(() => createStores(createDocumentClient()));

function createStores(client: DynamoDBDocumentClient): Stores {
  return {
    payments: createEventLog({
      client,
      tableName: environmentVariable('PAYMENT_EVENTS_TABLE_NAME'),
      keyPrefix: 'payment',
      initial: noPayment,
      evolve,
      parseEvent: (stored) => paymentEvent.parse(stored),
    }),
    ledger: createLedgerTable({ client, tableName: environmentVariable('LEDGER_TABLE_NAME') }),
  };
}

/** The event store's table and a client for it, for republishing. */
export const eventsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('PAYMENT_EVENTS_TABLE_NAME'),
}));

/** URLs of the inboxes' dead-letter queues. */
export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
};

/** The platform's event bus. Separate from `deps`, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));
