import { toPlain } from '../dynamodb/plain.ts';
import type { Change } from '../dynamodb/table.ts';
import type { WriterClock } from '../world/world.ts';

/** The life of a reservation that held stock or was about to. Times are virtual, skews those of the clock of the writer. */
export type ReservationLife = {
  readonly id: string;
  readonly orderId: string | undefined;
  readonly bornMs: number;
  readonly skewMs: number;
  /** How long the code that created it waited in a frozen instance. */
  readonly frozenMs: number;
  /** As stored at first. */
  readonly expiresAtMs: number;
  /** Set if a later write stored another expiry. */
  movedTo?: string;
  committedMs?: number;
  /** Begin of its release. `isExpiry`: the expiry released it, not a command. */
  end?: { readonly atMs: number; readonly skewMs: number; readonly isExpiry: boolean };
  status: string;
  changedMs: number;
};

const TABLE = 'tradepost-dev-inventory-stock';
const ENDED: ReadonlySet<string> = new Set(['releasing', 'released', 'refused']);

/**
 * Adds a change of a reservation to its life.
 *
 * @param lives of all reservations, by their ids
 * @param atMs virtual time of the change, and the clock of the function that made it
 */
export function noteReservation(
  lives: Map<string, ReservationLife>,
  { table, keys, after }: Change,
  { atMs, skewMs, frozenMs }: WriterClock & { readonly atMs: number },
): void {
  if (table !== TABLE || after === undefined || keys['pk']?.S?.startsWith('reservation#') !== true) return;
  const { id, state, causationId } = toPlain(after);
  const { status, orderId, expiresAt } = state;
  const known = lives.get(id);
  if (known === undefined) {
    // A reservation that was refused or released at once has no expiry.
    if (expiresAt === undefined) return;
    const born = { bornMs: atMs, skewMs, frozenMs, expiresAtMs: Date.parse(expiresAt) };
    lives.set(id, { id, orderId, ...born, status, changedMs: atMs });
    return;
  }
  if (expiresAt !== undefined && Date.parse(expiresAt) !== known.expiresAtMs) known.movedTo = expiresAt;
  if (status === 'committed') known.committedMs ??= atMs;
  if (ENDED.has(status)) {
    // No message causes what the sweep does.
    known.end ??= { atMs, skewMs, isExpiry: causationId === undefined };
  }
  known.status = status;
  known.changedMs = atMs;
}
