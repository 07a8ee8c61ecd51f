import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { noCardNumber, storedText } from '../fields/text.ts';

/** Authorize a payment. Idempotent by paymentId; rejected if the payment was voided. */
export const authorizePayment = defineCommand({
  service: 'payments',
  type: 'AuthorizePayment',
  version: 1,
  subject: 'paymentId',
  summary: 'Authorize a payment. Idempotent by paymentId; rejected if the payment was voided.',
  data: z.object({
    paymentId,
    orderId,
    amount: money.check(z.describe('Amount to authorize.')),
    token: storedText(200).check(
      noCardNumber(),
      z.describe('Token of the payment provider, never a card number.'),
    ),
  }),
  reply: reply({ paymentId, amount: money.check(z.describe('Authorized amount.')) }),
});

export type AuthorizePayment = z.infer<typeof authorizePayment.data>;
export type AuthorizePaymentReply = z.infer<typeof authorizePayment.reply>;
