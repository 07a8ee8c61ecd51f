import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId, refundId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** A captured payment was refunded, in whole or in part. */
export const paymentRefunded = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentRefunded',
  version: 1,
  summary: 'A captured payment was refunded, in whole or in part.',
  data: z.object({
    paymentId,
    orderId,
    refundId,
    amount: money.check(z.describe('Refunded amount.')),
    reason: z.optional(z.string()).check(z.describe('Reason.')),
  }),
});

export type PaymentRefunded = z.infer<typeof paymentRefunded.data>;
