import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { captureId, disputeId, orderId, paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { declineCode, disputeStatus, paymentSplit, providerName, providerReference } from './model.ts';

const split = z.optional(paymentSplit).check(z.describe('Parts of the amount, if it is not of goods only.'));

export const paymentAuthorized = /* @__PURE__ */ defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentAuthorized',
  version: 1,
  summary: 'A payment was authorized.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: money.check(z.describe('Authorized amount.')),
      provider: providerName,
      providerReference,
    }),
});

export const paymentDeclined = /* @__PURE__ */ defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentDeclined',
  version: 1,
  summary: 'A payment was declined by the provider.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: money.check(z.describe('Requested amount.')),
      provider: providerName,
      declineCode,
    }),
});

export const paymentCaptured = /* @__PURE__ */ defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentCaptured',
  version: 1,
  summary: 'A payment was captured.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: money.check(z.describe('Captured amount.')),
      captureId: z.optional(captureId).check(z.describe('Absent if the whole payment was captured at once.')),
      capturedTotal: z
        .optional(money)
        .check(z.describe('Sum of all captures of the payment. Present for a capture with a captureId.')),
      split,
    }),
});

export const paymentRefunded = /* @__PURE__ */ defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentRefunded',
  version: 1,
  summary: 'A captured payment was refunded, in whole or in part.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      refundId,
      amount: money.check(z.describe('Refunded amount.')),
      split,
      reason: z
        .optional(z.string())
        .check(
          z.describe('Reason, without personal data.'),
          notPersonal('written by staff or a system, about a payment'),
        ),
    }),
});

export const paymentDisputed = /* @__PURE__ */ defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentDisputed',
  version: 1,
  summary: 'A customer disputes a captured payment at their bank, or such a dispute was decided.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      disputeId,
      amount: money.check(z.describe('Disputed amount.')),
      status: disputeStatus,
      reason: z
        .optional(z.string())
        .check(z.describe("Reason in the provider's terms."), notPersonal("code of a provider's list")),
    }),
});

export const paymentVoided = /* @__PURE__ */ defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentVoided',
  version: 1,
  summary:
    'A payment was voided, also before it was authorized, or its authorization has expired at the provider.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: z
        .optional(money)
        .check(
          z.describe('Amount that had been authorized, or 0. Absent if no authorization was ever requested.'),
        ),
    }),
});
