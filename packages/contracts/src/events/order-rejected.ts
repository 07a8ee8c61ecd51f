import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { orderId, paymentId, reservationId } from '../fields/identifiers.ts';
import { rejection } from '../models/rejection.ts';

/** An order was rejected. Its stock is released and its payment is voided. */
export const orderRejected = defineEvent({
  source: 'tradepost.orders',
  type: 'OrderRejected',
  version: 1,
  summary: 'An order was rejected. Its stock is released and its payment is voided.',
  data: z.object({
    orderId,
    reservationId,
    paymentId,
    rejection,
  }),
});

export type OrderRejected = z.infer<typeof orderRejected.data>;
