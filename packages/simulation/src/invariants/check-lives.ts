import { DOCUMENTED, MAX_IN_FLIGHT_MS, MAX_IN_FLIGHT_QUIET_MS } from '../bounds/documented.ts';
import type { ReservationLife } from './reservation-life.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

const LIVES = 'a reservation lives as long as documented';

/**
 * A reservation expires when its documented time is over by the clock that reserved it, not earlier and not later. That of an order
 * never moves. It is not released before, by the clock of the sweeper, except by a command. Without faults, it is
 * released within two sweeps after its expiry.
 *
 * @param guests reservations of guests that no order has, by their ids
 * @param isQuiet the run had no faults
 */
export function checkLives(
  lives: ReadonlyMap<string, ReservationLife>,
  { orders }: Pick<Books, 'orders'>,
  guests: ReadonlySet<string>,
  isQuiet: boolean,
  report: Report,
): void {
  for (const life of lives.values()) {
    const { id, orderId, bornMs, skewMs, frozenMs, firstExpiresAtMs, expiresAtMs, movedTo, end } = life;
    const placed = orders.get(orderId ?? '')?.[0].events[0];
    const isGuests = placed === undefined ? guests.has(id) : placed.placedBy?.kind === 'guest';
    const ofOrderMs = isGuests ? DOCUMENTED.guestReservationMs : DOCUMENTED.reservationMs;
    const documentedMs = life.cartSinceMs === undefined ? ofOrderMs : DOCUMENTED.cartReservationMs;
    const livesMs = firstExpiresAtMs - (bornMs + skewMs);
    const slackMs = isQuiet ? MAX_IN_FLIGHT_QUIET_MS : MAX_IN_FLIGHT_MS + frozenMs;
    if (livesMs > documentedMs || livesMs < documentedMs - slackMs)
      report(LIVES, `${id} expires after ${livesMs / 1_000} s, not ${documentedMs / 1_000} s`);
    if (movedTo !== undefined) report(LIVES, `${id}: its expiry moved to ${movedTo}`);
    checkExtensions(life, isQuiet, report);
    if (end?.isExpiry === true && end.atMs + end.skewMs < expiresAtMs)
      report(
        LIVES,
        `${id} was released ${(expiresAtMs - end.atMs - end.skewMs) / 1_000} s before its expiry`,
      );
    const lastMs = expiresAtMs + 2 * DOCUMENTED.sweepEveryMs;
    const goneMs = Math.min(end?.atMs ?? Infinity, life.committedMs ?? Infinity);
    if (isQuiet && goneMs > lastMs)
      report(
        'expired units become available soon',
        `${id}: ${(goneMs - expiresAtMs) / 1_000} s after its expiry`,
      );
  }
}

/** A change of a cart extends its reservation by the documented time, up to the documented maximum, and never shortens it. */
function checkExtensions(
  { id, cartSinceMs = 0, extensions }: ReservationLife,
  isQuiet: boolean,
  report: Report,
): void {
  for (const { atMs, skewMs, frozenMs, fromMs, toMs } of extensions) {
    const slackMs = isQuiet ? MAX_IN_FLIGHT_QUIET_MS : MAX_IN_FLIGHT_MS + frozenMs;
    const latestMs = cartSinceMs + DOCUMENTED.cartReservationMaxMs;
    const byMs = toMs - (atMs + skewMs);
    const isEarly = byMs < DOCUMENTED.cartReservationMs - slackMs && toMs < latestMs;
    if (toMs < fromMs || toMs > latestMs || byMs > DOCUMENTED.cartReservationMs || isEarly)
      report(
        LIVES,
        `${id}: its cart extended it by ${byMs / 1_000} s, ${(toMs - cartSinceMs) / 1_000} s in all`,
      );
  }
}
