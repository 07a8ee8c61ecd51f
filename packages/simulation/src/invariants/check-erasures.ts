import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Record_ } from '../workload/workload.ts';
import type { Answered } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import type { ItemAt, Journal } from './journal.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

const NOT_READ = 'nobody reads the data of an erased person after five minutes';
const NOT_FOUND = 'no projection has what identifies an erased person';
const UNCHANGED = 'an erasure changes no total and no entry of the ledger';
const STAYS = 'an erased person stays erased after a restore';
const ENDS = 'an erasure ends with its certificate';
const CLOSED = 'the account of an erased customer is closed';
const HELD = 'nobody is erased while a legal hold is in place';
const SHOWN = 'an erasure that waits for a legal hold is shown as held';

const MINUTE_MS = 60_000;
/** An instance uses a key for five minutes after it read it, and an answer takes up to half a minute. */
const CACHED_MS = 6 * MINUTE_MS;
/** A clock that is ten minutes slow, and then ten minutes fast, or the other way round. */
const SKEW_MS = 20 * MINUTE_MS;

/** An erased subject: the keys were deleted at `fromMs`. */
type Erased = { readonly subjectId: string; readonly fromMs: number };

/**
 * Checks all erasures of a run: what is read and stored afterwards, and that money is not touched.
 *
 * @param ending `isSkewed`: the clocks of functions were off, so caches lived longer. `isAtRest`: all work has finished; while it has
 *   not, an erasure may be under way
 */
export function checkErasures(
  world: World,
  { answers, erasures, journal, restores }: Record_,
  books: Books,
  { isSkewed, isAtRest }: { readonly isSkewed: boolean; readonly isAtRest: boolean },
  report: Report,
): void {
  const stored = itemsOf(world, 'customers-privacy');
  if (isAtRest) checkEnds(erasures, stored, books, report);
  checkHolds(erasures, journal, report);
  checkAccounts(world, erasures, { stored, journal }, report);
  const listed = stored.filter(({ pk }) => pk === 'erasures');
  checkKeys(world, listed, report);
  const subjectIds = new Set(listed.map(({ sk }) => sk as string));
  const keys = [...journal.of('customers-subject-keys').values()];
  const erased = keys.flatMap((states) => toErased(states, subjectIds));
  const graceMs = CACHED_MS + (isSkewed ? SKEW_MS : 0);
  checkAnswers(
    answers,
    { erased, subjects: subjectsIn(books, itemsOf(world, 'customers-customers')), restores, graceMs },
    report,
  );
  if (isAtRest) checkProjections(world, books, subjectIds, report);
  checkMoney(world, books, { subjectIds, journal }, report);
}

function itemsOf({ dynamodb }: Pick<World, 'dynamodb'>, table: string): readonly UncheckedJson[] {
  return dynamodb.table(`tradepost-dev-${table}`).all().map(toPlain);
}

function checkEnds(
  erasures: Record_['erasures'],
  stored: readonly UncheckedJson[],
  { orders }: Books,
  report: Report,
): void {
  const requests = new Map(stored.map((item) => [item.id, item]));
  const isClaimed = (orderId: string | undefined): boolean =>
    orders
      .get(orderId ?? '')
      ?.some(({ events }) => events.some(({ type }: UncheckedJson) => type === 'OrderClaimed')) === true;
  for (const { requestId, orderId } of erasures) {
    const { status, failure } = requests.get(requestId) ?? {};
    // Whoever claimed the order must ask for the erasure of all of their data.
    if (failure === 'OrderOfCustomer' && isClaimed(orderId)) continue;
    if (status !== 'completed') report(ENDS, `${requestId} is ${status} ${failure ?? ''}`);
  }
}

/** A step that has looked for a hold ends within this time. */
const STEP_MS = 5 * MINUTE_MS;
/** The workflow of an erasure has begun by then, whatever goes wrong. */
const BEGUN_MS = 8 * 60 * MINUTE_MS;

/** Nothing is erased while a hold is in place, and a request that waits for it is stored as held. */
function checkHolds(erasures: Record_['erasures'], journal: Journal, report: Report): void {
  const requests = journal.of('customers-privacy');
  for (const { requestId, hold } of erasures) {
    if (hold === undefined) continue;
    const { placedMs, liftedMs, isBeforeRequest } = hold;
    const states = [...requests.values()].find(([first]) => first?.item?.id === requestId) ?? [];
    const erasedMs = states.find(({ item }) => item?.erased !== undefined)?.atMs ?? Infinity;
    if (erasedMs > placedMs + STEP_MS && erasedMs < liftedMs) report(HELD, requestId);
    const begunMs = states.find(({ item }) => item?.status === 'running')?.atMs ?? Infinity;
    const waited = isBeforeRequest && liftedMs > Math.max(placedMs, begunMs) + BEGUN_MS;
    const isShown = states.some(({ item, atMs }) => item?.status === 'held' && atMs <= liftedMs + STEP_MS);
    if (waited && !isShown) report(SHOWN, requestId);
  }
}

/** Nobody can sign in to the account of a customer who was registered when their erasure was requested. */
function checkAccounts(
  { closedAccounts }: Pick<World, 'closedAccounts'>,
  erasures: Record_['erasures'],
  { stored, journal }: { readonly stored: readonly UncheckedJson[]; readonly journal: Journal },
  report: Report,
): void {
  const completed = new Set(stored.flatMap(({ id, status }) => (status === 'completed' ? [id] : [])));
  const profiles = [...journal.of('customers-customers').values()].flat();
  for (const { requestId, customerId, hasProfile } of erasures) {
    if (customerId === undefined || hasProfile !== true || !completed.has(requestId)) continue;
    const accountId = profiles.find(({ item }) => item?.state?.customerId === customerId)?.item?.state
      .accountId;
    if (accountId !== undefined && !closedAccounts.has(accountId))
      report(CLOSED, `${customerId} ${accountId}`);
  }
}

