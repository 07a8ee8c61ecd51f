import * as z from 'zod/mini';
import { type CommandReply, defineCommand, reply } from '../define-command.ts';
import { orderId, reservationId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_ORDER_LINES } from '../orders/model.ts';
import { reservationLine } from './model.ts';

export const reserveStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ReserveStock',
  version: 1,
  subject: 'reservationId',
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
      isGuest: z
        .optional(z.boolean())
        .check(z.describe('True for an order of a guest, whose reservation expires earlier.')),
    }),
  reply: () =>
    reply({
      reservationId,
      expiresAt: z
        .optional(timestamp)
        .check(z.describe('Time at which the reservation expires; absent if it is committed.')),
    }),
  rejections: ['OUT_OF_STOCK', 'RESERVATION_TOO_LARGE', 'RESERVATION_RELEASED'],
});

export type ReserveStock = z.infer<typeof reserveStock.data>;
export type ReserveStockReply = CommandReply<typeof reserveStock>;

export const commitStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'CommitStock',
  version: 1,
  subject: 'reservationId',
  summary: 'The units of a reservation are sold, and it no longer expires.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
    }),
  reply: () => reply({ reservationId }),
  rejections: [
    'RESERVATION_NOT_FOUND',
    'RESERVATION_TOO_LARGE',
    'RESERVATION_REFUSED',
    'RESERVATION_RELEASED',
  ],
});

export type CommitStock = z.infer<typeof commitStock.data>;
export type CommitStockReply = CommandReply<typeof commitStock>;

export const releaseStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ReleaseStock',
  version: 1,
  subject: 'reservationId',
  summary: 'Release a reservation. If it does not exist yet, a later ReserveStock is rejected.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
    }),
  reply: () => reply({ reservationId }),
  rejections: [],
});

export type ReleaseStock = z.infer<typeof releaseStock.data>;
export type ReleaseStockReply = CommandReply<typeof releaseStock>;
