import type { Plain } from '@tradepost/simulation/dynamodb/plain';
import type { Books } from '@tradepost/simulation/invariants/tables';
import type { Row } from './tables.ts';

/**
 * What the platform's event log has of orders, against what the orders' own logs have: each event that was committed
 * was on the bus, and none that was not.
 */
export function compareEvents({ orders }: Pick<Books, 'orders'>, eventLog: readonly Row[]): string[] {
  const committed = new Set(
    [...orders.values()].flat().flatMap(({ id, version, events }: Plain) =>
      // As `to-contract-events.ts` of the orders names them.
      events.map(({ type }: Plain, index: number) => `${type} ${id}/${version}/${index}`),
    ),
  );
  const published = eventLog
    .map(({ event }) => JSON.parse(String(event)) as Plain)
    .filter(({ source }) => source === 'tradepost.orders')
    .map(({ type, id }) => `${type} ${id}`);
  const seen = new Set(published);
  return [
    ...[...committed].filter((event) => !seen.has(event)).map((event) => `the event log lacks ${event}`),
    ...[...seen].filter((event) => !committed.has(event)).map((event) => `nobody committed ${event}`),
    ...(published.length === seen.size ? [] : [`the event log has ${published.length - seen.size} doubles`]),
  ];
}
