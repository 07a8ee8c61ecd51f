import * as z from 'zod/mini';
import { type CommandReply, defineCommand, reply } from '../define-command.ts';
import { cartId, dispatchId, orderId, reservationId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_ORDER_LINES } from '../orders/model.ts';
import { MAX_ALLOCATIONS_OF_DISPATCH } from './limits.ts';
import { allocation, reservationLine } from './model.ts';

const reservingCart = z.object({
  cartId,
  version: z
    .int()
    .check(
      z.minimum(0),
      z.describe('Version of the cart. A command of an earlier version than the last one has no effect.'),
    ),
});

const changingCart = reservingCart.check(z.describe('Cart that holds the stock.'));

const lines = () =>
  z
    .array(reservationLine)
    .check(
      z.minLength(1),
      z.maxLength(MAX_ORDER_LINES),
      z.describe('At least one. Several lines may have one SKU.'),
    );

const expiry = timestamp.check(z.describe('Time at which the reservation expires.'));

export const reserveStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ReserveStock',
  version: 1,
  subject: 'reservationId',
  summary:
    'Reserve all lines, or none, for an order or a cart. Idempotent by reservationId; rejected if the reservation was released. An order takes over what its cart holds under this id.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      lines: lines(),
      cart: z
        .optional(reservingCart)
        .check(
          z.describe(
            'Cart that reserves, for a shorter time; absent for an order. Carts together hold a bounded share of each stock.',
          ),
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
  rejections: [
    'OUT_OF_STOCK',
    'RESERVATION_TOO_LARGE',
    'RESERVATION_RELEASED',
    'CART_SHARE_EXHAUSTED',
    'RESERVATION_OF_ORDER',
    'RESERVATION_OUTDATED',
  ],
});

export type ReserveStock = z.infer<typeof reserveStock.data>;
export type ReserveStockReply = CommandReply<typeof reserveStock>;

export const changeReservation = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ChangeReservation',
  version: 1,
  subject: 'reservationId',
  summary:
    'Change the reservation of a cart to other lines, all or nothing, and extend it. A repeat for the same version of the cart changes nothing.',
  data: () => z.object({ reservationId, cart: changingCart, lines: lines() }),
  reply: () => reply({ reservationId, expiresAt: expiry }),
  rejections: [
    'OUT_OF_STOCK',
    'RESERVATION_TOO_LARGE',
    'RESERVATION_NOT_FOUND',
    'RESERVATION_RELEASED',
    'CART_SHARE_EXHAUSTED',
    'RESERVATION_OF_ORDER',
    'RESERVATION_OUTDATED',
  ],
});

export type ChangeReservation = z.infer<typeof changeReservation.data>;
export type ChangeReservationReply = CommandReply<typeof changeReservation>;

export const extendReservation = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ExtendReservation',
  version: 1,
  subject: 'reservationId',
  summary:
    'Extend the reservation of a cart, to at most 30 minutes after its creation. A repeat for the same version of the cart changes nothing.',
  data: () => z.object({ reservationId, cart: changingCart }),
  reply: () => reply({ reservationId, expiresAt: expiry }),
  rejections: [
    'RESERVATION_NOT_FOUND',
    'RESERVATION_RELEASED',
    'RESERVATION_OF_ORDER',
    'RESERVATION_OUTDATED',
  ],
});

export type ExtendReservation = z.infer<typeof extendReservation.data>;
export type ExtendReservationReply = CommandReply<typeof extendReservation>;

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
    'RESERVATION_OF_CART',
  ],
});

export type CommitStock = z.infer<typeof commitStock.data>;
export type CommitStockReply = CommandReply<typeof commitStock>;

export const dispatchStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'DispatchStock',
  version: 1,
  subject: 'reservationId',
  summary:
    'Units of a committed reservation left the warehouse, all of them or none. Idempotent by dispatchId; rejected if the reservation has fewer units.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      dispatchId,
      allocations: z
        .array(allocation)
        .check(
          z.minLength(1),
          z.maxLength(MAX_ALLOCATIONS_OF_DISPATCH),
          z.describe('Units by SKU and location. The reservation has at least as many there.'),
        ),
    }),
  reply: () =>
    reply({
      reservationId,
      dispatchId,
      isComplete: z.boolean().check(z.describe('True if no unit of the reservation is left.')),
    }),
  rejections: [
    'RESERVATION_NOT_FOUND',
    'RESERVATION_NOT_COMMITTED',
    'RESERVATION_RELEASED',
    'RESERVATION_REFUSED',
    'RESERVATION_TOO_LARGE',
    'DISPATCH_EXCEEDS_RESERVED',
    'DISPATCH_MISMATCH',
    'TOO_MANY_DISPATCHES',
  ],
});

export type DispatchStock = z.infer<typeof dispatchStock.data>;
export type DispatchStockReply = CommandReply<typeof dispatchStock>;

export const releaseStock = /* @__PURE__ */ defineCommand({
  service: 'inventory',
  type: 'ReleaseStock',
  version: 1,
  subject: 'reservationId',
  summary:
    'Release a reservation. If it does not exist yet, a later ReserveStock is rejected. A cart releases only what no order has taken over.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      cart: z.optional(reservingCart).check(z.describe('Cart that releases; absent for an order.')),
    }),
  reply: () => reply({ reservationId }),
  rejections: [],
});

export type ReleaseStock = z.infer<typeof releaseStock.data>;
export type ReleaseStockReply = CommandReply<typeof releaseStock>;
