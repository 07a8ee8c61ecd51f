import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { noCardNumber, storedText } from '../fields/text.ts';

/** Have a provider hold the money. Idempotent by paymentId; refused once that was voided. */
export const authorizePayment = defineCommand({
  service: 'payments',
  type: 'AuthorizePayment',
  version: 1,
  summary: 'Have a provider hold the money. Idempotent by paymentId; refused once that was voided.',
  data: z.object({
    paymentId,
    orderId,
    amount: money.check(z.describe('What is to be held.')),
    token: storedText(200).check(
      noCardNumber(),
      z.describe('Token of the payment provider, never a card number.'),
    ),
  }),
  reply: reply({ paymentId, amount: money.check(z.describe('What is held.')) }),
});

export type AuthorizePayment = z.infer<typeof authorizePayment.data>;
export type AuthorizePaymentReply = z.infer<typeof authorizePayment.reply>;
