import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import { type Availability, type Line, mergeLines, type StockBySku } from './allocate.ts';
import type { ReservationEvent, ReservationIn, ReservationState } from './reservation.ts';

/** Outcome of the take of a reservation that is `taking`: done, or no longer possible. */
export type TakeOutcome = 'taken' | 'failed';

/** Facts that a step needs besides the reservation. */
export type StepFacts = {
  /** Stock of the SKUs of `linesToAllocate`; undefined if the plan of an earlier step is tried unchanged. */
  readonly stock?: StockBySku | undefined;
  /** Outcome of the write to stock of `takeToSettle`. */
  readonly take?: TakeOutcome | undefined;
};

/** The write to stock that settles a planned take: take its units, or prevent a take that may still be in flight. */
export type Settlement = 'take' | 'close';

/**
 * A command on a reservation. It is decided and written in steps, because a transaction holds a bounded number of
 * allocations. Every command first continues a reservation that is unfinished, such as after a crash.
 */
export type ReservationCommand<Rejection extends { readonly code: string } = never> = {
  /** Lines of the reservation that the command creates; empty if it creates none. */
  readonly lines: readonly Line[];
  /** Lines that need a location, if the reservation exists. Without it, none do. */
  readonly linesFor?: (reservation: ReservationIn<'held' | 'released'>) => readonly Line[];
  /** Units of a stock that the command may take. Without it, all available ones. */
  readonly unitsOf?: (level: Availability) => number;
  /** The write to stock that is needed before a step on a reservation that is `taking` can be decided. */
  readonly takeToSettle: (reservation: ReservationIn<'taking'>, at: string) => Settlement | undefined;
  /** Decides the next step. The command is done when no events follow. */
  readonly step: (facts: StepFacts) => Command<ReservationState, ReservationEvent, Rejection>;
};

/** Decision of a step that is never rejected. */
export type Step = Extract<Decision<ReservationEvent>, { readonly events: unknown }>;

export const NOTHING_TO_DO: Step = { events: [] };

/** Lines that still need a location. The caller has to read the stock of their SKUs. */
export function linesToAllocate(
  { lines, linesFor, takeToSettle }: Pick<ReservationCommand, 'lines' | 'linesFor' | 'takeToSettle'>,
  reservation: ReservationState,
  at: string,
): readonly Line[] {
  switch (reservation.status) {
    case 'none':
      return mergeLines(lines);
    case 'reserving':
      return mergeLines(reservation.allocations.slice(reservation.allocationsHeld));
    case 'taking':
      return takeToSettle(reservation, at) === 'take' ? mergeLines(reservation.allocations) : [];
    case 'held':
    case 'released':
      return linesFor?.(reservation) ?? [];
    case 'committed':
    case 'dispatched':
    case 'refused':
    case 'releasing':
      return [];
    default:
      return reservation satisfies never;
  }
}

/** Returns a time some milliseconds after another. */
export function addMs(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

/** Returns whether a time is at or before another. */
export function isPast(time: string, at: string): boolean {
  return Date.parse(time) <= Date.parse(at);
}
