import { DOCUMENTED } from '../../bounds/documented.ts';
import { toPlain, type UncheckedJson } from '../../dynamodb/plain.ts';
import type { Record_ } from '../../workload/workload.ts';
import type { World } from '../../world/world.ts';
import type { Books } from '../tables.ts';
import type { Report } from '../violation.ts';
import { type Carts, cartsIn, isSubmitted } from './cart-journal.ts';
import { checkCartAnswers } from './check-cart-answers.ts';
import { checkCartLives } from './check-cart-lives.ts';
import { checkCartOrders } from './check-cart-orders.ts';
import { groupPricesIn } from './check-groups.ts';
import { checkMerges } from './check-merges.ts';

const ERASED = 'the carts of an erased person hold nothing of them';
const OWN_KEYS = 'a privacy request finds each order of a guest';
const SWEPT = 'a cart is abandoned after a day without a change';

/** How a run ended, as far as carts are concerned. */
export type CartEnding = { readonly isSkewed: boolean; readonly isAtRest: boolean };

/** Checks carts, their orders, and what their owners were answered. */
export function checkCarts(
  world: World,
  record: Record_,
  books: Books,
  { isSkewed, isAtRest }: CartEnding,
  report: Report,
): void {
  const carts = cartsIn(record.journal);
  if (carts.size === 0) return;
  const { answers, sold } = record;
  checkCartLives(carts, report);
  checkMerges(carts, record.carts.merges, report);
  const groups = groupPricesIn(record.journal, record.carts.trade);
  checkCartOrders({ books, carts, answers, sold, isAtRest, groups }, report);
  checkCartAnswers(answers, record.carts, carts, { isSkewed }, report);
  if (!isAtRest) return;
  const stored = world.dynamodb.table('tradepost-dev-carts-carts').all().map(toPlain) as UncheckedJson[];
  checkLeft(stored, world.scheduler.nowMs(), report);
  checkErased(stored, world, report);
  checkKeys(carts, world, report);
}

/** Sweeps come each minute, by clocks that are right at the end of a run. */
const SWEEP_MS = 5 * DOCUMENTED.sweepEveryMs;

/** Every cart with lines that nobody has changed for a day is abandoned, and no checkout has a quote that has expired. */
function checkLeft(stored: readonly UncheckedJson[], nowMs: number, report: Report): void {
  for (const { id, state } of stored) {
    const idleMs = nowMs - Date.parse(state.updatedAt);
    const isLeft = state.status === 'open' && state.lines.length > 0;
    if (isLeft && idleMs > DOCUMENTED.cartAbandonedAfterMs + SWEEP_MS)
      report(SWEPT, `${id} is open after ${idleMs} ms`);
    if (state.status === 'checkingOut' && nowMs > Date.parse(state.checkout.quote.expiresAt) + SWEEP_MS)
      report(SWEPT, `${id} is checked out with a quote that has expired`);
  }
}

/** Keys that seal the order of a guest are found with this order. Those that were deleted are not stored. */
function checkKeys(carts: Carts, { dynamodb }: World, report: Report): void {
  const keys = dynamodb.table('tradepost-dev-customers-subject-keys').all().map(toPlain) as UncheckedJson[];
  const orderOf = new Map(keys.map(({ pk, orderId }) => [pk.replace('subject#', ''), orderId]));
  for (const { state } of [...carts.values()].flatMap(({ versions }) => versions)) {
    if (!isSubmitted(state) || state.customerId !== undefined) continue;
    const { orderId, subjectId = state.person.subjectId } = state.submission;
    const found = orderOf.get(subjectId);
    if (found !== undefined && found !== orderId)
      report(OWN_KEYS, `${orderId} is sealed with the keys of ${found}`);
  }
}

/** A cart of a person whose keys were deleted has nothing but its id. */
function checkErased(stored: readonly UncheckedJson[], { dynamodb }: World, report: Report): void {
  const privacy = dynamodb.table('tradepost-dev-customers-privacy').all().map(toPlain);
  const erased = new Set(privacy.flatMap(({ pk, sk }) => (pk === 'erasures' ? [sk] : [])));
  for (const { id, state } of stored) {
    if (erased.has(state.person?.subjectId)) report(ERASED, `${id} is ${state.status}`);
    const extra = Object.keys(state).filter((name) => !['status', 'cartId', 'updatedAt'].includes(name));
    if (state.status === 'erased' && extra.length > 0) report(ERASED, `${id} has ${extra.join(', ')}`);
  }
}
