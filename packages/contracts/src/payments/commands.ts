import * as z from 'zod/mini';
import { type CommandReply, defineCommand, reply } from '../define-command.ts';
import { captureId, orderId, paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { notPersonal, sealed } from '../fields/personal-data.ts';
import { sealedText } from '../fields/sealed.ts';
import { noCardNumber, storedText } from '../fields/text.ts';
import { guest } from '../orders/model.ts';
import { nextAction, paymentSplit, pendingUntil } from './model.ts';

const split = z
  .optional(paymentSplit)
  .check(z.describe('Parts of the amount, for the ledger. Defaults to goods only.'));

export const authorizePayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'AuthorizePayment',
  version: 1,
  subject: 'paymentId',
  summary:
    'Authorize a payment. Idempotent by paymentId; rejected if the payment was voided. A pending payment needs a step of the customer first; a repeated command returns its present state.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: money.check(z.describe('Amount to authorize.')),
      split,
      sealedToken: sealedText.check(
        z.describe('Token of the payment provider, sealed by orders with the id of the payment.'),
        sealed('payment'),
      ),
      guest: z
        .optional(z.nullable(guest))
        .check(
          z.describe('Present for an order of a guest: after too many declines, the provider is not asked.'),
        ),
    }),
  reply: () =>
    reply({
      paymentId,
      amount: money.check(z.describe('Requested amount.')),
      status: z
        .enum(['authorized', 'pending'])
        .check(
          z.describe(
            'authorized: money is held. pending: the customer must act; PaymentAuthorized or PaymentDeclined follows.',
          ),
        ),
      nextAction: z.optional(nextAction).check(z.describe("The customer's next step, if pending.")),
      until: z.optional(pendingUntil).check(z.describe('Present if pending.')),
    }),
  rejections: [
    'PAYMENT_VOIDED',
    'PAYMENT_NOT_COMPLETED',
    'PAYMENT_MISMATCH',
    'SPLIT_MISMATCH',
    'PAYMENT_DECLINED',
    'INSUFFICIENT_FUNDS',
    'CARD_EXPIRED',
    'PAYMENT_ACTION_REQUIRED',
  ],
});

export type AuthorizePayment = z.infer<typeof authorizePayment.data>;
export type AuthorizePaymentReply = CommandReply<typeof authorizePayment>;

export const capturePayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'CapturePayment',
  version: 1,
  subject: 'paymentId',
  summary:
    'Capture an authorized payment: parts of it by captureId, or all at once without one. Idempotent by captureId.',
  data: () =>
    z.object({
      paymentId,
      captureId: z
        .optional(captureId)
        .check(
          z.describe(
            'Id of this capture. Without one, the payment is captured once, and the rest is released.',
          ),
        ),
      amount: z
        .optional(money)
        .check(z.describe('Amount to capture. Defaults to the amount that is still authorized.')),
      final: z
        .optional(z.boolean())
        .check(z.describe('True if no capture follows: the rest is released. Defaults to false.')),
      split,
    }),
  reply: () =>
    reply({
      paymentId,
      captureId: z.optional(captureId),
      amount: money.check(z.describe('Captured amount.')),
      capturedTotal: z.optional(money).check(z.describe('Sum of all captures of the payment.')),
    }),
  rejections: [
    'PAYMENT_NOT_FOUND',
    'PAYMENT_VOIDED',
    'PAYMENT_NOT_AUTHORIZED',
    'PAYMENT_CAPTURED',
    'CURRENCY_MISMATCH',
    'AMOUNT_EXCEEDS_AUTHORIZED',
    'AMOUNT_NOT_POSITIVE',
    'SPLIT_MISMATCH',
    'CAPTURE_MISMATCH',
    'CAPTURE_FAILED',
    'CAPTURES_ONCE',
    'TOO_MANY_CAPTURES',
  ],
});

export type CapturePayment = z.infer<typeof capturePayment.data>;
export type CapturePaymentReply = CommandReply<typeof capturePayment>;

export const voidRemainder = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'VoidRemainder',
  version: 1,
  subject: 'paymentId',
  summary: 'Release what is authorized and not captured of a partly captured payment. No capture follows.',
  data: () => z.object({ paymentId }),
  reply: () =>
    reply({ paymentId, capturedTotal: money.check(z.describe('Sum of all captures of the payment.')) }),
  rejections: ['PAYMENT_NOT_FOUND', 'PAYMENT_VOIDED', 'PAYMENT_NOT_CAPTURED'],
});

export type VoidRemainder = z.infer<typeof voidRemainder.data>;
export type VoidRemainderReply = CommandReply<typeof voidRemainder>;

export const refundPayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'RefundPayment',
  version: 1,
  subject: 'paymentId',
  summary: 'Refund a captured payment, in whole or in part. Idempotent by refundId.',
  data: () =>
    z.object({
      paymentId,
      refundId,
      amount: money.check(z.describe('Amount to refund.')),
      reason: z
        .optional(storedText(200).check(noCardNumber()))
        .check(
          z.describe('Reason of the refund, without personal data.'),
          notPersonal('written by staff or a system, about a payment'),
        ),
    }),
  reply: () => reply({ paymentId, refundId, amount: money.check(z.describe('Refunded amount.')) }),
  rejections: [
    'PAYMENT_NOT_FOUND',
    'PAYMENT_NOT_CAPTURED',
    'CURRENCY_MISMATCH',
    'AMOUNT_EXCEEDS_CAPTURED',
    'AMOUNT_NOT_POSITIVE',
    'REFUND_LIMIT_EXCEEDED',
    'REFUND_MISMATCH',
    'REFUND_FAILED',
    'TOO_MANY_REFUNDS',
  ],
});

export type RefundPayment = z.infer<typeof refundPayment.data>;
export type RefundPaymentReply = CommandReply<typeof refundPayment>;

export const voidPayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'VoidPayment',
  version: 1,
  subject: 'paymentId',
  summary:
    'Void a pending or authorized payment, and refund a captured one. If the payment does not exist yet, a later AuthorizePayment is rejected.',
  data: () =>
    z.object({
      paymentId,
      orderId,
    }),
  reply: () => reply({ paymentId }),
  rejections: ['PAYMENT_MISMATCH'],
});

export type VoidPayment = z.infer<typeof voidPayment.data>;
export type VoidPaymentReply = CommandReply<typeof voidPayment>;
