import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** Capture an authorized payment. */
export const capturePayment = defineCommand({
  service: 'payments',
  type: 'CapturePayment',
  version: 1,
  subject: 'paymentId',
  summary: 'Capture an authorized payment.',
  data: z.object({
    paymentId,
    amount: z.optional(money).check(z.describe('Amount to capture. Defaults to the authorized amount.')),
  }),
  reply: reply({ paymentId, amount: money.check(z.describe('Captured amount.')) }),
});

export type CapturePayment = z.infer<typeof capturePayment.data>;
export type CapturePaymentReply = z.infer<typeof capturePayment.reply>;
