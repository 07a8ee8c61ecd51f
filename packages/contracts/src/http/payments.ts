import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { paymentId } from '../fields/identifiers.ts';
import { anyCurrency } from '../fields/money.ts';
import { journalEntry, payment, trialBalance } from '../models/payment.ts';

const MAX_TYPE_LENGTH = 100;

const service = 'payments';
const params = z.strictObject({ paymentId });

export const getPayment = defineRoute({
  service,
  method: 'GET',
  path: '/v1/payments/{paymentId}',
  summary: 'One payment.',
  scope: 'payments:read',
  params,
  success: { status: 200, body: payment },
  problems: ['PAYMENT_NOT_FOUND'],
});

export const getPaymentEntries = defineRoute({
  service,
  method: 'GET',
  path: '/v1/payments/{paymentId}/entries',
  summary: 'The journal entries of one payment, oldest first.',
  scope: 'payments:read',
  params,
  success: {
    status: 200,
    body: z.object({ items: z.array(journalEntry).check(z.describe('Oldest first.')) }),
  },
  problems: ['PAYMENT_NOT_FOUND'],
});

export const getLedger = defineRoute({
  service,
  method: 'GET',
  path: '/v1/ledger/{currency}',
  summary: 'The trial balance of the ledger in one currency.',
  scope: 'payments:read',
  params: z.strictObject({ currency: anyCurrency }),
  success: { status: 200, body: trialBalance },
});

/**
 * Signed as Standard Webhooks has it, by the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`, unless the
 * provider has a way of its own.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const receiveProviderWebhook = defineRoute({
  service,
  method: 'POST',
  path: '/v1/hooks/payments/{provider}',
  summary:
    'A payment provider says what came of a call. What is known already, or of no interest, is taken, too.',
  scope: undefined,
  params: z.strictObject({
    provider: z
      .string()
      .check(
        z.regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be the name of a provider'),
        z.describe('The payment provider.'),
      ),
  }),
  body: z
    .looseObject({
      type: z
        .string()
        .check(z.maxLength(MAX_TYPE_LENGTH), z.describe('What happened, in the words of the provider.')),
    })
    .check(z.describe('As the provider sends it.')),
  success: {
    status: 200,
    body: z.object({ received: z.literal(true).check(z.describe('It need not be sent again.')) }),
  },
  problems: ['WEBHOOK_SIGNATURE_INVALID', 'PROVIDER_NOT_FOUND'],
});
