import type { Allocation } from '@tradepost/contracts/inventory/model';
import { allocate, type Line, mergeLines, type Shortage, type StockBySku } from './allocate.ts';
import type { InStatus, ReservationEvent, ReservationState } from './reservation.ts';
import { giveBack, hold, isTooLarge, MAX_ALLOCATIONS, startRelease, takeOn } from './reservation-steps.ts';

/** Facts that the caller gathered: the stock of the SKUs of `linesToAllocate`, and the outcome of a take. */
type Facts = {
  readonly at: string;
  readonly stock?: StockBySku | undefined;
  /** Outcome of the take of a reservation that is `taking`: done, or no longer possible. See `takeToSettle`. */
  readonly take?: TakeOutcome | undefined;
};

export type TakeOutcome = 'taken' | 'failed';

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

type TooLarge = { readonly code: 'RESERVATION_TOO_LARGE'; readonly maxAllocations: number };

export type ReserveRejection =
  | { readonly code: 'OUT_OF_STOCK'; readonly shortages: readonly Shortage[] }
  | { readonly code: 'RESERVATION_RELEASED' }
  | TooLarge;

export type CommitRejection =
  | { readonly code: 'RESERVATION_NOT_FOUND' | 'RESERVATION_RELEASED' | 'RESERVATION_REFUSED' }
  | TooLarge;

export type ReservationRejection = ReserveRejection | CommitRejection;

type Decided<Rejection = never> =
  | { readonly events: readonly ReservationEvent[] }
  | { readonly rejection: Rejection };

const NOTHING_TO_DO: Decided = { events: [] };

/**
 * Decides the next step of a command on a reservation. The command is carried out when no more events follow. Every
 * command first continues a reservation that is unfinished, such as after a crash. Pure.
 */
export function decide(
  command: ReservationCommand,
  reservation: ReservationState,
): Decided<ReservationRejection> {
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

/** Lines that still need a location. The caller has to read the stock of their SKUs. */
export function linesToAllocate(command: ReservationCommand, reservation: ReservationState): readonly Line[] {
  switch (reservation.status) {
    case 'none':
      return command.type === 'ReserveStock' ? mergeLines(command.lines) : [];
    case 'reserving':
      return mergeLines(reservation.allocations.slice(reservation.allocationsHeld));
    case 'taking':
      return takeToSettle(command, reservation) === 'take' ? mergeLines(reservation.allocations) : [];
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

/**
 * The write to stock that is needed before a command on a reservation that is `taking` can be decided: take its units
 * (`take`), or prevent a take that may still be in flight (`close`).
 */
export function takeToSettle(
  command: ReservationCommand,
  reservation: ReservationState,
): 'take' | 'close' | undefined {
  if (reservation.status !== 'taking') return undefined;
  if (command.type === 'ReserveStock' || command.type === 'CommitStock') return 'take';
  return command.type === 'ReleaseStock' || isPast(reservation.expiresAt, command.at) ? 'close' : undefined;
}

function reserve(command: ReserveStock, reservation: ReservationState): Decided<ReserveRejection> {
  switch (reservation.status) {
    case 'none':
      return start(command);
    case 'taking':
      return settle(command, reservation);
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
  { at, orderId, take }: Extract<ReservationCommand, { type: 'ReleaseStock' }>,
  reservation: ReservationState,
): Decided {
  switch (reservation.status) {
    case 'none':
      return { events: [{ type: 'ReservationBarred', at, orderId }] };
    case 'taking':
      return bar(at, take);
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

/** An expired reservation that is not yet released can be committed: its status decides, not the clock. */
function commit(
  command: Extract<ReservationCommand, { type: 'CommitStock' }>,
  reservation: ReservationState,
): Decided<CommitRejection> {
  switch (reservation.status) {
    case 'none':
      return { rejection: { code: 'RESERVATION_NOT_FOUND' } };
    case 'taking':
      return settle(command, reservation);
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

function expire({ at, take }: Facts, reservation: ReservationState): Decided {
  switch (reservation.status) {
    case 'taking':
      return isPast(reservation.expiresAt, at) ? bar(at, take) : NOTHING_TO_DO;
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

/** Holds the reservation if its units were taken; otherwise plans it again on the current stock. */
function settle({ at, take, stock }: Facts, reservation: InStatus<'taking'>): Decided<TooLarge> {
  if (take === 'taken') return { events: [{ type: 'StockReserved', at }] };
  const { allocations: lines, expiresAt } = reservation;
  return start({ at, lines, expiresAt, stock });
}

/** Bars the reservation. If its units were taken, it is held first and released in the next step. */
function bar(at: string, take: TakeOutcome | undefined): Decided {
  return { events: [{ type: take === 'taken' ? 'StockReserved' : 'ReservationBarred', at }] };
}

function start({ at, orderId, lines, expiresAt, stock }: Omit<ReserveStock, 'type'>): Decided<TooLarge> {
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
  const [allocation, ...others] = allocations;
  const takeBefore =
    allocation === undefined || others.length > 0 ? undefined : takeBeforeAt(allocation, stock);
  if (allocation !== undefined && takeBefore !== undefined)
    return { events: [{ type: 'TakePlanned', at, orderId, allocation, expiresAt, takeBefore }] };
  return {
    events: [
      { type: 'StockAllocated', at, orderId, allocations, expiresAt },
      ...hold(at, allocations.length),
    ],
  };
}

function takeBeforeAt({ sku, location }: Allocation, stock: StockBySku | undefined): number | undefined {
  return stock?.get(sku)?.find((level) => level.location === location)?.takeBefore;
}

function isPast(instant: string, at: string): boolean {
  return Date.parse(instant) <= Date.parse(at);
}
