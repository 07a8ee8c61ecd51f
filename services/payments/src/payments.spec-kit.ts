import { createPaymentTokens } from '@tradepost/personal-data/payment-tokens';
import type { DynamoDb } from '@tradepost/testing/dynamodb';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import type { Secrets } from '@tradepost/testing/secrets';

export const AUDIT_TABLE_NAME = 'tradepost-dev-operations-audit';
export const API_KEY_SECRET = '/tradepost/dev/payments/simulated-provider';
const PAYMENT_TOKENS_SECRET = '/tradepost/dev/platform/payment-tokens';
export const WEBHOOKS_SECRET = '/tradepost/dev/payments/simulated-provider-webhooks';

/** Seals a payment token, as orders does. */
export function sealToken(secrets: Secrets, paymentId: string, token = 'tok_approved'): Promise<string> {
  return createPaymentTokens(async () => secrets.valueOf(PAYMENT_TOKENS_SECRET)).seal(paymentId, token);
}

/** Sets the environment variables of the service's functions: tables and secrets in the engines of a spec. */
export function putEnvironment(
  { db, secrets }: { readonly db: DynamoDb; readonly secrets: Secrets },
  overrides: Readonly<Record<string, string>> = {},
): void {
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SECRETS_MANAGER: secrets }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    PAYMENT_EVENTS_TABLE_NAME: 'tradepost-dev-payments-events',
    LEDGER_TABLE_NAME: 'tradepost-dev-payments-ledger',
    SIMULATED_PROVIDER_TABLE_NAME: 'tradepost-dev-payments-simulated-provider',
    SIMULATED_PROVIDER_SECRET_ARN: secrets.arnOf(API_KEY_SECRET),
    SIMULATED_PROVIDER_WEBHOOKS_SECRET_ARN: secrets.arnOf(WEBHOOKS_SECRET),
    STRIPE_SECRET_ARN: secrets.arnOf('/tradepost/dev/payments/stripe'),
    STRIPE_WEBHOOKS_SECRET_ARN: secrets.arnOf('/tradepost/dev/payments/stripe-webhooks'),
    PAYMENT_PROVIDER: 'simulated',
    PAYMENT_LIMITS_TABLE_NAME: 'tradepost-dev-payments-limits',
    AUDIT_TABLE_NAME,
    STAGE: 'dev',
    REFUND_LIMIT: '20',
    GUEST_DECLINES_PER_HOUR: '3',
    GUEST_DECLINES_PER_HOUR_AND_IP: '4',
    ID_PEPPER_SECRET_NAME: '/tradepost/dev/platform/id-pepper',
    PAYMENT_TOKENS_SECRET_NAME: PAYMENT_TOKENS_SECRET,
    PAYMENT_PROVIDER_TIMEOUT_MS: '20000',
    COMMANDS_DEAD_LETTERS_URL: 'http://127.0.0.1:1/unused',
    ...overrides,
  });
}
