import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId, reservationId } from '../fields/identifiers.ts';
import { rejection } from '../models/rejection.ts';

/** The order cannot be fulfilled. What was held for it is let go. */
export const orderRejected = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderRejected',
  version: 1,
  summary: 'The order cannot be fulfilled. What was held for it is let go.',
  data: z.object({
    orderId,
    reservationId,
    paymentId,
    rejection,
  }),
});

export type OrderRejected = z.infer<typeof orderRejected.data>;
