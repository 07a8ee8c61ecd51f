import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';

/** Release a reservation. If it does not exist yet, a later ReserveStock is rejected. */
export const releaseStock = defineCommand({
  service: 'inventory',
  type: 'ReleaseStock',
  version: 1,
  subject: 'reservationId',
  summary: 'Release a reservation. If it does not exist yet, a later ReserveStock is rejected.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
  }),
  reply: reply({ reservationId }),
});

export type ReleaseStock = z.infer<typeof releaseStock.data>;
export type ReleaseStockReply = z.infer<typeof releaseStock.reply>;
