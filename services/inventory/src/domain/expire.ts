import { isPast, NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { cancelTake, continueRelease, startRelease } from './reservation-steps.ts';

/** Releases a reservation that was not committed until its expiry, and continues a release. It is never rejected. */
export const expire = (): ReservationCommand => ({
  lines: [],
  takeToSettle: ({ expiresAt }, at) => (isPast(expiresAt, at) ? 'close' : undefined),
  step:
    ({ take }) =>
    (reservation, { at }) => {
      switch (reservation.status) {
        case 'taking':
          return isPast(reservation.expiresAt, at) ? cancelTake(take) : NOTHING_TO_DO;
        case 'reserving':
          if (!isPast(reservation.expiresAt, at)) return NOTHING_TO_DO;
          return startRelease({ type: 'ReservationCancelled' }, reservation);
        case 'held':
          if (!isPast(reservation.expiresAt, at)) return NOTHING_TO_DO;
          return startRelease({ type: 'StockReleased', reason: 'expired' }, reservation);
        case 'releasing':
          return continueRelease(reservation);
        case 'none':
        case 'committed':
        case 'dispatched':
        case 'released':
        case 'refused':
          return NOTHING_TO_DO;
        default:
          return reservation satisfies never;
      }
    },
});
