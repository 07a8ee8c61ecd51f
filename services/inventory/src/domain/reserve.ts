import type { Line, Shortage } from './allocate.ts';
import { NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import { continueHolding, continueRelease, plan, settleTake, type TooLarge } from './reservation-steps.ts';

export type ReserveRejection =
  | { readonly code: 'OUT_OF_STOCK'; readonly shortages: readonly Shortage[] }
  | { readonly code: 'RESERVATION_RELEASED' }
  | TooLarge;

/** Reserves all lines, or none, until the expiry: `ttlMs` milliseconds later. */
export const reserve = ({
  orderId,
  lines,
  ttlMs,
}: {
  readonly orderId?: string | undefined;
  readonly lines: readonly Line[];
  readonly ttlMs: number;
}): ReservationCommand<ReserveRejection> => ({
  lines,
  takeToSettle: () => 'take',
  step:
    ({ stock, take }) =>
    (reservation, { at }) => {
      switch (reservation.status) {
        case 'none':
          return plan({ orderId, lines, expiresAt: addMs(at, ttlMs), stock });
        case 'taking':
          return settleTake({ take, stock }, reservation);
        case 'reserving':
          return continueHolding(stock, reservation);
        case 'releasing':
          return continueRelease(reservation);
        case 'held':
        case 'committed':
          return NOTHING_TO_DO;
        case 'refused':
          return { rejection: { code: 'OUT_OF_STOCK', shortages: reservation.shortages } };
        case 'released':
          return { rejection: { code: 'RESERVATION_RELEASED' } };
        default:
          return reservation satisfies never;
      }
    },
});

function addMs(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}
