import { retryOnConflict } from '@tradepost/aggregate/retry';
import { type CommitMetadata, ConflictError, ContentionError, type Loaded } from '@tradepost/aggregate/store';
import {
  decide,
  linesToAllocate,
  type ReservationCommand,
  type ReservationRejection,
  type TakeOutcome,
  takeToSettle,
} from './domain/decide-reservation.ts';
import { noReservation, type ReservationState } from './domain/reservation.ts';
import { MAX_ALLOCATIONS, MAX_ALLOCATIONS_PER_STEP } from './domain/reservation-steps.ts';
import { type ReservationsTable, StockTakenError } from './reservations-table.ts';
import type { StockTable } from './stock-table.ts';
import type { StockTakes } from './stock-takes.ts';

/** A reservation of the largest size is held in so many steps, and may have to be given back in as many. */
const MAX_STEPS = 2 * Math.ceil(MAX_ALLOCATIONS / MAX_ALLOCATIONS_PER_STEP) + 2;

/** The reservation as a command left it, or why the command was refused. */
export type CarriedOut =
  | { readonly reservation: Loaded<ReservationState> }
  | { readonly rejection: ReservationRejection };

type Tables = {
  readonly reservations: ReservationsTable;
  readonly stock: Pick<StockTable, 'forLines'>;
  readonly takes: StockTakes;
};

/** Conflicts are retried for so long: the functions have 30 seconds and more, as has the step of the saga. */
const RETRIED_FOR_MS = 20_000;

/**
 * Carries out a command on a reservation, step by step, until there is nothing left to do. A crash between two
 * steps leaves a reservation that the next command, or its expiry, takes up again.
 *
 * @param metadata who, when, because of what; it goes with each step
 * @throws ContentionError where others were first for twenty seconds
 */
export async function carryOut(
  id: string,
  command: ReservationCommand,
  metadata: CommitMetadata,
  tables: Tables,
): Promise<CarriedOut> {
  // A reservation is new almost always: its first write says where it is not, and only then it is read.
  let current = command.type === 'ReserveStock' ? unread : await tables.reservations.load(id);
  const untilMs = performance.now() + RETRIED_FOR_MS;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const stepped = await takeStep(id, command, metadata, tables, { loaded: current, untilMs });
    if (!('next' in stepped)) return stepped;
    current = stepped.next;
  }
  throw new ContentionError(`reservation ${id} came to no end within ${MAX_STEPS} steps`);
}

const unread: Loaded<ReservationState> = { version: -1, state: noReservation };

/** One decision and its write; made again on fresh facts where others were first. */
function takeStep(
  id: string,
  command: ReservationCommand,
  metadata: CommitMetadata,
  { reservations, stock, takes }: Tables,
  { loaded, untilMs }: { readonly loaded: Loaded<ReservationState>; readonly untilMs: number },
): Promise<CarriedOut | { readonly next: Loaded<ReservationState> }> {
  let current = loaded;
  let isStockTaken = false;
  return retryOnConflict(
    async () => {
      const take = await settleTake(id, command, current, metadata, takes);
      const lines = linesToAllocate(command, current.state);
      // What was planned in an earlier step is tried as it is, and decided anew only where that fails.
      const isToRead =
        lines.length > 0 && (current.state.status === 'none' || isStockTaken || take === 'failed');
      const facts = { ...command, take, ...(isToRead ? { stock: await stock.forLines(lines) } : {}) };
      const decision = decide(facts, current.state);
      if ('rejection' in decision) {
        if (current.state.status !== 'none') return decision;
        // What was refused unread may be the repeat of what was done before.
        current = await reservations.load(id);
        if (current.version < 0) return decision;
        throw new ConflictError(`there is a reservation ${id} already`);
      }
      if (decision.events.length === 0) return { reservation: current };
      try {
        return { next: await reservations.commit(id, current, decision.events, metadata) };
      } catch (error) {
        isStockTaken = error instanceof StockTakenError;
        if (error instanceof ConflictError) current = await reservations.load(id);
        throw error;
      }
    },
    isWorthATry,
    untilMs,
  );
}

function isWorthATry(error: unknown): boolean {
  return error instanceof ConflictError || error instanceof StockTakenError;
}

/** Takes the units of a reservation that is `taking`, or keeps them from being taken, as the command needs it. */
async function settleTake(
  id: string,
  command: ReservationCommand,
  { version, state }: Loaded<ReservationState>,
  metadata: CommitMetadata,
  takes: StockTakes,
): Promise<TakeOutcome | undefined> {
  if (state.status !== 'taking') return undefined;
  const settled = takeToSettle(command, state);
  if (settled === undefined) return undefined;
  return settled === 'take'
    ? takes.take(id, { version, state }, metadata)
    : takes.close(id, { version, state });
}
