import { allocate, type Line, mergeLines, type Shortage, type StockBySku } from './allocate.ts';
import type { ReservationEvent, ReservationState } from './reservation.ts';
import { giveBack, hold, isTooLarge, MAX_ALLOCATIONS, startRelease, takeOn } from './reservation-steps.ts';

/** Stock is a fact that the caller gathered: of the SKUs that `linesToAllocate` names. */
type Facts = { readonly at: string; readonly stock?: StockBySku | undefined };

export type ReserveStock = Facts & {
  readonly type: 'ReserveStock';
  readonly orderId?: string | undefined;
  readonly lines: readonly Line[];
  readonly expiresAt: string;
};

export type ReservationCommand =
  | ReserveStock
  | (Facts & { readonly type: 'ReleaseStock'; readonly orderId?: string | undefined })
  | (Facts & { readonly type: 'CommitStock' })
  | (Facts & { readonly type: 'ExpireReservation' });

export type ReservationRejection =
  | { readonly code: 'OUT_OF_STOCK'; readonly shortages: readonly Shortage[] }
  | { readonly code: 'RESERVATION_TOO_LARGE'; readonly maxAllocations: number }
  | { readonly code: 'RESERVATION_NOT_FOUND' | 'RESERVATION_RELEASED' | 'RESERVATION_REFUSED' };

type Decided =
  | { readonly events: readonly ReservationEvent[] }
  | { readonly rejection: ReservationRejection };

const NOTHING_TO_DO: Decided = { events: [] };

/**
 * One step of what a command does to a reservation. A command is carried out when no more events follow: any of
 * them first takes a reservation further that is on its way, wherever a crash may have left it. Pure.
 */
export function decide(command: ReservationCommand, reservation: ReservationState): Decided {
  switch (command.type) {
    case 'ReserveStock':
      return reserve(command, reservation);
    case 'ReleaseStock':
      return release(command, reservation);
    case 'CommitStock':
      return commit(command, reservation);
    case 'ExpireReservation':
      return expire(command, reservation);
    default:
      return command satisfies never;
  }
}

/** The lines that are still to be given a location: the stock of their SKUs is what is to be decided on. */
export function linesToAllocate(command: ReservationCommand, reservation: ReservationState): readonly Line[] {
  switch (reservation.status) {
    case 'none':
      return command.type === 'ReserveStock' ? mergeLines(command.lines) : [];
    case 'reserving':
      return mergeLines(reservation.allocations.slice(reservation.allocationsHeld));
    case 'held':
    case 'committed':
    case 'refused':
    case 'releasing':
    case 'released':
      return [];
    default:
      return reservation satisfies never;
  }
}

function reserve(command: ReserveStock, reservation: ReservationState): Decided {
  switch (reservation.status) {
    case 'none':
      return start(command);
    case 'reserving':
      return takeOn(command, reservation);
    case 'releasing':
      return giveBack(command.at, reservation);
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
}

function release(
  { at, orderId }: Extract<ReservationCommand, { type: 'ReleaseStock' }>,
  reservation: ReservationState,
): Decided {
  switch (reservation.status) {
    case 'none':
      return { events: [{ type: 'ReservationBarred', at, orderId }] };
    case 'reserving':
      return startRelease(at, { type: 'ReservationBarred' }, reservation);
    case 'held':
    case 'committed':
      return startRelease(at, { type: 'StockReleased', reason: 'requested' }, reservation);
    case 'releasing':
      return giveBack(at, reservation);
    case 'released':
    case 'refused':
      return NOTHING_TO_DO;
    default:
      return reservation satisfies never;
  }
}

/** One that has expired but was not let go yet can be committed: its item is the arbiter, not the clock. */
function commit(
  command: Extract<ReservationCommand, { type: 'CommitStock' }>,
  reservation: ReservationState,
): Decided {
  switch (reservation.status) {
    case 'none':
      return { rejection: { code: 'RESERVATION_NOT_FOUND' } };
    case 'reserving':
      return takeOn(command, reservation);
    case 'releasing':
      return giveBack(command.at, reservation);
    case 'held':
      return { events: [{ type: 'StockCommitted', at: command.at }] };
    case 'committed':
      return NOTHING_TO_DO;
    case 'refused':
      return { rejection: { code: 'RESERVATION_REFUSED' } };
    case 'released':
      return { rejection: { code: 'RESERVATION_RELEASED' } };
    default:
      return reservation satisfies never;
  }
}

function expire({ at }: Facts, reservation: ReservationState): Decided {
  switch (reservation.status) {
    case 'reserving':
      if (!isPast(reservation.expiresAt, at)) return NOTHING_TO_DO;
      return startRelease(at, { type: 'ReservationBarred' }, reservation);
    case 'held':
      if (!isPast(reservation.expiresAt, at)) return NOTHING_TO_DO;
      return startRelease(at, { type: 'StockReleased', reason: 'expired' }, reservation);
    case 'releasing':
      return giveBack(at, reservation);
    case 'none':
    case 'committed':
    case 'released':
    case 'refused':
      return NOTHING_TO_DO;
    default:
      return reservation satisfies never;
  }
}

function start({ at, orderId, lines, expiresAt, stock }: ReserveStock): Decided {
  const allocated = allocate(lines, stock ?? new Map());
  if ('shortages' in allocated) {
    return {
      events: [{ type: 'StockReservationRefused', at, orderId, shortages: [...allocated.shortages] }],
    };
  }
  const { allocations } = allocated;
  if (isTooLarge(allocations)) {
    return { rejection: { code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_ALLOCATIONS } };
  }
  return {
    events: [
      { type: 'StockAllocated', at, orderId, allocations, expiresAt },
      ...hold(at, allocations.length),
    ],
  };
}

function isPast(instant: string, at: string): boolean {
  return Date.parse(instant) <= Date.parse(at);
}
