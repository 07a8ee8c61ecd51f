import { retryOnConflict } from '@tradepost/aggregate/retry';
import { type Cause, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { InsufficientStockError } from '../domain/insufficient-stock-error.ts';
import type { ReservationState } from '../domain/reservation.ts';
import { linesToAllocate, type ReservationCommand, type TakeOutcome } from '../domain/reservation-command.ts';
import { MAX_ALLOCATIONS, MAX_ALLOCATIONS_PER_STEP } from '../domain/reservation-steps.ts';
import type { ReservationsTable } from './reservations-table.ts';
import type { StockTable } from './stock-table.ts';
import type { StockTakes } from './stock-takes.ts';

/** Steps to hold a reservation of the largest size and to release it again, and 2 more. */
const MAX_STEPS = 2 * Math.ceil(MAX_ALLOCATIONS / MAX_ALLOCATIONS_PER_STEP) + 2;

/** How long conflicts are retried. The functions and the saga's step time out after 30 seconds or more. */
const RETRIED_FOR_MS = 20_000;

type Coded = { readonly code: string };

/** The reservation after a command, or the rejection of the command. */
export type Executed<Rejection extends Coded> = Loaded<ReservationState> | { readonly rejection: Rejection };

/** The part of the reservations that executes commands. */
export type ReservationExecutor = {
  /**
   * Executes a command on a reservation, step by step, until no events follow. If the function crashes between two steps,
   * the next command or the expiry continues the reservation.
   *
   * @param cause stored with each step
   * @throws ContentionError if every attempt of 20 seconds conflicts with other writers
   */
  readonly execute: <Rejection extends Coded = never>(
    id: string,
    command: ReservationCommand<Rejection>,
    cause: Cause,
  ) => Promise<Executed<Rejection>>;
};

type Config = {
  readonly table: Pick<ReservationsTable, 'unread' | 'load' | 'commit'>;
  readonly stock: Pick<StockTable, 'forLines'>;
  readonly takes: StockTakes;
  /** The current time, RFC 3339 in UTC. */
  readonly now: () => string;
};

/** Creates an executor on the tables of reservations and stock. */
export function createReservationExecutor(config: Config): ReservationExecutor {
  return { execute: (id, command, cause) => execute(config, id, command, cause) };
}

async function execute<Rejection extends Coded>(
  config: Config,
  id: string,
  command: ReservationCommand<Rejection>,
  cause: Cause,
): Promise<Executed<Rejection>> {
  const { table } = config;
  // A reservation is almost always new. It is written first, and read only if that write conflicts.
  let current = command.lines.length > 0 ? table.unread : await table.load(id);
  const untilMs = performance.now() + RETRIED_FOR_MS;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const stepped = await takeStep(config, id, command, cause, { loaded: current, untilMs });
    if (!('next' in stepped)) return stepped;
    current = stepped.next;
  }
  throw new ContentionError(`reservation ${id} is not finished after ${MAX_STEPS} steps`);
}

/** One decision and its write, repeated with fresh facts after a conflict. */
function takeStep<Rejection extends Coded>(
  { table, stock, takes, now }: Config,
  id: string,
  command: ReservationCommand<Rejection>,
  cause: Cause,
  { loaded, untilMs }: { readonly loaded: Loaded<ReservationState>; readonly untilMs: number },
): Promise<Executed<Rejection> | { readonly next: Loaded<ReservationState> }> {
  let current = loaded;
  let isStockInsufficient = false;
  return retryOnConflict(
    async () => {
      const metadata = { ...cause, at: now() };
      const { at } = metadata;
      const take = await settleTake(takes, id, command, current, metadata);
      const lines = linesToAllocate(command, current.state, at);
      // The plan of an earlier step is tried unchanged first; stock is read to plan again only if that fails.
      const isPlanned = current.state.status === 'reserving' || current.state.status === 'taking';
      const isToRead = lines.length > 0 && (!isPlanned || isStockInsufficient || take === 'failed');
      const facts = { take, stock: isToRead ? await stock.forLines(lines, command.unitsOf) : undefined };
      const decision = command.step(facts)(current.state, { version: current.version, at });
      if ('rejection' in decision) {
        if (current.state.status !== 'none') return decision;
        // The reservation was not read. The command may repeat one that was accepted before.
        current = await table.load(id);
        if (current.version < 0) return decision;
        throw new ConflictError(`reservation ${id} already exists`);
      }
      if (decision.events.length === 0) return current;
      try {
        return { next: await table.commit(id, current, decision.events, metadata) };
      } catch (error) {
        isStockInsufficient = error instanceof InsufficientStockError;
        if (error instanceof ConflictError) current = await table.load(id);
        throw error;
      }
    },
    isWorthATry,
    untilMs,
  );
}

function isWorthATry(error: unknown): boolean {
  return error instanceof ConflictError || error instanceof InsufficientStockError;
}

/** Takes the units of a reservation that is `taking`, or prevents the take, depending on the command. */
async function settleTake(
  takes: StockTakes,
  id: string,
  { takeToSettle }: Pick<ReservationCommand, 'takeToSettle'>,
  { version, state }: Loaded<ReservationState>,
  metadata: Cause & { readonly at: string },
): Promise<TakeOutcome | undefined> {
  if (state.status !== 'taking') return undefined;
  const settlement = takeToSettle(state, metadata.at);
  if (settlement === undefined) return undefined;
  return settlement === 'take'
    ? takes.take(id, { version, state }, metadata)
    : takes.close(id, { version, state });
}
