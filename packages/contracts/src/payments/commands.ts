import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { noCardNumber, storedText } from '../fields/text.ts';

export const authorizePayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'AuthorizePayment',
  version: 1,
  summary: 'Authorize a payment. Idempotent by paymentId; rejected if the payment was voided.',
  data: () =>
    z.object({
      paymentId,
      orderId,
      amount: money.check(z.describe('Amount to authorize.')),
      token: storedText(200).check(
        noCardNumber(),
        z.describe('Token of the payment provider, never a card number.'),
      ),
    }),
  reply: () => reply({ paymentId, amount: money.check(z.describe('Authorized amount.')) }),
});

export type AuthorizePayment = z.infer<typeof authorizePayment.data>;
export type AuthorizePaymentReply = z.infer<typeof authorizePayment.reply>;

export const capturePayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'CapturePayment',
  version: 1,
  summary: 'Capture an authorized payment.',
  data: () =>
    z.object({
      paymentId,
      amount: z.optional(money).check(z.describe('Amount to capture. Defaults to the authorized amount.')),
    }),
  reply: () => reply({ paymentId, amount: money.check(z.describe('Captured amount.')) }),
});

export type CapturePayment = z.infer<typeof capturePayment.data>;
export type CapturePaymentReply = z.infer<typeof capturePayment.reply>;

export const refundPayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'RefundPayment',
  version: 1,
  summary: 'Refund a captured payment, in whole or in part. Idempotent by refundId.',
  data: () =>
    z.object({
      paymentId,
      refundId,
      amount: money.check(z.describe('Amount to refund.')),
      reason: z.optional(storedText(200).check(noCardNumber())).check(z.describe('Reason of the refund.')),
    }),
  reply: () => reply({ paymentId, refundId, amount: money.check(z.describe('Refunded amount.')) }),
});

export type RefundPayment = z.infer<typeof refundPayment.data>;
export type RefundPaymentReply = z.infer<typeof refundPayment.reply>;

export const voidPayment = /* @__PURE__ */ defineCommand({
  service: 'payments',
  type: 'VoidPayment',
  version: 1,
  summary:
    'Void an authorized payment, and refund a captured one. If the payment does not exist yet, a later AuthorizePayment is rejected.',
  data: () =>
    z.object({
      paymentId,
      orderId,
    }),
  reply: () => reply({ paymentId }),
});

export type VoidPayment = z.infer<typeof voidPayment.data>;
export type VoidPaymentReply = z.infer<typeof voidPayment.reply>;
