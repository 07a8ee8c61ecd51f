import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** Held money was taken. */
export const paymentCaptured = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentCaptured',
  version: 1,
  summary: 'Held money was taken.',
  data: z.object({
    paymentId,
    orderId,
    amount: money.check(z.describe('What was taken.')),
  }),
});

export type PaymentCaptured = z.infer<typeof paymentCaptured.data>;
