import type { Decision } from '@tradepost/aggregate/aggregate';
import type { Line, Shortage, StockBySku } from './allocate.ts';
import { changeAllocations, hasLines, isWithinTransaction, linesBeyond } from './change-allocations.ts';
import type { ReservationEvent, ReservationIn } from './reservation.ts';
import { addMs, NOTHING_TO_DO, type ReservationCommand } from './reservation-command.ts';
import {
  continueHolding,
  continueRelease,
  plan,
  settleTake,
  startRelease,
  type TooLarge,
} from './reservation-steps.ts';

export type ReserveRejection =
  | { readonly code: 'OUT_OF_STOCK'; readonly shortages: readonly Shortage[] }
  | { readonly code: 'RESERVATION_RELEASED' }
  | TooLarge;

/**
 * Reserves all lines, or none, until the expiry: `ttlMs` milliseconds later. A reservation that a cart holds is taken over, with
 * its units; one that a cart has held is made anew.
 */
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
  linesFor: (reservation) => {
    if (reservation.cart === undefined) return [];
    return reservation.status === 'held' ? linesBeyond(reservation.allocations, lines) : lines;
  },
  takeToSettle: () => 'take',
  step:
    ({ stock, take }) =>
    (reservation, { at }) => {
      const planned = { orderId, lines, expiresAt: addMs(at, ttlMs), stock };
      switch (reservation.status) {
        case 'none':
          return plan(planned);
        case 'taking':
          return settleTake({ take, stock }, reservation);
        case 'reserving':
          return continueHolding(stock, reservation);
        case 'releasing':
          return continueRelease(reservation);
        case 'held':
          return reservation.cart === undefined ? NOTHING_TO_DO : takeOver(planned, reservation);
        case 'committed':
        case 'dispatched':
          return NOTHING_TO_DO;
        case 'refused':
          return { rejection: { code: 'OUT_OF_STOCK', shortages: reservation.shortages } };
        case 'released':
          if (reservation.cart !== undefined) return plan(planned);
          return { rejection: { code: 'RESERVATION_RELEASED' } };
        default:
          return reservation satisfies never;
      }
    },
});

/**
 * The reservation of the cart becomes that of its order, in one transaction: it holds the lines of the order from then on. An order
 * that cannot have them is refused, as it would be without a cart.
 */
function takeOver(
  {
    orderId,
    lines,
    expiresAt,
    stock,
  }: {
    readonly orderId?: string | undefined;
    readonly lines: readonly Line[];
    readonly expiresAt: string;
    readonly stock: StockBySku | undefined;
  },
  reservation: ReservationIn<'held'>,
): Decision<ReservationEvent, TooLarge> {
  const takenOver = { type: 'ReservationTakenOver', orderId, expiresAt } as const;
  if (hasLines(reservation.allocations, lines)) return { events: [takenOver] };
  const changed = changeAllocations(reservation.allocations, lines, stock ?? new Map());
  if ('shortages' in changed) {
    const { shortages } = changed;
    const refused = startRelease({ type: 'StockReservationRefused', shortages }, reservation);
    return { events: [takenOver, ...refused.events] };
  }
  const { allocations } = changed;
  if (isWithinTransaction(reservation.allocations, allocations))
    return { events: [{ type: 'LinesAllocated', allocations }, takenOver] };
  // Too many for one transaction: the units of the cart are released, and the next step plans the lines of the order.
  return startRelease({ type: 'StockReleased', reason: 'requested' }, reservation);
}
