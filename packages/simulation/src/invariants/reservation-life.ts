import { toPlain } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { WriterClock } from '../world/world.ts';

/** A move of the expiry of a cart's reservation. */
export type Extension = {
  readonly atMs: number;
  readonly skewMs: number;
  readonly frozenMs: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The life of a reservation that held stock or was about to. Times are virtual, skews those of the clock of the writer. */
export type ReservationLife = {
  readonly id: string;
  readonly orderId: string | undefined;
  /** Time from which on a cart holds stock, by the clock of its writer; absent if an order does. */
  readonly cartSinceMs?: number;
  readonly bornMs: number;
  readonly skewMs: number;
  /** How long the code that created it waited in a frozen instance. */
  readonly frozenMs: number;
  /** As stored at first. */
  readonly firstExpiresAtMs: number;
  /** As stored last. */
  expiresAtMs: number;
  /** Moves of the expiry of a cart's reservation. */
  readonly extensions: Extension[];
  /** Set if a later write stored another expiry for the same order. */
  movedTo?: string;
  committedMs?: number;
  /** Begin of its release. `isExpiry`: the expiry released it, not a command. */
  end?: { readonly atMs: number; readonly skewMs: number; readonly isExpiry: boolean };
  /** Time from which on a sweep goes on with its release, as stored: by the clock of the function that began it. */
  releasingSinceMs?: number;
  status: string;
  changedMs: number;
};

const TABLE = 'tradepost-dev-inventory-stock';
const ENDED: ReadonlySet<string> = new Set(['releasing', 'released', 'refused']);

/**
 * Adds a change of a reservation to its life. A reservation that an order takes over, or that is made again after a cart held it, begins
 * another life.
 *
 * @param lives of all reservations: the last one by its id, earlier ones by the id and a number
 * @param atMs virtual time of the change, and the clock of the function that made it
 */
export function noteReservation(
  lives: Map<string, ReservationLife>,
  { table, keys, after }: Change,
  clock: WriterClock & { readonly atMs: number },
): void {
  if (table !== TABLE || after === undefined || keys['pk']?.S?.startsWith('reservation#') !== true) return;
  const { atMs, skewMs, frozenMs } = clock;
  const { id, state, causationId } = toPlain(after);
  const { status, orderId, expiresAt, cart } = state;
  const found = lives.get(id);
  const known = found !== undefined && isAnother(found, state) ? undefined : found;
  if (known === undefined) {
    // A reservation that was refused or released at once has no expiry.
    if (expiresAt === undefined) return;
    if (found !== undefined) {
      found.end ??= { atMs, skewMs, isExpiry: false };
      found.status = 'released';
      lives.set(`${id} ${lives.size}`, found);
    }
    const expiresAtMs = Date.parse(expiresAt);
    lives.set(id, {
      ...{ id, orderId, bornMs: atMs, skewMs, frozenMs, firstExpiresAtMs: expiresAtMs, expiresAtMs },
      ...{ extensions: [], status, changedMs: atMs },
      ...(cart === undefined ? {} : { cartSinceMs: Date.parse(cart.since) }),
    });
    return;
  }
  const movedMs = expiresAt === undefined ? known.expiresAtMs : Date.parse(expiresAt);
  if (movedMs !== known.expiresAtMs) {
    if (cart === undefined) known.movedTo = expiresAt;
    else known.extensions.push({ atMs, skewMs, frozenMs, fromMs: known.expiresAtMs, toMs: movedMs });
    known.expiresAtMs = movedMs;
  }
  if (status === 'releasing') known.releasingSinceMs = Date.parse(state.releasingSince);
  if (status === 'committed') known.committedMs ??= atMs;
  if (ENDED.has(status)) {
    // No message causes what the sweep does.
    known.end ??= { atMs, skewMs, isExpiry: causationId === undefined };
  }
  known.status = status;
  known.changedMs = atMs;
}

/** Returns true if a state with an expiry does not continue a life: another one owns it now, or it had ended. */
function isAnother(
  { cartSinceMs, end }: ReservationLife,
  { expiresAt, cart }: { readonly expiresAt?: string; readonly cart?: { readonly since: string } },
): boolean {
  if (expiresAt === undefined) return false;
  return end !== undefined || (cartSinceMs !== undefined && cart === undefined);
}
