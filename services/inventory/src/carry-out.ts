import { retryOnConflict } from '@tradepost/aggregate/retry';
import { type CommitMetadata, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import {
  type CommitRejection,
  decide,
  linesToAllocate,
  type ReservationCommand,
  type ReservationRejection,
  type ReserveRejection,
  type TakeOutcome,
  takeToSettle,
} from './domain/decide-reservation.ts';
import { noReservation, type ReservationState } from './domain/reservation.ts';
import { MAX_ALLOCATIONS, MAX_ALLOCATIONS_PER_STEP } from './domain/reservation-steps.ts';
import { type ReservationsTable, StockTakenError } from './reservations-table.ts';
import type { StockTable } from './stock-table.ts';
import type { StockTakes } from './stock-takes.ts';

/** Steps to hold a reservation of the largest size and to release it again, and 2 more. */
const MAX_STEPS = 2 * Math.ceil(MAX_ALLOCATIONS / MAX_ALLOCATIONS_PER_STEP) + 2;

/** The reservation after a command, or the rejection of the command. */
export type CarriedOut<Rejection = ReservationRejection> =
  | { readonly reservation: Loaded<ReservationState> }
  | { readonly rejection: Rejection };

type CommandOf<Type extends ReservationCommand['type']> = Extract<
  ReservationCommand,
  { readonly type: Type }
>;

type Tables = {
  readonly reservations: ReservationsTable;
  readonly stock: Pick<StockTable, 'forLines'>;
  readonly takes: StockTakes;
};

/** How long conflicts are retried. The functions and the saga's step time out after 30 seconds or more. */
const RETRIED_FOR_MS = 20_000;

/**
 * Carries out a command on a reservation, step by step, until no events follow. If the function crashes between two
 * steps, the next command or the expiry continues the reservation.
 *
 * @param metadata who, when and why; stored with each step
 * @throws ContentionError if every attempt of 20 seconds conflicts with other writers
 */
export async function carryOut(
  id: string,
  command: CommandOf<'ReserveStock'>,
  metadata: CommitMetadata,
  tables: Tables,
): Promise<CarriedOut<ReserveRejection>>;
export async function carryOut(
  id: string,
  command: CommandOf<'CommitStock'>,
  metadata: CommitMetadata,
  tables: Tables,
): Promise<CarriedOut<CommitRejection>>;
export async function carryOut(
  id: string,
  command: CommandOf<'ReleaseStock' | 'ExpireReservation'>,
  metadata: CommitMetadata,
  tables: Tables,
): Promise<CarriedOut<never>>;
export async function carryOut(
  id: string,
  command: ReservationCommand,
  metadata: CommitMetadata,
  tables: Tables,
): Promise<CarriedOut> {
  // A reservation is almost always new. It is written first, and read only if that write conflicts.
  let current = command.type === 'ReserveStock' ? unread : await tables.reservations.load(id);
  const untilMs = performance.now() + RETRIED_FOR_MS;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const stepped = await takeStep(id, command, metadata, tables, { loaded: current, untilMs });
    if (!('next' in stepped)) return stepped;
    current = stepped.next;
  }
  throw new ContentionError(`reservation ${id} is not finished after ${MAX_STEPS} steps`);
}

const unread: Loaded<ReservationState> = { version: -1, state: noReservation };

/** One decision and its write, repeated with fresh facts after a conflict. */
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
      // The plan of an earlier step is tried unchanged first; stock is read to plan again only if that fails.
      const isToRead =
        lines.length > 0 && (current.state.status === 'none' || isStockTaken || take === 'failed');
      const facts = { ...command, take, ...(isToRead ? { stock: await stock.forLines(lines) } : {}) };
      const decision = decide(facts, current.state);
      if ('rejection' in decision) {
        if (current.state.status !== 'none') return decision;
        // The reservation was not read. The command may repeat one that was accepted before.
        current = await reservations.load(id);
        if (current.version < 0) return decision;
        throw new ConflictError(`reservation ${id} already exists`);
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

/** Takes the units of a reservation that is `taking`, or prevents the take, depending on the command. */
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
