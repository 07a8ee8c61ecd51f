import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_ORDER_LINES } from '../orders/model.ts';
import { reservationLine } from './model.ts';

export const reserveStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ReserveStock',
  version: 1,
  summary:
    'Reserve all lines, or none. Idempotent by reservationId; rejected if the reservation was released.',
  data: () =>
    z.object({
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
  reply: () =>
    reply({
      reservationId,
      expiresAt: z
        .optional(timestamp)
        .check(z.describe('Time at which the reservation expires; absent if it is committed.')),
    }),
});

export type ReserveStock = z.infer<typeof reserveStock.data>;
export type ReserveStockReply = z.infer<typeof reserveStock.reply>;

export const commitStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'CommitStock',
  version: 1,
  summary: 'The units of a reservation are sold, and it no longer expires.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
    }),
  reply: () => reply({ reservationId }),
});

export type CommitStock = z.infer<typeof commitStock.data>;
export type CommitStockReply = z.infer<typeof commitStock.reply>;

export const releaseStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ReleaseStock',
  version: 1,
  summary: 'Release a reservation. If it does not exist yet, a later ReserveStock is rejected.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
    }),
  reply: () => reply({ reservationId }),
});

export type ReleaseStock = z.infer<typeof releaseStock.data>;
export type ReleaseStockReply = z.infer<typeof releaseStock.reply>;
