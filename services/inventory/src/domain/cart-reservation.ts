import type { Availability, Line } from './allocate.ts';
import { unitsForCarts } from './cart-share.ts';
import {
  type CartBounds,
  type CartVersion,
  changeHeld,
  extendHeld,
  type NotOfCart,
  ofCart,
  planForCart,
  releaseHeld,
  type Unavailable,
} from './cart-steps.ts';
import { linesBeyond } from './change-allocations.ts';
import { NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { cancelTake } from './reservation-steps.ts';

/** A command on a reservation that must exist. */
type Missing = { readonly code: 'RESERVATION_NOT_FOUND' | 'RESERVATION_RELEASED' };

export type ReserveForCartRejection = NotOfCart | Unavailable;
export type ChangeRejection = NotOfCart | Missing | Unavailable;
export type ExtendRejection = NotOfCart | Missing;

/** Reserves all lines of a cart, or none. A reservation that the cart holds already is changed to them, and extended. */
export const reserveForCart = (
  cart: CartVersion,
  lines: readonly Line[],
  bounds: CartBounds,
): ReservationCommand<ReserveForCartRejection> => ({
  lines,
  linesFor: (reservation) =>
    reservation.status === 'held' ? linesBeyond(reservation.allocations, lines) : lines,
  unitsOf: forCarts(bounds),
  takeToSettle: () => 'take',
  step: ({ stock, take }) =>
    ofCart<Unavailable>(cart, (reservation, at) => {
      switch (reservation.status) {
        case 'none':
        case 'released':
          return planForCart({ ...bounds, cart, lines, at, stock });
        case 'held':
          return changeHeld({ ...bounds, cart, lines, at, stock }, reservation);
        case 'taking':
          return cancelTake(take);
        default:
          return reservation satisfies never;
      }
    }),
});

/** Changes the reservation that a cart holds to other lines, and extends it: all of the change, or nothing. */
export const changeReservation = (
  cart: CartVersion,
  lines: readonly Line[],
  bounds: CartBounds,
): ReservationCommand<ChangeRejection> => ({
  lines: [],
  linesFor: (reservation) =>
    reservation.status === 'held' ? linesBeyond(reservation.allocations, lines) : [],
  unitsOf: forCarts(bounds),
  takeToSettle: () => 'take',
  step: ({ stock, take }) =>
    ofCart<Missing | Unavailable>(cart, (reservation, at) => {
      switch (reservation.status) {
        case 'none':
          return { rejection: { code: 'RESERVATION_NOT_FOUND' } };
        case 'released':
          return { rejection: { code: 'RESERVATION_RELEASED' } };
        case 'held':
          return changeHeld({ ...bounds, cart, lines, at, stock }, reservation);
        case 'taking':
          return cancelTake(take);
        default:
          return reservation satisfies never;
      }
    }),
});

/** Extends the reservation that a cart holds. */
export const extendReservation = (
  cart: CartVersion,
  bounds: Pick<CartBounds, 'ttlMs' | 'maxMs'>,
): ReservationCommand<ExtendRejection> => ({
  lines: [],
  takeToSettle: () => 'take',
  step: ({ take }) =>
    ofCart<Missing>(cart, (reservation, at) => {
      switch (reservation.status) {
        case 'none':
          return { rejection: { code: 'RESERVATION_NOT_FOUND' } };
        case 'released':
          return { rejection: { code: 'RESERVATION_RELEASED' } };
        case 'held':
          return extendHeld({ ...bounds, cart, at }, reservation);
        case 'taking':
          return cancelTake(take);
        default:
          return reservation satisfies never;
      }
    }),
});

/**
 * Releases the reservation of a cart. It is never rejected: a reservation that an order has taken over stays as it is. If there is none,
 * an earlier version of the cart cannot make it later.
 */
export const releaseForCart = (cart: CartVersion): ReservationCommand => ({
  lines: [],
  takeToSettle: () => 'close',
  step:
    ({ take }) =>
    (found, context) => {
      const decision = ofCart(cart, (reservation, at) => {
        switch (reservation.status) {
          case 'released':
            if (reservation.cart?.version === cart.version) return NOTHING_TO_DO;
            return { events: [{ type: 'ReservationCancelled', cart: { ...cart, since: at } }] };
          case 'none':
            return { events: [{ type: 'ReservationCancelled', cart: { ...cart, since: at } }] };
          case 'held':
            return releaseHeld(cart, reservation, at);
          case 'taking':
            return cancelTake(take);
          default:
            return reservation satisfies never;
        }
      })(found, context);
      return 'rejection' in decision ? NOTHING_TO_DO : decision;
    },
});

const forCarts =
  ({ sharePercent }: Pick<CartBounds, 'sharePercent'>) =>
  (level: Availability) =>
    unitsForCarts(level, sharePercent);
