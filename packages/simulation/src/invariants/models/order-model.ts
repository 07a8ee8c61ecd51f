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

/** The money of an order in responses. */
const MONEY = [
  ...['currency', 'lines', 'taxIncluded', 'shipping', 'discounts', 'taxes', 'totals', 'total'],
  'orderNumber',
];

/** Facts of an order that its customer has given. */
const GIVEN = [
  ...['customerId', 'email', 'shippingAddress', 'billingAddress', 'note', 'reference'],
  ...['purchaseOrderNumber', 'locale', 'metadata', 'codes'],
];

/** Fields of a placed order that only a correction changes, or nothing, in the responses for each caller. */
const FACTS: Readonly<Record<OrderView, readonly string[]>> = {
  staff: [...GIVEN, ...MONEY, 'reservationId', 'paymentId', 'placedBy'],
  customer: [...GIVEN, ...MONEY],
  guest: MONEY,
};

const CHANGING = [
  ...['id', 'status', 'version', 'placedAt', 'confirmedAt', 'rejectedAt', 'cancelledAt', 'updatedAt'],
  ...['rejection', 'cancellationReason', 'awaitingPayment'],
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
  // The next step of the payment is for the buyer alone.
  if (view === 'staff' && shown['awaitingPayment'] !== undefined)
    shown['awaitingPayment'] = { until: facts.awaitingPayment.until };
  return view === 'guest' ? toGuestModel(shown, facts.shippingAddress ?? {}) : shown;
}

function changeBy({ type, at, ...event }: UncheckedJson, order: UncheckedJson): object {
  switch (type) {
    case 'OrderPlaced':
      return { ...event, ...moneyOf(event), status: 'placed', placedAt: at, updatedAt: at };
    case 'OrderPaymentAwaited': {
      const { until, nextAction } = event;
      const awaitingPayment = { until, ...(nextAction === undefined ? {} : { nextAction }) };
      return { status: 'awaitingPayment', awaitingPayment, updatedAt: at };
    }
    case 'OrderConfirmed':
      return { status: 'confirmed', confirmedAt: at, updatedAt: at, ...PAID };
    case 'OrderClaimed':
      return { customerId: event.customerId, updatedAt: at };
    case 'OrderRejected':
      return { status: 'rejected', rejectedAt: at, rejection: event.rejection, updatedAt: at, ...PAID };
    case 'OrderCancelled':
      return {
        ...{ status: 'cancelled', cancelledAt: at, cancellationReason: event.reason, updatedAt: at },
        ...PAID,
      };
    case 'PersonalDataCorrected':
      return { ...correct(order, event), updatedAt: at };
    case 'PersonalDataErased':
      return { customerId: undefined, placedBy: withoutBuyer(order.placedBy), updatedAt: at };
    default:
      return { updatedAt: at };
  }
}

/** An order that no longer waits for its payment. */
const PAID = { awaitingPayment: undefined };

/** Lines and amounts as responses have them; orders of version 0.1 have no quote. */
function moneyOf({ lines, quote, total }: UncheckedJson): object {
  const { amountMinor: minor } = total;
  const { taxIncluded, shipping, discounts, taxes, totals } = quote ?? {
    ...{ taxIncluded: true, shipping: [], discounts: [], taxes: [] },
    totals: {
      ...{ linesMinor: minor, shippingMinor: 0, discountMinor: 0, taxMinor: 0 },
      ...{ totalMinor: minor, creditMinor: 0, dueMinor: minor },
    },
  };
  const shown = lines.map((line: UncheckedJson, index: number) => ({
    ...{ lineId: `${index + 1}`, discounts: [], taxes: [] },
    totalMinor: line.quantity * line.unitPrice.amountMinor,
    ...line,
  }));
  return { lines: shown, taxIncluded, shipping, discounts, taxes, totals };
}

/** The fields of a corrected part are all of those that it has now. */
function correct(order: UncheckedJson, { contact, invoice }: UncheckedJson): object {
  const { country, phone: former, ...address } = order.shippingAddress;
  const { email, note, phone } = contact ?? { ...order, phone: former };
  const shippingAddress = { ...(invoice ?? address), country, ...(phone === undefined ? {} : { phone }) };
  return { email, note, shippingAddress };
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
