import { DOCUMENTED } from '../bounds/documented.ts';
import type { Sweep } from '../world/schedules.ts';
import type { World } from '../world/world.ts';
import type { Journal } from './journal.ts';
import type { ReservationLife } from './reservation-life.ts';
import type { Report } from './violation.ts';

const PROMISE = 'a sweep leaves nothing that was due';
/** Indexes lag, so a sweep need not find changes that are younger than this. */
const SETTLED_MS = 60_000;
/** A sweep leaves what is beyond its own limits to the next one. */
const MAX_DUE = 100;
const MAX_SKEWLESS_MS = 1_000;

type Observed = {
  readonly lives: ReadonlyMap<string, ReservationLife>;
  readonly journal: Journal;
};

/**
 * A sweep that succeeded has released every reservation that was due when it began, and has started the saga of every
 * order that was pending for too long, and has applied the dates of every product, however long ago, unless a page of its query ended early. Must be checked when the sweep ends.
 */
export function checkSweep(
  sweep: Sweep,
  world: Pick<World, 'dynamodb' | 'restarts'>,
  { lives, journal }: Observed,
  report: Report,
): void {
  if (sweep.isPartial) return;
  const clockMs = sweep.startMs + sweep.skewMs - MAX_SKEWLESS_MS;
  if (sweep.functionName.endsWith('-expire-reservations')) {
    const left = [...lives.values()].filter(
      (life) => isDue(life, clockMs) && life.changedMs < sweep.startMs - SETTLED_MS,
    );
    if (left.length > MAX_DUE) return;
    for (const { id, status, expiresAtMs } of left)
      report(PROMISE, `${id} is ${status}, ${(clockMs - expiresAtMs) / 1_000} s after its expiry`);
  } else if (sweep.functionName.endsWith('-sweep-orders')) {
    const left = pendingOrders(world, clockMs - DOCUMENTED.sagaLostAfterMs).filter((id) => {
      const last = journal.of('orders-views').get(`order#${id}`)?.at(-1);
      return last !== undefined && last.atMs < sweep.startMs - SETTLED_MS;
    });
    if (left.length > MAX_DUE) return;
    const started = new Set(
      world.restarts.filter(({ atMs }) => atMs >= sweep.startMs).map(({ orderId }) => orderId),
    );
    for (const id of left)
      if (!started.has(id) && !hasEnded(world, id)) report(PROMISE, `the saga of ${id} was not started`);
  } else if (sweep.functionName.endsWith('-sweep-products')) {
    const left = productsWithDates(journal, clockMs, sweep.startMs - SETTLED_MS);
    if (left.length > MAX_DUE) return;
    for (const key of left) report(PROMISE, `a date of ${key} was not applied`);
  }
}

/** Ids of products with a date that has come, and that have not changed for long enough to be in the index. */
function productsWithDates(journal: Journal, clockMs: number, beforeMs: number): readonly string[] {
  return [...journal.of('catalog-products')].flatMap(([key, states]) => {
    const { atMs = 0, item } = states.at(-1) ?? {};
    const { status, publishAt, unpublishAt } = item?.state ?? {};
    if (status !== 'draft' && status !== 'active') return [];
    const dates = [publishAt, unpublishAt].filter((date) => date !== undefined);
    return atMs < beforeMs && dates.some((date) => Date.parse(date) <= clockMs) ? [key] : [];
  });
}

function isDue({ status, expiresAtMs, releasingSinceMs = 0 }: ReservationLife, clockMs: number): boolean {
  if (status === 'releasing') return releasingSinceMs <= clockMs;
  return ['taking', 'reserving', 'held'].includes(status) && expiresAtMs <= clockMs;
}

/** Ids of orders that are pending in the projection since before an instant. */
function pendingOrders({ dynamodb }: Pick<World, 'dynamodb'>, beforeMs: number): readonly string[] {
  return dynamodb
    .table('tradepost-dev-orders-views')
    .all()
    .filter(({ pendingSince }) => pendingSince?.S !== undefined && Date.parse(pendingSince.S) < beforeMs)
    .map(({ pk }) => (pk?.S ?? '').replace(/^order#/, ''));
}

/** The saga of an order that awaits its payment has nothing left to do. */
const ENDS: ReadonlySet<unknown> = new Set([
  'OrderConfirmed',
  'OrderRejected',
  'OrderCancelled',
  'OrderPaymentAwaited',
]);

function hasEnded({ dynamodb }: Pick<World, 'dynamodb'>, orderId: string): boolean {
  const log = dynamodb
    .table('tradepost-dev-orders-events')
    .all()
    .filter(({ id }) => id?.S === orderId);
  return log.some(({ events }) => events?.L?.some(({ M }) => ENDS.has(M?.['type']?.S)));
}
