import type { UncheckedJson } from '@tradepost/simulation/dynamodb/plain';
import type { Books } from '@tradepost/simulation/invariants/tables';
import type { Row } from './tables.ts';

/** Events that concern the orders service only. */
const UNPUBLISHED = new Set(['OrderTokenRevoked', 'PersonalDataErased']);

/** Types of published events that differ from those in the log. */
const PUBLISHED_AS = new Map([['PersonalDataCorrected', 'OrderCorrected']]);

/**
 * Compares the events of orders in the event archive with the orders' own logs: each committed event was published, and
 * no others.
 */
export function compareEvents({ orders }: Pick<Books, 'orders'>, archive: readonly Row[]): string[] {
  const committed = new Set(
    [...orders.values()].flat().flatMap(({ id, version, events }: UncheckedJson) =>
      // The ids that `to-contract-events.ts` of orders gives.
      events.flatMap(({ type }: UncheckedJson, index: number) =>
        UNPUBLISHED.has(type) ? [] : [`${PUBLISHED_AS.get(type) ?? type} ${id}/${version}/${index}`],
      ),
    ),
  );
  const published = archive
    .map(({ event }) => JSON.parse(String(event)) as UncheckedJson)
    .filter(({ source }) => source === 'tradepost.orders')
    .map(({ type, id }) => `${type} ${id}`);
  const seen = new Set(published);
  return [
    ...[...committed].filter((event) => !seen.has(event)).map((event) => `the event archive lacks ${event}`),
    ...[...seen]
      .filter((event) => !committed.has(event))
      .map((event) => `archived but never committed: ${event}`),
    ...(published.length === seen.size
      ? []
      : [`the event archive has ${published.length - seen.size} duplicates`]),
  ];
}
