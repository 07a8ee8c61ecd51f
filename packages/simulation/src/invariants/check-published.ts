import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
  variantChanged,
} from '@tradepost/contracts/catalog/events';
import {
  stockAdjusted,
  stockCommitted,
  stockReleased,
  stockReservationRefused,
  stockReserved,
} from '@tradepost/contracts/inventory/events';
import {
  orderCancelled,
  orderConfirmed,
  orderLinkRequested,
  orderPlaced,
  orderRejected,
} from '@tradepost/contracts/orders/events';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from '@tradepost/contracts/payments/events';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { World } from '../world/world.ts';
import type { Journal } from './journal.ts';
import type { Report } from './violation.ts';

/** Events that other services get, by the name that they have in the event store, too. */
const PUBLISHED = new Map(
  [
    ...[orderPlaced, orderConfirmed, orderRejected, orderCancelled, orderLinkRequested],
    ...[paymentAuthorized, paymentDeclined, paymentCaptured, paymentVoided, paymentRefunded],
    ...[productCreated, productUpdated, productArchived, priceChanged, variantChanged],
    ...[stockAdjusted, stockReserved, stockReservationRefused, stockReleased, stockCommitted],
  ].map(({ type, data }) => [type as string, Object.keys(data.shape)]),
);

const STORES = ['orders-events', 'payments-events', 'inventory-stock', 'catalog-products'];

/** Allocations of one stock are published as one. */
const MERGED = new Set(['allocations']);

/**
 * Each stored event that concerns other services is on the bus, under the id that follows from its place. Its data has every
 * field that both the contract and the stored event have, and, of an order, the facts of its placing.
 */
export function checkPublished({ bus }: Pick<World, 'bus'>, journal: Journal, report: Report): void {
  const published = new Map(bus.published.map((each) => [each.id, each]));
  for (const { id, events, facts } of STORES.flatMap((table) => commitsOf(journal, table))) {
    for (const [index, event] of events.entries()) {
      const shape = PUBLISHED.get(event.type);
      if (shape === undefined) continue;
      const eventId = `${id}/${index}`;
      const found = published.get(eventId);
      if (found === undefined) {
        report('each event that concerns others is published', `${event.type} ${eventId}`);
        continue;
      }
      if (found.version !== undefined) continue;
      const { data } = JSON.parse(found.detail);
      const stored = { ...facts, ...event, ...(event.product && { product: toShown(event.product) }) };
      const differing = shape.filter(
        (name) => !MERGED.has(name) && stored[name] !== undefined && !contains(data[name], stored[name]),
      );
      if (differing.length > 0) {
        const what = `${event.type} ${eventId}: ${differing.map((name) => `${name} is ${JSON.stringify(data[name])}`)}`;
        report('a published event has what was stored', what.slice(0, 600));
      }
    }
  }
}

/** A stored product without what only the catalogue itself needs. */
function toShown({ archivedVariants: _archived, variants, ...product }: UncheckedJson): UncheckedJson {
  const shown = variants.map(({ version: _version, ...variant }: UncheckedJson) => variant);
  return { ...product, variants: shown };
}

function commitsOf(journal: Journal, table: string) {
  const placed = new Map<string, UncheckedJson>();
  return [...journal.of(table).values()].flat().flatMap(({ item }) => {
    if (item?.events === undefined) return [];
    const events = item.events as readonly UncheckedJson[];
    if (item.version === 0 && events[0]?.type === 'OrderPlaced') placed.set(item.id, events[0]);
    return [{ id: `${item.id}/${item.version}`, events, facts: placed.get(item.id) }];
  });
}

/** Returns true if a published value is a stored one, or an object with all of its fields. */
function contains(published: UncheckedJson, stored: UncheckedJson): boolean {
  if (typeof stored !== 'object' || stored === null) return published === stored;
  return (
    Object(published) === published &&
    Object.keys(stored).every((name) => contains(published[name], stored[name])) &&
    (!Array.isArray(stored) || stored.length === published.length)
  );
}
