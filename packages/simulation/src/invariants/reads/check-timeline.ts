import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { MAX_STALE_MS } from '../../dynamodb/table-faults.ts';
import { MAX_LONG_LAG_MS } from '../../world/index-lag.ts';
import { wrongInLogged } from './check-logged-entries.ts';
import { type Facts, queryOf, type ReadCheck } from './read-check.ts';

/** Every read of the archive's index has an event after this time. */
const INDEXED_AFTER_MS = MAX_LONG_LAG_MS + MAX_STALE_MS;

/**
 * A timeline has every archived event of the order, oldest first, and those of one time in the order of the versions. If it is
 * complete, it has every event of the order's correlation ids that was archived long enough ago, too. A timeline may be as old as the request accepts; the clock that measures its age may be off, so only a new one is complete.
 */
export const checkTimeline: ReadCheck = (answered, { journal, logs }) => {
  const { params, request, answer, sentMs, answeredMs } = answered;
  if (answer.status !== 200) return undefined;
  const { orderId = '' } = params;
  const archived = [...journal.of('platform-event-archive')].flatMap(([key, [first]]) =>
    key.startsWith(`subject#${orderId} `)
      ? [{ atMs: first?.atMs ?? 0, event: JSON.parse(first?.item.event) }]
      : [],
  );
  const entries = answer.body.entries as readonly UncheckedJson[];
  const own = entries.filter(({ kind, subject }) => kind === 'event' && subject === orderId);
  const known = new Map(archived.map(({ event }) => [event.id, event]));
  for (const { id, name, at } of own) {
    const event = known.get(id);
    if (event === undefined || event.type !== name || Date.parse(event.time) !== Date.parse(at))
      return `it has ${name} ${id} at ${at}, which is ${event?.type} at ${event?.time}`;
  }
  const isNew = queryOf(request.path).get('maxAgeSeconds') === '0';
  const missing = archived.find(
    ({ atMs, event }) => isNew && atMs <= sentMs - MAX_STALE_MS && !own.some(({ id }) => id === event.id),
  );
  if (missing !== undefined) return `${missing.event.type} is missing`;
  const indexed = isNew && answer.body.complete === true ? relatedTo(answer.body, sentMs, journal) : [];
  const shown = new Set(entries.map(({ id, subject }) => `${subject} ${id}`));
  const left = indexed.find(({ subject, id }) => !shown.has(`${subject} ${id}`));
  if (left !== undefined) return `${left.type} ${left.id} of the same request is missing`;
  const unordered = own.find((entry, index) => index > 0 && !isInOrder(own[index - 1], entry));
  if (unordered !== undefined) return `${unordered.name} at ${unordered.at} is not in order`;
  const isLate = archived.some(
    ({ atMs, event }) => atMs > answeredMs && own.some(({ id }) => id === event.id),
  );
  if (isLate) return 'it has an event that was archived later';
  return isNew && logs !== undefined ? wrongInLogged(answered, logs) : undefined;
};

/** The events of the timeline's correlation ids that the archive's index has. */
function relatedTo(
  { correlationIds }: UncheckedJson,
  sentMs: number,
  journal: Facts['journal'],
): readonly UncheckedJson[] {
  return [...journal.of('platform-event-archive').values()].flatMap(([first]) =>
    first !== undefined &&
    first.atMs <= sentMs - INDEXED_AFTER_MS &&
    correlationIds.includes(first.item?.correlation)
      ? [JSON.parse(first.item?.event)]
      : [],
  );
}

function isInOrder(one: UncheckedJson, other: UncheckedJson): boolean {
  const gapMs = Date.parse(other.at) - Date.parse(one.at);
  const [before, after] = [placeIn(one.id), placeIn(other.id)];
  if (gapMs !== 0 || before.aggregate !== after.aggregate) return gapMs >= 0;
  return before.version <= after.version;
}

/** The id of an event is `<aggregate>/<version>/<index>`. */
function placeIn(id: string) {
  const parts = id.split('/');
  return { aggregate: parts.slice(0, -2).join('/'), version: Number(parts.at(-2)) };
}
