import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_ORDER_LINES } from '../models/order.ts';
import { reservationLine } from '../models/stock.ts';

/** Reserve all lines, or none. Idempotent by reservationId; rejected if the reservation was released. */
export const reserveStock = defineCommand({
  service: 'inventory',
  type: 'ReserveStock',
  version: 1,
  subject: 'reservationId',
  summary:
    'Reserve all lines, or none. Idempotent by reservationId; rejected if the reservation was released.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
    lines: z
      .array(reservationLine)
      .check(
        z.minLength(1),
        z.maxLength(MAX_ORDER_LINES),
        z.describe('At least one. Several lines may have one SKU.'),
      ),
  }),
  reply: reply({
    reservationId,
    expiresAt: z
      .optional(timestamp)
      .check(z.describe('Time at which the reservation expires; absent if it is committed.')),
  }),
});

export type ReserveStock = z.infer<typeof reserveStock.data>;
export type ReserveStockReply = z.infer<typeof reserveStock.reply>;
