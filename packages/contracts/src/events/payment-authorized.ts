import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';
import { providerName, providerReference } from '../models/payment.ts';

/** A payment was authorized. */
export const paymentAuthorized = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentAuthorized',
  version: 1,
  summary: 'A payment was authorized.',
  data: z.object({
    paymentId,
    orderId,
    amount: money.check(z.describe('Authorized amount.')),
    provider: providerName,
    providerReference,
  }),
});

export type PaymentAuthorized = z.infer<typeof paymentAuthorized.data>;
