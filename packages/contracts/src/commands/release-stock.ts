import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';

/** Let a reservation go. One that never was is barred, so that a late ReserveStock is refused. */
export const releaseStock = defineCommand({
  service: 'inventory',
  type: 'ReleaseStock',
  version: 1,
  summary: 'Let a reservation go. One that never was is barred, so that a late ReserveStock is refused.',
  data: z.object({
    reservationId,
    orderId: z.optional(orderId),
  }),
  reply: reply({ reservationId }),
});

export type ReleaseStock = z.infer<typeof releaseStock.data>;
export type ReleaseStockReply = z.infer<typeof releaseStock.reply>;
