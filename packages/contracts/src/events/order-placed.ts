import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { storedText } from '../fields/text.ts';
import { placedOrder } from '../models/order.ts';

/** An order was placed. Its stock and its payment are pending. */
export const orderPlaced = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  version: 1,
  summary: 'An order was placed. Its stock and its payment are pending.',
  data: z.object({
    ...placedOrder,
    paymentToken: z
      .optional(storedText(200))
      .check(
        z.describe(
          'Token of the payment provider. It cannot be used without our key. Absent if the order costs nothing and none was given.',
        ),
      ),
  }),
});

export type OrderPlaced = z.infer<typeof orderPlaced.data>;
