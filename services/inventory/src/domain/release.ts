import { NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { cancelTake, continueRelease, startRelease } from './reservation-steps.ts';

/**
 * Releases a reservation. If it does not exist, it becomes a tombstone: `released`, so that it cannot be reserved later. It is
 * never rejected.
 */
export const release = ({ orderId }: { readonly orderId?: string | undefined }): ReservationCommand => ({
  lines: [],
  takeToSettle: () => 'close',
  step:
    ({ take }) =>
    (reservation) => {
      switch (reservation.status) {
        case 'none':
          return { events: [{ type: 'ReservationCancelled', orderId }] };
        case 'taking':
          return cancelTake(take);
        case 'reserving':
          return startRelease({ type: 'ReservationCancelled' }, reservation);
        case 'held':
        case 'committed':
          return startRelease({ type: 'StockReleased', reason: 'requested' }, reservation);
        case 'releasing':
          return continueRelease(reservation);
        case 'released':
        case 'refused':
          return NOTHING_TO_DO;
        default:
          return reservation satisfies never;
      }
    },
});
