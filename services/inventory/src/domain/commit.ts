import { NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { continueHolding, continueRelease, settleTake, type TooLarge } from './reservation-steps.ts';

export type CommitRejection =
  | { readonly code: 'RESERVATION_NOT_FOUND' | 'RESERVATION_RELEASED' | 'RESERVATION_REFUSED' }
  | TooLarge;

/**
 * Commits a reservation, so that it no longer expires. One that has expired but is not yet released can be committed: its
 * status decides, not the clock.
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
          return { events: [{ type: 'StockCommitted' }] };
        case 'committed':
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
