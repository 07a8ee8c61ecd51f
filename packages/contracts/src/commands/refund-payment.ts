import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { noCardNumber, storedText } from '../fields/text.ts';

/** Refund a captured payment, in whole or in part. Idempotent by refundId. */
export const refundPayment = defineCommand({
  service: 'payments',
  type: 'RefundPayment',
  version: 1,
  subject: 'paymentId',
  summary: 'Refund a captured payment, in whole or in part. Idempotent by refundId.',
  data: z.object({
    paymentId,
    refundId,
    amount: money.check(z.describe('Amount to refund.')),
    reason: z.optional(storedText(200).check(noCardNumber())).check(z.describe('Reason of the refund.')),
  }),
  reply: reply({ paymentId, refundId, amount: money.check(z.describe('Refunded amount.')) }),
});

export type RefundPayment = z.infer<typeof refundPayment.data>;
export type RefundPaymentReply = z.infer<typeof refundPayment.reply>;
