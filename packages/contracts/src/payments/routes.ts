import * as z from 'zod/mini';
import { defineRoute, rawBody } from '../define-route.ts';
import { paymentId } from '../fields/identifiers.ts';
import { anyCurrency } from '../fields/money.ts';
import { journalEntry, payment, trialBalance } from './model.ts';

const service = 'payments';
const params = z.strictObject({ paymentId });

export const getPayment = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/payments/{paymentId}',
  summary: 'Get a payment.',
  access: { kind: 'staff', scope: 'payments:read', machines: false },
  params,
  success: { status: 200, body: payment },
  problems: ['PAYMENT_NOT_FOUND'],
});

export const getPaymentEntries = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/payments/{paymentId}/entries',
  summary: 'List the journal entries of a payment, oldest first.',
  access: { kind: 'staff', scope: 'payments:read', machines: false },
  params,
  success: {
    status: 200,
    body: () => z.object({ items: z.array(journalEntry).check(z.describe('Entries, oldest first.')) }),
  },
  problems: ['PAYMENT_NOT_FOUND'],
});

export const getLedger = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/ledger/{currency}',
  summary: 'Get the trial balance of the ledger in one currency.',
  access: { kind: 'staff', scope: 'ledger:read', machines: false },
  params: () => z.strictObject({ currency: anyCurrency }),
  success: { status: 200, body: trialBalance },
});

/**
 * Signed by Standard Webhooks' headers `webhook-id`, `webhook-timestamp` and `webhook-signature`, or in the provider's own way.
 * The provider chooses the media type (JSON, a form, none), so only its adapter parses the body.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const receiveProviderWebhook = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/hooks/payments/{provider}',
  summary:
    'Receive a webhook of a payment provider. A repeated webhook, or one of no interest here, gets the same answer.',
  access: { kind: 'signed' },
  params: () =>
    z.strictObject({
      provider: z
        .string()
        .check(
          z.regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be the name of a provider'),
          z.describe('Name of the payment provider.'),
        ),
    }),
  body: rawBody,
  success: {
    status: 200,
    body: () =>
      z.object({
        received: z
          .literal(true)
          .check(z.describe('Always true: the provider need not send the webhook again.')),
      }),
  },
  problems: ['WEBHOOK_SIGNATURE_INVALID', 'PROVIDER_NOT_FOUND'],
});
