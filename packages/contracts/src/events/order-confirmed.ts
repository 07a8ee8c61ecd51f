import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { placedOrder } from '../models/order.ts';

/** Stock is committed and money is held: the order will be shipped. */
export const orderConfirmed = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderConfirmed',
  version: 1,
  summary: 'Stock is committed and money is held: the order will be shipped.',
  data: z.object({
    ...placedOrder,
  }),
});

export type OrderConfirmed = z.infer<typeof orderConfirmed.data>;
