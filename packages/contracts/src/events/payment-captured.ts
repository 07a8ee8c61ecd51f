import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** A payment was captured. */
export const paymentCaptured = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentCaptured',
  version: 1,
  summary: 'A payment was captured.',
  data: z.object({
    paymentId,
    orderId,
    amount: money.check(z.describe('Captured amount.')),
  }),
});

export type PaymentCaptured = z.infer<typeof paymentCaptured.data>;
