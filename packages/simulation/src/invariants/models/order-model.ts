import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../journal.ts';
import { createUnseal } from '../unseal.ts';

/** A commit of an aggregate, and the time from which on it was stored. */
export type CommitAt = {
  readonly atMs: number;
  readonly version: number;
  /** Time by the clock of the function that wrote it. */
  readonly at: string;
  readonly events: readonly UncheckedJson[];
  readonly actor: string;
  readonly correlationId: string;
};

/**
 * Returns the commits of every aggregate in an event store, oldest first, by the id of the aggregate. Newer versions store
 * times with another offset than `Z`.
 */
export function commitsIn(journal: Journal, table: string): ReadonlyMap<string, readonly CommitAt[]> {
  const unseal =
    table === 'orders-events' ? createUnseal(lastOf(journal, 'customers-subject-keys')) : undefined;
  const commits = [...journal.of(table).values()].flatMap((states) =>
    states.flatMap(({ atMs, item }) => {
      if (item === undefined) return [];
      const events = item.events.map((event: UncheckedJson) => inUtc(unseal?.(item.id, event) ?? event));
      return [{ ...item, events, atMs }];
    }),
  );
  return Map.groupBy(commits, ({ id }) => id);
}

/** The last state of each item of a table that has keys: those that were deleted since still open what was sealed with them. */
function lastOf(journal: Journal, table: string): readonly UncheckedJson[] {
  return [...journal.of(table).values()].flatMap((states) => {
    const items = states.flatMap(({ item }) => item ?? []);
    return items.findLast(({ contact }) => contact !== undefined) ?? items.at(-1) ?? [];
  });
}

function inUtc(event: UncheckedJson): UncheckedJson {
  return { ...event, at: new Date(event.at).toISOString() };
}

/** Whoever sees an order: staff, its customer, or a guest with its token. */
export type OrderView = 'staff' | 'customer' | 'guest';

/** Fields of a placed order that never change, in the responses for each caller. */
const FACTS: Readonly<Record<OrderView, readonly string[]>> = {
  staff: [
    ...['customerId', 'email', 'shippingAddress', 'currency', 'lines', 'total', 'note', 'reference'],
    ...['reservationId', 'paymentId', 'placedBy'],
  ],
  customer: ['customerId', 'email', 'shippingAddress', 'currency', 'lines', 'total', 'note', 'reference'],
  guest: ['currency', 'lines', 'total'],
};

const CHANGING = [
  ...['id', 'status', 'version', 'placedAt', 'confirmedAt', 'rejectedAt', 'cancelledAt', 'updatedAt'],
  ...['rejection', 'cancellationReason'],
];

/** The fields of an order in the responses for a caller. */
export function orderFields(view: OrderView): readonly string[] {
  return [...FACTS[view], ...CHANGING, ...(view === 'guest' ? ['shippingAddress'] : [])];
}

/**
 * The order that a caller sees after these commits: made of the stored events, without the services' code.
 *
 * @param commits all commits up to a version, oldest first; at least one
 */
export function toOrderModel(commits: readonly CommitAt[], view: OrderView): UncheckedJson {
  let order: UncheckedJson = {};
  for (const event of commits.flatMap(({ events }) => events))
    order = { ...order, ...changeBy(event, order) };
  const { orderId: id, ...facts } = order;
  const shown = Object.fromEntries(
    [...FACTS[view], ...CHANGING]
      .map((name) => [name, { ...facts, id, version: commits.at(-1)?.version }[name]])
      .filter(([, value]) => value !== undefined),
  );
  return view === 'guest' ? toGuestModel(shown, facts.shippingAddress ?? {}) : shown;
}

function changeBy({ type, at, ...event }: UncheckedJson, { placedBy }: UncheckedJson): object {
  switch (type) {
    case 'OrderPlaced':
      return { ...event, status: 'placed', placedAt: at, updatedAt: at };
    case 'OrderConfirmed':
      return { status: 'confirmed', confirmedAt: at, updatedAt: at };
    case 'OrderClaimed':
      return { customerId: event.customerId, updatedAt: at };
    case 'OrderRejected':
      return { status: 'rejected', rejectedAt: at, rejection: event.rejection, updatedAt: at };
    case 'OrderCancelled':
      return { status: 'cancelled', cancelledAt: at, cancellationReason: event.reason, updatedAt: at };
    case 'PersonalDataErased':
      return { customerId: undefined, placedBy: withoutBuyer(placedBy), updatedAt: at };
    default:
      return { updatedAt: at };
  }
}

/** After an erasure, an order does not have the id of its buyer, also while an instance still has the key of its address. */
function withoutBuyer(placedBy: UncheckedJson): UncheckedJson {
  return /^(customer|guest)$/.test(placedBy?.kind) ? { ...placedBy, id: 'erased' } : placedBy;
}

/** Declines that a guest does not see: they help to test stolen cards. */
const DECLINES = /^(INSUFFICIENT_FUNDS|CARD_EXPIRED|PAYMENT_ACTION_REQUIRED)$/;

function toGuestModel(shown: UncheckedJson, { city, region, country }: UncheckedJson): UncheckedJson {
  const { rejection, cancellationReason: _reason, ...rest } = shown;
  return {
    ...rest,
    shippingAddress: { city, country, ...(region === undefined ? {} : { region }) },
    ...(rejection === undefined
      ? {}
      : { rejection: { code: rejection.code.replace(DECLINES, 'PAYMENT_DECLINED') } }),
  };
}

/**
 * Returns the commits that an order had at a point in time. Clocks differ, so a commit may have an earlier time than the one
 * before it: a commit counts from the latest time on that it, or one before it, has.
 */
export function commitsAt(commits: readonly CommitAt[], at: string): readonly CommitAt[] {
  const later = commits.findIndex((commit) => Date.parse(commit.at) > Date.parse(at));
  return later === -1 ? commits : commits.slice(0, later);
}
