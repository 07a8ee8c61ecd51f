import { DOCUMENTED } from '../../bounds/documented.ts';
import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Report } from '../violation.ts';
import { type Carts, type CartVersion, isSubmitted, textOf } from './cart-journal.ts';

const ONE_WINS = 'of a submit, a change and an expiry of a cart, one wins';
const STAYS = 'a submitted cart never changes';
const REOPENED = 'a cart opens again only if its order was rejected';
const IN_TIME = 'a quote is submitted before it expires';
const TEN_MINUTES = 'a quote is valid for ten minutes';
const VOID = 'a change makes the quote of a cart void';
const ABANDONED = 'a cart is abandoned after a day without a change';
const KEPT = 'a cart is deleted 90 days after its last change, never before';

/** Statuses that may follow each status. */
const MAY_FOLLOW: Readonly<Record<string, readonly string[]>> = {
  open: ['open', 'checkingOut', 'abandoned', 'merged', 'dropped', 'erased'],
  abandoned: ['open', 'checkingOut', 'merged', 'dropped', 'erased'],
  checkingOut: ['open', 'checkingOut', 'submitting', 'merged', 'dropped', 'erased'],
  submitting: ['submitted', 'checkingOut', 'open', 'erased'],
  submitted: ['open', 'erased'],
  merged: [],
  dropped: [],
  erased: [],
};

/** Events by which an owner changes a cart. */
const CHANGES: ReadonlySet<string> = new Set([
  ...[
    'LineAdded',
    'QuantitySet',
    'LineRemoved',
    'CodeApplied',
    'CodeRemoved',
    'DetailsChanged',
    'CartMergedIn',
  ],
]);

/** Each version of a cart follows from the one before it, as the service's README has it. */
export function checkCartLives(carts: Carts, report: Report): void {
  for (const [id, { versions }] of carts) {
    const [first] = versions;
    if (first?.version !== 0 || first.state.status !== 'open')
      report(ONE_WINS, `${id} begins as ${first?.state.status}`);
    versions.forEach((version, place) => {
      const before = versions[place - 1];
      if (before !== undefined) checkStep(id, before, version, report);
    });
  }
}

/**
 * DynamoDB has deleted every cart, none before its time, and nothing was published of it. Must be checked when all times to live are over.
 *
 * @param published events since the first deletion
 */
export function checkDeletedCarts(
  carts: Carts,
  published: readonly { readonly id: string }[],
  report: Report,
): void {
  for (const [id, { versions, deletedMs }] of carts) {
    const changedMs = Date.parse(versions.at(-1)?.state.updatedAt);
    if (deletedMs === undefined || deletedMs < changedMs + DOCUMENTED.cartKeptMs)
      report(KEPT, `${id} was deleted at ${deletedMs}, and last changed at ${changedMs}`);
  }
  for (const { id } of published) report(KEPT, `${id} was published`);
}

function checkStep(id: string, before: CartVersion, after: CartVersion, report: Report): void {
  const [was, is] = [before.state, after.state];
  const types = after.events.map(({ type }) => type as string);
  const what = `${id}: ${was.status} ${before.version} → ${is.status} ${after.version} by ${types.join(', ')}`;
  if (after.version !== before.version + 1 || MAY_FOLLOW[was.status]?.includes(is.status) !== true)
    report(ONE_WINS, what);
  if (isSubmitted(was) && is.status !== 'erased') {
    const isRejected = is.status === 'checkingOut' && types.includes('SubmissionRejected');
    const isReopened = is.status === 'open' && types.includes('CartReopened');
    const stays = isReopened ? { ...was, checkout: undefined } : was;
    if (factsOf(stays) !== factsOf(is) || !(isRejected || isReopened || isSubmitted(is))) report(STAYS, what);
  }
  for (const event of after.events) checkEvent(event, { was, is, what }, report);
}

type Step = { readonly was: UncheckedJson; readonly is: UncheckedJson; readonly what: string };

function checkEvent(event: UncheckedJson, { was, is, what }: Step, report: Report): void {
  const atMs = Date.parse(event.at);
  if (CHANGES.has(event.type)) {
    if (is.checkout !== undefined) report(VOID, what);
    if (is.updatedAt !== event.at) report(KEPT, `${what}, updated at ${is.updatedAt}`);
  }
  if (event.type === 'CartSubmitted') {
    const { expiresAt } = was.checkout?.quote ?? {};
    if (!(atMs < Date.parse(expiresAt))) report(IN_TIME, `${what} at ${event.at}, expires ${expiresAt}`);
    if (textOf(was.checkout) !== textOf(is.checkout) || factsOf(was) !== factsOf(is)) report(STAYS, what);
  }
  if (
    event.type === 'CartReopened' &&
    (was.submission?.orderId !== event.orderId || is.reservationId !== undefined)
  )
    report(REOPENED, `${what}: ${event.orderId}, submitted was ${was.submission?.orderId}`);
  if (event.type === 'CheckoutBegun') {
    const { at, expiresAt } = event.quote;
    if (Date.parse(expiresAt) - Date.parse(at) !== DOCUMENTED.quoteValidMs)
      report(TEN_MINUTES, `${what}: ${at}, ${expiresAt}`);
  }
  if (event.type === 'CheckoutExpired' && !(atMs >= Date.parse(was.checkout?.quote.expiresAt)))
    report(IN_TIME, `${what} at ${event.at}, before the expiry`);
  if (event.type === 'CartAbandoned') {
    const idleMs = atMs - Date.parse(was.updatedAt);
    if (!(idleMs >= DOCUMENTED.cartAbandonedAfterMs) || was.lines.length === 0)
      report(ABANDONED, `${what} after ${idleMs} ms`);
    if (is.updatedAt !== was.updatedAt) report(KEPT, `${what}, which is no change by its owner`);
  }
}

/** Everything of a cart that its order depends on. */
function factsOf({
  lines,
  codes,
  currency,
  country,
  person,
  shippingAddress,
  billingAddress,
  shippingMethodId,
  checkout,
}: UncheckedJson): string {
  return textOf({
    ...{ lines, codes, currency, country, person, shippingAddress, billingAddress },
    ...{ shippingMethodId, quote: checkout?.quote },
  });
}
