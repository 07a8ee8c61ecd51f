import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { placedOrder } from '../models/order.ts';

/** An order was confirmed: stock is committed and payment is authorized. */
export const orderConfirmed = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderConfirmed',
  version: 1,
  summary: 'An order was confirmed: stock is committed and payment is authorized.',
  data: z.object({
    ...placedOrder,
  }),
});

export type OrderConfirmed = z.infer<typeof orderConfirmed.data>;
