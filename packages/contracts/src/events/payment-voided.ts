import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { money } from '../fields/money.ts';

/** Held money was let go, or a payment was barred before any was held. */
export const paymentVoided = defineEvent({
  source: 'tradepost.payments',
  type: 'PaymentVoided',
  version: 1,
  summary: 'Held money was let go, or a payment was barred before any was held.',
  data: z.object({
    paymentId,
    orderId,
    amount: z
      .optional(money)
      .check(
        z.describe('What had been held, 0 where nothing was. Absent where no amount was ever asked for.'),
      ),
  }),
});

export type PaymentVoided = z.infer<typeof paymentVoided.data>;
