import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** Taken money was given back, in whole or in part. */
export const paymentRefunded = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentRefunded',
  version: 1,
  summary: 'Taken money was given back, in whole or in part.',
  data: z.object({
    paymentId,
    orderId,
    refundId,
    amount: money.check(z.describe('What was given back.')),
    reason: z.optional(z.string()).check(z.describe('Why, in words.')),
  }),
});

export type PaymentRefunded = z.infer<typeof paymentRefunded.data>;
