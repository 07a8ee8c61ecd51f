import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import type { DueReservation } from '../adapters/reservations-table.ts';
import { type Deps, deps } from '../deps.ts';
import { expire } from '../domain/expire.ts';

/** Reservations that one run expires from each of the index's four shards. The rest is left for the next run. */
const MAX_RESERVATIONS_PER_SHARD = 250;
const MAX_AT_ONCE = 10;

export const handler = scheduled((logger) => expireReservations({ ...deps(), logger }));

/**
 * Releases reservations that were not committed in time, and finishes releases that were interrupted.
 *
 * @throws AggregateError if some could not be released; all others were
 */
export async function expireReservations({
  logger,
  reservations,
  now,
}: Pick<Deps, 'reservations' | 'now'> & {
  readonly logger: Pick<Logger, 'info' | 'error'>;
}): Promise<readonly Metric[]> {
  const due = await reservations.due(now(), MAX_RESERVATIONS_PER_SHARD);
  const failures = await mapConcurrent(due, MAX_AT_ONCE, (reservation) =>
    expireReservation(reservation, reservations).catch((thrown: unknown) => {
      const error = toError(thrown);
      const { id: reservationId, correlationId } = reservation;
      logger.error('reservation not released', { reservationId, correlationId, error });
      return [error];
    }),
  );
  if (due.length > 0) logger.info('reservations expired', { count: due.length });
  const errors = failures.flat();
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} reservations were not released`);
  return due.length === 0 ? [] : [{ name: 'ReservationsExpired', value: due.length, unit: 'Count' }];
}

/** Expires one reservation, with the correlation id of the order that it was made for. */
async function expireReservation(
  { id, correlationId }: DueReservation,
  reservations: Deps['reservations'],
): Promise<Error[]> {
  await reservations.execute(id, expire(), { actor: 'tradepost.inventory', correlationId });
  return [];
}
