import type { StreamRecord } from '@tradepost/local/event-sources/stream-record';
import { toPlain } from '../dynamodb/plain.ts';
import type { DeadLetter, World } from '../world/world.ts';
import type { Report } from './violation.ts';

const HOUR_MS = 3_600_000;
/** Faults last for half an hour, a pause of a consumer for up to an hour, and clocks are ten minutes off. */
export const MAX_PUBLISH_DELAY_MS = 4 * HOUR_MS;

/**
 * The events of an aggregate reach the bus in the order of its versions. Repeats are ignored, and so is what an operator has
 * published again, whatever the stream has not delivered yet. No event waits for one that
 * can never be published: an event that the bus refused for good, or that this version cannot read, follows in a redrive,
 * with the other events of its record.
 *
 * @param maxDelayMs the longest time from a commit until the bus has its events, in milliseconds
 */
export function checkPublishing(
  { bus, deadLetters }: Pick<World, 'bus' | 'deadLetters'>,
  report: Report,
  maxDelayMs = MAX_PUBLISH_DELAY_MS,
): void {
  const newer = deadLetters.filter(isOfNewerVersion).flatMap(({ body }) => recordsIn(body).flatMap(idsIn));
  const refused = new Set([...[...bus.refused].map((id) => partsOf(id).record), ...newer]);
  const seen = new Set<string>();
  const latest = new Map<string, number>();
  for (const { id, detail, atMs, isRepublished } of bus.published) {
    const { source, time } = JSON.parse(detail);
    const { record, version, ...parts } = partsOf(id);
    const aggregate = `${source} ${parts.aggregate}`;
    if (isRepublished || seen.has(`${source} ${id}`) || refused.has(record)) continue;
    seen.add(`${source} ${id}`);
    const before = latest.get(aggregate) ?? -1;
    latest.set(aggregate, Math.max(before, version));
    if (version < before) {
      const what = `${id} was published after version ${before}`;
      report('the events of an aggregate are published in their order', what);
    }
    const delayMs = atMs - Date.parse(time);
    if (delayMs > maxDelayMs)
      report('no event waits for hours', `${id} was published after ${(delayMs / HOUR_MS).toFixed(1)} hours`);
  }
}

/** Parses `<aggregate>/<version>/<place or type>`. The aggregate of a stock item contains a SKU, which may have slashes. */
function partsOf(id: string) {
  const parts = id.split('/');
  return {
    record: parts.slice(0, -1).join('/'),
    aggregate: parts.slice(0, -2).join('/'),
    version: Number(parts.at(-2)),
  };
}

/**
 * Records leave their stream only if the bus refused their events for good, or a newer version wrote them; otherwise they are
 * retried there. Must be checked before the dead-letter messages are redriven.
 */
export function checkFailures({ bus, queues }: Pick<World, 'bus' | 'queues'>, report: Report): void {
  const refused = new Set([...bus.refused].map((id) => partsOf(id).record));
  for (const { name, messages } of queues.all.filter((queue) => queue.name.endsWith('-failures'))) {
    for (const message of messages) {
      const { attributes, body } = message;
      if (attributes['RULE_ARN'] !== undefined || isOf(refused, body) || isOfNewerVersion(message)) continue;
      const what = `${name}: ${attributes['Reason']} ${body.slice(0, 160)}`;
      report('a record that can be published stays in its stream', what);
    }
  }
}

/** The function could not read the record: a newer version wrote it. The failures queue gets reasons without values. */
const NEWER = /has schema version .+ and this code reads versions up to/;

/**
 * Returns true if a record is in the failures queue because a newer version wrote it: by its reason, and because its events or
 * its state have a schema version.
 */
function isOfNewerVersion({ attributes, body }: Pick<DeadLetter, 'attributes' | 'body'>): boolean {
  return NEWER.test(attributes['Reason'] ?? '') && body.includes('chemaVersion":{"N":');
}

function recordsIn(body: string): readonly StreamRecord[] {
  return (JSON.parse(body) as { readonly Records?: readonly StreamRecord[] }).Records ?? [];
}

function isOf(refused: ReadonlySet<string>, body: string): boolean {
  const records = recordsIn(body);
  return records.length > 0 && records.every((record) => idsIn(record).some((id) => refused.has(id)));
}

/** Returns the event id prefixes that follow from a record, as a decision's, a stock item's, and those of pricing. */
function idsIn({ dynamodb }: StreamRecord): readonly string[] {
  const image = (dynamodb['NewImage'] ?? {}) as Parameters<typeof toPlain>[0];
  const { id, version, sku, location, events = [] } = toPlain(image);
  const lists = (events as readonly { readonly priceListId?: string }[]).flatMap(
    ({ priceListId }) => priceListId ?? [],
  );
  const names = [id, `${sku}@${location}`, `${id}/codes`, ...lists.map((list) => `${list}/${id}`)];
  return names.map((name) => `${name}/${version}`);
}
