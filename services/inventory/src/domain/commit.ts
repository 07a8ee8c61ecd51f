import { NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { continueHolding, continueRelease, settleTake, type TooLarge } from './reservation-steps.ts';

export type CommitRejection =
  | {
      readonly code:
        | 'RESERVATION_NOT_FOUND'
        | 'RESERVATION_RELEASED'
        | 'RESERVATION_REFUSED'
        | 'RESERVATION_OF_CART';
    }
  | TooLarge;

/**
 * Commits a reservation, so that it no longer expires. One that has expired but is not yet released can be committed: its
 * status decides, not the clock. What a cart holds is not sold: its order takes it over first.
 */
export const commit = (): ReservationCommand<CommitRejection> => ({
  lines: [],
  takeToSettle: () => 'take',
  step:
    ({ stock, take }) =>
    (reservation) => {
      switch (reservation.status) {
        case 'none':
          return { rejection: { code: 'RESERVATION_NOT_FOUND' } };
        case 'taking':
          return settleTake({ take, stock }, reservation);
        case 'reserving':
          return continueHolding(stock, reservation);
        case 'releasing':
          return continueRelease(reservation);
        case 'held':
          if (reservation.cart !== undefined) return { rejection: { code: 'RESERVATION_OF_CART' } };
          return { events: [{ type: 'StockCommitted' }] };
        case 'committed':
        case 'dispatched':
          return NOTHING_TO_DO;
        case 'refused':
          return { rejection: { code: 'RESERVATION_REFUSED' } };
        case 'released':
          return { rejection: { code: 'RESERVATION_RELEASED' } };
        default:
          return reservation satisfies never;
      }
    },
});
