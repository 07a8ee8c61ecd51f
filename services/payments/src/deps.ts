import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventLog, type EventLog } from '@tradepost/aggregate/event-log';
import type { EventBus } from '@tradepost/aggregate/publish';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
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

let memo: Deps | undefined;

/** The dependencies of this function instance, created at first use. */
export function deps(): Deps {
  memo ??= createDeps(createDocumentClient());
  return memo;
}

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
    send: createSimulatedProvider({ client, tableName: variable('SIMULATED_PROVIDER_TABLE_NAME') }),
    timeoutMs: Number(variable('PAYMENT_PROVIDER_TIMEOUT_MS')),
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
  const name = variable('PAYMENT_PROVIDER');
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

let webhookMemo: WebhookDeps | undefined;

/** The dependencies of the function that receives webhooks, created at first use. It calls no provider. */
export function webhookDeps(): WebhookDeps {
  webhookMemo ??= {
    payments: stores().payments,
    webhooks: createWebhookReaders(),
    now: () => new Date().toISOString(),
  };
  return webhookMemo;
}

function createWebhookReaders(): ReadonlyMap<string, ReadWebhook> {
  if (paymentProvider() === 'none') return new Map();
  return new Map([['simulated', createWebhookReader(secret('SIMULATED_PROVIDER_WEBHOOKS_SECRET_ARN'))]]);
}

function secret(variableName: string): ReadSecret {
  return createSecret({ client: new SecretsManagerClient({}), secretId: variable(variableName) });
}

let storesMemo: Stores | undefined;

/** The stores without a provider, so that functions that call none bundle neither it nor a client for its secret. */
export function stores(): Stores {
  storesMemo ??= createStores(createDocumentClient());
  return storesMemo;
}

function createStores(client: DynamoDBDocumentClient): Stores {
  return {
    payments: createEventLog({
      client,
      tableName: variable('PAYMENT_EVENTS_TABLE_NAME'),
      keyPrefix: 'payment',
      initial: noPayment,
      evolve,
      parseEvent: (stored) => paymentEvent.parse(stored),
    }),
    ledger: createLedgerTable({ client, tableName: variable('LEDGER_TABLE_NAME') }),
  };
}

let tableMemo: { readonly client: DynamoDBDocumentClient; readonly tableName: string } | undefined;

/** The event store's table and a client for it, for republishing. */
export function eventsTable() {
  tableMemo ??= { client: createDocumentClient(), tableName: variable('PAYMENT_EVENTS_TABLE_NAME') };
  return tableMemo;
}

/** URLs of the inboxes' dead-letter queues. */
export const deadLetters = {
  commands: () => variable('COMMANDS_DEAD_LETTERS_URL'),
};

let busMemo: EventBus | undefined;

/** The platform's bus. Separate from the rest, so that other functions do not bundle its client. */
export function bus(): EventBus {
  busMemo ??= { client: new EventBridgeClient({}), busName: variable('EVENT_BUS_NAME') };
  return busMemo;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`missing environment variable ${name}`);
  return value;
}
