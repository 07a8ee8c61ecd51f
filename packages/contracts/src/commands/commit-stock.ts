import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';

/** The units of a reservation are sold, and it no longer expires. */
export const commitStock = defineCommand({
  service: 'inventory',
  type: 'CommitStock',
  version: 1,
  subject: 'reservationId',
  summary: 'The units of a reservation are sold, and it no longer expires.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
  }),
  reply: reply({ reservationId }),
});

export type CommitStock = z.infer<typeof commitStock.data>;
export type CommitStockReply = z.infer<typeof commitStock.reply>;
