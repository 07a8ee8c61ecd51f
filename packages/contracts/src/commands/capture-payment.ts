import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** Take the money that is held. */
export const capturePayment = defineCommand({
  service: 'payments',
  type: 'CapturePayment',
  version: 1,
  summary: 'Take the money that is held.',
  data: z.object({
    paymentId,
    amount: z.optional(money).check(z.describe('All that is held, where absent.')),
  }),
  reply: reply({ paymentId, amount: money.check(z.describe('What was taken.')) }),
});

export type CapturePayment = z.infer<typeof capturePayment.data>;
export type CapturePaymentReply = z.infer<typeof capturePayment.reply>;