/** Every subject of the erasure list has lost its keys, except one that is kept for taxes. */
function checkKeys(world: World, listed: readonly UncheckedJson[], report: Report): void {
  const keys = new Map(itemsOf(world, 'customers-subject-keys').map((item) => [item.pk, item]));
  for (const { sk: subjectId, invoiceUntil } of listed) {
    const { contact, emailHash, invoice, invoiceUntil: until } = keys.get(`subject#${subjectId}`) ?? {};
    const isKept = invoice !== undefined && (invoiceUntil === undefined || until === undefined);
    if (contact !== undefined || emailHash !== undefined || isKept) report(STAYS, `${subjectId} has keys`);
  }
}

/** Returns the first time at which a subject of the list had no key for contacts. */
function toErased(states: readonly ItemAt[], subjectIds: ReadonlySet<string>): readonly Erased[] {
  const subjectId = String(states[0]?.item?.pk).slice('subject#'.length);
  const first = states.find(({ item }) => item !== undefined && !('contact' in item));
  return first === undefined || !subjectIds.has(subjectId) ? [] : [{ subjectId, fromMs: first.atMs }];
}

/** The subjects of orders, and those of profiles that were erased. */
function subjectsIn({ orders }: Books, profiles: readonly UncheckedJson[]): ReadonlyMap<string, string> {
  const ofProfiles = profiles.flatMap(({ state }) =>
    state?.status === 'erased' ? [[state.customerId as string, state.subjectId as string] as const] : [],
  );
  return new Map([
    ...[...orders].map(([id, log]) => [id, log[0]?.events[0]?.subjectId as string] as const),
    ...ofProfiles,
  ]);
}

type Reading = {
  readonly erased: readonly Erased[];
  readonly subjects: ReadonlyMap<string, string>;
  readonly restores: Record_['restores'];
  readonly graceMs: number;
};

/** No order in an answer has a field with personal data, once no cache may have the key. */
function checkAnswers(
  answers: readonly Answered[],
  { erased, subjects, restores, graceMs }: Reading,
  report: Report,
): void {
  const fromMs = new Map(erased.map((each) => [each.subjectId, each.fromMs]));
  const isRestored = (sentMs: number) =>
    restores.some(({ atMs, appliedMs = Infinity }) => sentMs >= atMs && sentMs <= appliedMs + graceMs);
  for (const { request, params, answer, sentMs } of answers) {
    if (answer.status >= 300 || isRestored(sentMs)) continue;
    const found = [answer.body, ...((answer.body?.items ?? []) as UncheckedJson[])];
    for (const item of found) {
      const id = item?.id ?? item?.data?.orderId ?? params['orderId'];
      const erasedMs = fromMs.get(subjects.get(id) ?? '') ?? Infinity;
      if (sentMs <= erasedMs + graceMs) continue;
      const fields = personalIn(item?.data ?? item ?? {});
      if (fields.length > 0) report(NOT_READ, `${request.method} ${request.path}: ${id} has ${fields}`);
    }
  }
}

/** Returns the names of fields of an order that have personal data. */
function personalIn(order: UncheckedJson): readonly string[] {
  const { email, note, cancellationReason, customerId, shippingAddress } = order;
  const { name, line1, city, phone } = shippingAddress ?? {};
  const fields = { email, note, cancellationReason, customerId, name, line1, city, phone };
  return Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}

/** No list finds an order by the person, and no entry leads from the address of a guest to it. */
function checkProjections(
  world: World,
  { orders }: Books,
  subjectIds: ReadonlySet<string>,
  report: Report,
): void {
  for (const item of itemsOf(world, 'orders-views')) {
    if (item.order !== undefined && subjectIds.has(item.order.subjectId)) {
      const { id, customerId, placedBy } = item.order;
      const buyer = placedBy?.kind === 'customer' && placedBy.id !== 'erased';
      if (customerId !== undefined || item.customer !== undefined || buyer)
        report(NOT_FOUND, `${id} of ${customerId ?? item.customer}`);
    }
    if (!item.pk.startsWith('guest#')) continue;
    const [first] = orders.get(item.orderId) ?? [];
    if (subjectIds.has(first?.events[0]?.subjectId)) report(NOT_FOUND, `${item.pk} has ${item.orderId}`);
  }
}

/** Orders of erased people have the total that they were placed with, and no entry of the ledger was changed or removed. */
function checkMoney(
  world: World,
  { orders, entries }: Books,
  { subjectIds, journal }: { readonly subjectIds: ReadonlySet<string>; readonly journal: Journal },
  report: Report,
): void {
  for (const { order } of itemsOf(world, 'orders-views')) {
    if (order === undefined || !subjectIds.has(order.subjectId)) continue;
    const [first] = orders.get(order.id) ?? [];
    const { lines, total } = first?.events[0] ?? {};
    if (JSON.stringify([order.lines, order.total]) !== JSON.stringify([lines, total]))
      report(UNCHANGED, `${order.id} has another total than ${JSON.stringify(total)}`);
  }
  const present = new Set(entries.map((entry) => JSON.stringify(entry)));
  for (const states of journal.of('payments-ledger').values())
    for (const { item } of states)
      if (item?.sk?.startsWith('entry#') && !present.has(JSON.stringify(item)))
        report(UNCHANGED, `${item.pk} ${item.sk} was changed`);
}
