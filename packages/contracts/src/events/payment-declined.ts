import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { declineCode, providerName } from '../models/payment.ts';

/** A payment was declined by the provider. */
export const paymentDeclined = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentDeclined',
  version: 1,
  summary: 'A payment was declined by the provider.',
  data: z.object({
    paymentId,
    orderId,
    amount: money.check(z.describe('Requested amount.')),
    provider: providerName,
    declineCode,
  }),
});

export type PaymentDeclined = z.infer<typeof paymentDeclined.data>;
