import type { ReservationIn } from './reservation.ts';
import { NOTHING_TO_DO, type ReservationCommand, type Step } from './reservation-command.ts';
import { cancelTake, continueRelease, startRelease } from './reservation-steps.ts';

/**
 * Releases a reservation. If it does not exist, it becomes a tombstone: `released`, so that it cannot be reserved later. One of a cart
 * becomes that of its order first, which then can have it no more. Units that were dispatched are not released. It is never rejected.
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
          return releaseHeld(reservation, orderId);
        case 'releasing':
          return continueRelease(reservation);
        case 'released':
          if (reservation.cart === undefined) return NOTHING_TO_DO;
          return { events: [{ type: 'ReservationCancelled', orderId }] };
        case 'refused':
        case 'dispatched':
          return NOTHING_TO_DO;
        default:
          return reservation satisfies never;
      }
    },
});

function releaseHeld(reservation: ReservationIn<'held' | 'committed'>, orderId: string | undefined): Step {
  const released = startRelease({ type: 'StockReleased', reason: 'requested' }, reservation);
  if (reservation.status === 'committed' || reservation.cart === undefined) return released;
  const { expiresAt } = reservation;
  return { events: [{ type: 'ReservationTakenOver', orderId, expiresAt }, ...released.events] };
}
