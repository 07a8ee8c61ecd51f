import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createEventStore } from '@tradepost/aggregate/event-store';
import { systemTime } from '@tradepost/aggregate/executor';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createSecret, type ReadSecret } from '@tradepost/lambda/secret';
import { createPaymentTokens, type PaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createDeclineCounts, type DeclineCounts } from './adapters/decline-counts.ts';
import { createLedgerTable } from './adapters/ledger-table.ts';
import { createProviders, createWebhookReaders, type Providers } from './adapters/providers/providers.ts';
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

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
};

export type CommandDeps = Deps &
  Providers & { readonly declineCounts: DeclineCounts; readonly paymentTokens: Pick<PaymentTokens, 'open'> };

/** Dependencies of the commands: those of `createDeps`, and the stage's payment providers. */
export const createCommandDeps = (client: DynamoDBDocumentClient, now = systemTime): CommandDeps => ({
  ...createDeps(client, now),
  ...createProviders(client, secret),
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
export const webhookReaders = /* @__PURE__ */ once(() => createWebhookReaders(secret));

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
