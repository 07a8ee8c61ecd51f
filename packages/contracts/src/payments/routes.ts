import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute, rawBody } from '../define-route.ts';
import { captureId, paymentId, refundId } from '../fields/identifiers.ts';
import { anyCurrency, givenMoney } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { line, noCardNumber } from '../fields/text.ts';
import { journalEntry, payment, paymentSplit, trialBalance } from './model.ts';

const service = 'payments';
const params = z.strictObject({ paymentId });
/** A webhook that arrives twice is enough to show that the second changes nothing. */
const MAX_WEBHOOKS = 2;

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

export const createCapture = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/payments/{paymentId}/captures',
  summary: 'Capture an authorized payment, or a part of it.',
  access: { kind: 'staff', scope: 'payments:capture', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['MoneyCaptured'],
  params,
  body: () =>
    z.strictObject({
      amount: z
        .optional(givenMoney)
        .check(z.describe('Amount to capture. Defaults to the amount that is still authorized.')),
      final: z
        .optional(z.boolean())
        .check(z.describe('True if no capture follows: the rest is released. Defaults to false.')),
      split: z
        .optional(paymentSplit)
        .check(
          z.describe(
            'Parts of the amount, for the ledger. Defaults to its share of what is left of each part.',
          ),
        ),
    }),
  success: { status: 201, body: () => z.object({ captureId, payment }) },
  idempotencyKey: true,
  problems: [
    'PAYMENT_NOT_FOUND',
    'PAYMENT_VOIDED',
    'PAYMENT_NOT_AUTHORIZED',
    'PAYMENT_CAPTURED',
    'CURRENCY_MISMATCH',
    'AMOUNT_EXCEEDS_AUTHORIZED',
    'AMOUNT_NOT_POSITIVE',
    'SPLIT_MISMATCH',
    'CAPTURE_FAILED',
    'CAPTURES_ONCE',
    'TOO_MANY_CAPTURES',
    'PAYMENT_OUTCOME_UNKNOWN',
  ],
});

export const createRefund = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/payments/{paymentId}/refunds',
  summary:
    'Refund a captured payment, or a part of it. Without the scope `payments:capture`, all refunds of a payment together have a limit.',
  access: { kind: 'staff', scope: 'payments:refund', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['MoneyRefunded'],
  params,
  body: () =>
    z.strictObject({
      amount: givenMoney.check(z.describe('Amount to refund.')),
      reason: z
        .optional(line(200).check(noCardNumber()))
        .check(
          z.describe('Reason of the refund, without personal data.'),
          notPersonal('written by staff, about a payment'),
        ),
    }),
  success: { status: 201, body: () => z.object({ refundId, payment }) },
  idempotencyKey: true,
  problems: [
    'PAYMENT_NOT_FOUND',
    'PAYMENT_NOT_CAPTURED',
    'CURRENCY_MISMATCH',
    'AMOUNT_EXCEEDS_CAPTURED',
    'AMOUNT_NOT_POSITIVE',
    'REFUND_LIMIT_EXCEEDED',
    'REFUND_FAILED',
    'TOO_MANY_REFUNDS',
    'PAYMENT_OUTCOME_UNKNOWN',
  ],
});

/**
 * Takes the place of the customer and their bank. A stage whose provider is not the simulated one has no such route: it answers
 * `PROVIDER_NOT_FOUND`. With the simulated one, anybody can pay with its test tokens in any case.
 */
export const completeSimulatedPayment = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/simulated-provider/payments/{paymentId}/complete',
  summary: 'Complete a pending payment at the simulated provider, which then sends its signed webhook.',
  access: { kind: 'public' },
  params,
  body: () =>
    z.strictObject({
      outcome: z
        .enum(['approve', 'decline', 'nothing'])
        .check(z.describe("Decision of the customer's bank; nothing: the customer leaves the page.")),
      webhooks: z
        ._default(z.int().check(z.minimum(0), z.maximum(MAX_WEBHOOKS)), 1)
        .check(z.describe('How often the provider sends its webhook, from 0 to 2. Defaults to 1.')),
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        paymentId,
        status: z
          .enum(['pending', 'authorized', 'declined'])
          .check(z.describe('Status of the charge at the simulated provider.')),
      }),
  },
  problems: ['PROVIDER_NOT_FOUND', 'PAYMENT_NOT_FOUND', 'PAYMENT_NOT_PENDING'],
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
