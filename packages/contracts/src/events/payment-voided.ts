import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** A payment was voided, also before it was authorized. */
export const paymentVoided = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentVoided',
  version: 1,
  summary: 'A payment was voided, also before it was authorized.',
  data: z.object({
    paymentId,
    orderId,
    amount: z
      .optional(money)
      .check(
        z.describe('Amount that had been authorized, or 0. Absent if no authorization was ever requested.'),
      ),
  }),
});

export type PaymentVoided = z.infer<typeof paymentVoided.data>;
