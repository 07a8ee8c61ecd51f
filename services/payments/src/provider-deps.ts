import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemTime } from '@tradepost/aggregate/executor';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { once } from '@tradepost/lambda/once';
import { createSecret, type ReadSecret } from '@tradepost/lambda/secret';
import { createPaymentTokens, type PaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createDeclineCounts, type DeclineCounts } from './adapters/decline-counts.ts';
import {
  createProviders,
  createSimulatedPage,
  createWebhookReaders,
  type Providers,
  type SimulatedPage,
} from './adapters/providers/providers.ts';
import { createDeps, type Deps } from './deps.ts';

export { executePaymentCommand } from './adapters/execute-payment-command.ts';

/*
 * Dependencies of the functions that use payment providers. They are not in deps.ts, because esbuild wraps the modules that a
 * provider's code shares with others, also in bundles that do not contain that code.
 */

export type SettleDeps = Deps & Providers & { readonly paymentTokens: PaymentTokens };

export type CommandDeps = SettleDeps & { readonly declineCounts: DeclineCounts };

/** Dependencies of captures and refunds: those of `createDeps`, and the stage's payment providers. */
const createSettleDeps = (client: DynamoDBDocumentClient, now = systemTime): SettleDeps => ({
  ...createDeps(client, now),
  ...createProviders(client, secret),
  paymentTokens: createPaymentTokens(secret('PAYMENT_TOKENS_SECRET_NAME')),
});

/** Dependencies of this instance of a function that captures or refunds by request, created at first use. */
export const settleDeps = /* @__PURE__ */ once(() => createSettleDeps(createDocumentClient()));

/** The part of a payment that staff with a limit may refund, in whole units of its currency. */
export const refundLimit = /* @__PURE__ */ once(() => {
  const text = environmentVariable('REFUND_LIMIT');
  if (!/^\d{1,9}$/.test(text)) throw new Error(`REFUND_LIMIT must be a number of 0 or more, not "${text}"`);
  return Number(text);
});

/** Dependencies of the commands: those of captures and refunds, and the declines of guests. */
export const createCommandDeps = (client: DynamoDBDocumentClient, now = systemTime): CommandDeps => ({
  ...createSettleDeps(client, now),
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

/** Dependencies of this instance of the command function, created at first use. */
export const commandDeps = /* @__PURE__ */ once(() => createCommandDeps(createDocumentClient()));

/** Readers of webhooks by provider, of providers that send webhooks. */
export const webhookReaders = /* @__PURE__ */ once(() => createWebhookReaders(secret));

/** The completion page of the simulated provider; undefined on a stage with another one. */
export const simulatedPage: () => SimulatedPage | undefined = /* @__PURE__ */ once(() =>
  createSimulatedPage(createDocumentClient(), secret),
);

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
