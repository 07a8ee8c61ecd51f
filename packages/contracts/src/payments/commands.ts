import * as z from 'zod/mini';
import { type CommandReply, defineCommand, reply } from '../define-command.ts';
import { orderId, paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { notPersonal, sealed } from '../fields/personal-data.ts';
import { sealedText } from '../fields/sealed.ts';
import { noCardNumber, storedText } from '../fields/text.ts';
import { guest } from '../orders/model.ts';

export const authorizePayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'AuthorizePayment',
  version: 1,
  subject: 'paymentId',
  summary: 'Authorize a payment. Idempotent by paymentId; rejected if the payment was voided.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: money.check(z.describe('Amount to authorize.')),
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
  reply: () => reply({ paymentId, amount: money.check(z.describe('Authorized amount.')) }),
  rejections: [
    'PAYMENT_VOIDED',
    'PAYMENT_MISMATCH',
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
  summary: 'Capture an authorized payment.',
  data: () =>
    z.object({
      paymentId,
      amount: z.optional(money).check(z.describe('Amount to capture. Defaults to the authorized amount.')),
    }),
  reply: () => reply({ paymentId, amount: money.check(z.describe('Captured amount.')) }),
  rejections: [
    'PAYMENT_NOT_FOUND',
    'PAYMENT_VOIDED',
    'PAYMENT_NOT_AUTHORIZED',
    'PAYMENT_CAPTURED',
    'CURRENCY_MISMATCH',
    'AMOUNT_EXCEEDS_AUTHORIZED',
    'AMOUNT_NOT_POSITIVE',
  ],
});

export type CapturePayment = z.infer<typeof capturePayment.data>;
export type CapturePaymentReply = CommandReply<typeof capturePayment>;

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
    'Void an authorized payment, and refund a captured one. If the payment does not exist yet, a later AuthorizePayment is rejected.',
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
