import { cartAbandoned, cartReopened, cartSubmitted } from '@tradepost/contracts/carts/events';
import {
  categoryChanged,
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
  variantChanged,
} from '@tradepost/contracts/catalog/events';
import {
  reservationChanged,
  reservationTakenOver,
  stockAdjusted,
  stockCommitted,
  stockReleased,
  stockReservationRefused,
  stockReserved,
} from '@tradepost/contracts/inventory/events';
import {
  orderCancelled,
  orderConfirmed,
  orderCorrected,
  orderLinkRequested,
  orderPaymentAwaited,
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
import { shippingMethodChanged } from '@tradepost/contracts/shipping/events';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { World } from '../world/world.ts';
import type { Journal } from './journal.ts';
import type { Report } from './violation.ts';

/** Names of published events in the event store, if they have another one there. */
const STORED_AS: Readonly<Record<string, string>> = { OrderCorrected: 'PersonalDataCorrected' };

/** Events that other services get, by the name that they have in the event store. */
const PUBLISHED = new Map(
  [
    ...[orderPlaced, orderConfirmed, orderRejected, orderCancelled, orderLinkRequested],
    orderPaymentAwaited,
    ...[paymentAuthorized, paymentDeclined, paymentCaptured, paymentVoided, paymentRefunded],
    ...[productCreated, productUpdated, productArchived, priceChanged, variantChanged],
    ...[stockAdjusted, stockReserved, stockReservationRefused, stockReleased, stockCommitted],
    ...[orderCorrected, cartAbandoned, cartReopened, cartSubmitted],
    ...[reservationChanged, reservationTakenOver],
  ].map(({ type, data }) => [STORED_AS[type] ?? type, Object.keys(data.shape)] as const),
);
for (const stored of ['CategoryPut', 'CategoryRemoved'])
  PUBLISHED.set(stored, Object.keys(categoryChanged.data.shape));
for (const stored of ['Created', 'Replaced', 'Archived'])
  PUBLISHED.set(`ShippingMethod${stored}`, Object.keys(shippingMethodChanged.data.shape));

const STORES = [
  'orders-events',
  'payments-events',
  'inventory-stock',
  'catalog-products',
  'shipping-methods',
  'carts-carts',
];

/** Allocations of one stock are published as one. */
const MERGED = new Set(['allocations']);

/**
 * Each stored event that concerns other services is on the bus, under the id that follows from its place. Its data has every
 * field that both the contract and the stored event have, and, of an order, the facts of its placing.
 */
export function checkPublished({ bus }: Pick<World, 'bus'>, journal: Journal, report: Report): void {
  const published = new Map(bus.published.map((each) => [each.id, each]));
  checkIds(bus, report);
  checkCustomers(published, journal, report);
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
      const stored = {
        ...facts,
        ...event,
        ...(event.product && { product: toShown(event.product) }),
        ...(facts === undefined ? {} : { sealed: facts.sealed }),
      };
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

/** A consumer recognises a repeated event by its id, which therefore no other event has, of whatever service. */
function checkIds({ published }: World['bus'], report: Report): void {
  const named = new Map<string, string>();
  for (const { id, detail } of published) {
    const { source, type, subject } = JSON.parse(detail);
    const event = `${type} of ${source} about ${subject}`;
    const other = named.get(id) ?? event;
    named.set(id, other);
    if (other !== event) report('no two events have one id', `${id}: ${other}, and ${event}`);
  }
}

/**
 * Each commit of a customer is one event on the bus: it is of the kind of its first stored event, and a change of the profile names
 * all parts that were changed. A rejected code, and an erasure, which has an event of its own, are none.
 */
function checkCustomers(
  published: ReadonlyMap<string, { readonly detail: string; readonly version?: string | undefined }>,
  journal: Journal,
  report: Report,
): void {
  for (const { id, events } of commitsOf(journal, 'customers-customers')) {
    const changed = new Set(events.flatMap(partsChangedBy));
    const own = events.find(({ type }) => CUSTOMERS_OWN.has(type));
    const expected = own?.type ?? (changed.size === 0 ? undefined : 'CustomerUpdated');
    const found = published.get(`${id}/0`);
    if (found?.version !== undefined) continue;
    const { data, type } = found === undefined ? {} : JSON.parse(found.detail);
    if (type !== expected)
      report(
        'each event that concerns others is published',
        `${expected} ${id} is ${type ?? 'not'} published`,
      );
    if (type !== expected || expected === undefined) continue;
    const stored =
      own === undefined ? { changed: [...changed].sort() } : pick(own, CUSTOMERS_OWN.get(own.type));
    const shown = own === undefined ? { changed: [...data.changed].sort() } : data;
    if (!contains(shown, stored))
      report(
        'a published event has what was stored',
        `${type} ${id}: ${JSON.stringify(shown).slice(0, 500)}`,
      );
  }
}

/** Stored events of customers that are published under their own names, with the fields that are published. */
const CUSTOMERS_OWN = new Map<string, readonly string[]>([
  ['CustomerRegistered', ['customerId', 'subjectId']],
  ['EmailChangeRequested', ['sealed', 'expiresAt']],
  ['ConsentChanged', ['purpose', 'channel', 'granted', 'textVersion', 'source']],
]);

/** Parts of a profile that other events of a customer change. */
const PARTS: Readonly<Record<string, string>> = {
  EmailChanged: 'email',
  DefaultsChanged: 'defaults',
  GroupsChanged: 'groups',
  AddressAdded: 'addresses',
  AddressReplaced: 'addresses',
  AddressRemoved: 'addresses',
};

function partsChangedBy({ type, sealed, removed }: UncheckedJson): readonly string[] {
  if (type === 'ProfileChanged') return [...Object.keys(sealed), ...removed];
  return PARTS[type] === undefined ? [] : [PARTS[type]];
}

function pick(event: UncheckedJson, names: readonly string[] = []): UncheckedJson {
  return Object.fromEntries(names.map((name) => [name, event[name]]));
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
    const facts = placed.get(item.id);
    const [first] = events;
    if (facts !== undefined && first?.type === 'PersonalDataCorrected')
      placed.set(item.id, { ...facts, sealed: { ...facts.sealed, ...first.sealed } });
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
