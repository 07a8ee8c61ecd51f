import type { UncheckedJson } from '../dynamodb/plain.ts';
import { checkPayment, hadBy } from './check-payment.ts';
import { stockUnitsOf } from './models/stock-units.ts';
import { type Books, fateOf } from './tables.ts';
import type { Report } from './violation.ts';

/** Facts that an order is compared with. */
export type OrderFacts = {
  readonly books: Books;
  /** Requested amounts of captures by their payments, in minor units. */
  readonly captures: ReadonlyMap<string, number>;
  /** The run had no faults, so that a timeout is no valid reason. */
  readonly isQuiet: boolean;
};

/**
 * Checks the end of an order: its log, its stock, its money, and the provider's record of it.
 *
 * @param log its commits, oldest first
 */
export function checkOrder(
  orderId: string,
  log: readonly UncheckedJson[],
  { books, captures, isQuiet }: OrderFacts,
  reportOf: Report,
): void {
  const report: Report = (invariant, what) => reportOf(invariant, `${orderId}: ${what}`);
  if (log[0].events[0].type !== 'OrderPlaced') {
    report('an order ends once', 'it was never placed');
    return;
  }
  const events = fateOf(log);
  const [placed] = events;
  const last = events.at(-1)?.type;
  const statuses = events.map(({ type }: { type: string }) => type).join(', ');
  if (log.some(({ version }, index) => version !== index))
    report('a log has no gaps', `versions ${log.map(({ version }) => version)}`);
  if (!PATHS.has(statuses)) report('an order ends once', statuses);
  const reservation = books.reservations.get(placed.reservationId);
  const charge = books.charges.get(placed.paymentId);
  const has = hadBy(charge);
  const holds = has - (charge?.refundedMinor ?? 0);
  // The amount due is paid; the rest of the total is store credit.
  const total = placed.quote?.totals.dueMinor ?? placed.total.amountMinor;
  if (last === 'OrderPaymentAwaited') report('an order that waits for its payment ends', statuses);
  if (last === 'OrderConfirmed') {
    const dispatched = books.dispatched.get(placed.reservationId) ?? [];
    if (reservation?.status !== 'committed' && reservation?.status !== 'dispatched')
      report('a confirmed order has its stock', `its reservation is ${reservation?.status}`);
    else if (unitsOf([...(reservation.allocations ?? []), ...dispatched]) !== unitsOf(placed.lines))
      report('a confirmed order has its stock', 'other units are reserved or dispatched');
    const due = charge?.status === 'captured' ? (captures.get(placed.paymentId) ?? total) : total;
    if (has !== due) report('a confirmed order has its money', `the provider has ${has} of ${due}`);
    if (charge !== undefined && charge.currency !== placed.total.currency)
      report('a confirmed order has its money', charge.currency);
  } else if (last !== 'OrderPlaced') {
    if (!LET_GO.has(reservation?.status))
      report('an order that does not ship holds no stock', `its reservation is ${reservation?.status}`);
    if (holds !== 0) report('an order that does not ship holds no money', `the provider holds ${holds}`);
  }
  if ((charge?.capturedMinor ?? 0) > total)
    report('captured ≤ authorized ≤ total', `${charge.capturedMinor} of ${total} captured`);
  if (has > total) report('captured ≤ authorized ≤ total', `${has} of ${total} authorized`);
  const code = events.at(-1)?.rejection?.code;
  if (total === 0 && books.payments.get(placed.paymentId)?.some(asksProvider) === true)
    report('a free order calls no provider', 'an authorization was requested');
  const token = total === 0 ? FREE : books.tokenOf?.(placed);
  const hasDiscounts = (placed.quote?.discounts ?? []).length > 0;
  // `check-budgets.ts` compares what is left of the budget with the discount.
  const isOverBudget = hasDiscounts && code === 'PROMOTION_BUDGET_EXHAUSTED';
  if (code !== undefined && !isOverBudget && !isReason(code, token, placed.codes !== undefined, isQuiet))
    report('nothing is rejected without a reason', code);
  checkPayment(books.payments.get(placed.paymentId) ?? [], charge, report);
}

/** Source of the commands that the workload sends. */
const OTHER_SYSTEM = 'tradepost.outside';

/** Every payment that another system has not requested itself has an order, and no order is authorized twice. */
export function checkPayers({ orders, payments, twice }: Books, report: Report): void {
  for (const id of twice) report('at most one authorization', id);
  for (const [id, [first]] of payments) {
    if (first?.['actor'] !== OTHER_SYSTEM && !orders.has(id.replace('pay_', 'ord_')))
      report('every payment has an order', `${id} has no order`);
  }
}

/** The first one is reported by a promise of its own. */
const PATHS: ReadonlySet<string> = new Set([
  'OrderPlaced, OrderPaymentAwaited',
  'OrderPlaced, OrderConfirmed',
  'OrderPlaced, OrderRejected',
  'OrderPlaced, OrderCancelled',
  'OrderPlaced, OrderConfirmed, OrderCancelled',
  'OrderPlaced, OrderPaymentAwaited, OrderConfirmed',
  'OrderPlaced, OrderPaymentAwaited, OrderRejected',
  'OrderPlaced, OrderPaymentAwaited, OrderCancelled',
  'OrderPlaced, OrderPaymentAwaited, OrderConfirmed, OrderCancelled',
]);

/** A warehouse may have dispatched what was sold before the release came. */
const LET_GO: ReadonlySet<unknown> = new Set(['dispatched', 'released', 'refused']);

function unitsOf(lines: readonly { readonly sku: string; readonly quantity: number }[]): string {
  return JSON.stringify([...stockUnitsOf(lines)]);
}

/** Replaces the payment token of an order with a total of 0. */
const FREE = 'free';

function asksProvider({ events }: UncheckedJson): boolean {
  return events.some(({ type }: UncheckedJson) => type === 'AuthorizationRequested');
}

/** Valid reasons of a rejection: the payment token, the stock, or, under faults, a step without a result in time. */
function isReason(code: string, token: string | undefined, hasCodes: boolean, isQuiet: boolean): boolean {
  if (code === 'OUT_OF_STOCK') return true;
  // `check-codes.ts` compares the uses of codes with their limits.
  if (hasCodes && code === 'CODE_EXHAUSTED') return true;
  if (token === FREE) return !isQuiet && code !== 'PAYMENT_OUTCOME_UNKNOWN' && UNDER_FAULTS.has(code);
  // Without the key of payment tokens, any decline may be right.
  if (token === undefined) return ANY_DECLINE.has(code) || (!isQuiet && UNDER_FAULTS.has(code));
  if (code === (DECLINES[token] ?? 'PAYMENT_DECLINED') && !APPROVED.test(token)) return true;
  if (PENDING.has(token) && code === 'PAYMENT_NOT_COMPLETED') return true;
  if (code === 'PAYMENT_OUTCOME_UNKNOWN' && token.startsWith('tok_timeout')) return true;
  return !isQuiet && UNDER_FAULTS.has(code);
}

/** Tokens whose payment the customer has to complete. */
const PENDING: ReadonlySet<string> = new Set(['tok_3ds', 'tok_redirect', 'tok_bank_transfer']);

const APPROVED = /^tok_(approved|processing_error_once|timeout_(not_)?taken)$/;

/** The provider declines an unknown token. */
const DECLINES: Readonly<Record<string, string>> = {
  tok_insufficient_funds: 'INSUFFICIENT_FUNDS',
  tok_expired: 'CARD_EXPIRED',
  tok_requires_action: 'PAYMENT_ACTION_REQUIRED',
};

const ANY_DECLINE: ReadonlySet<string> = new Set(['PAYMENT_DECLINED', ...Object.values(DECLINES)]);

/** Includes RESERVATION_RELEASED: a reservation may expire during a saga. */
const UNDER_FAULTS: ReadonlySet<string> = new Set([
  'STOCK_UNAVAILABLE',
  'PAYMENT_OUTCOME_UNKNOWN',
  'RESERVATION_RELEASED',
  'CODES_UNAVAILABLE',
]);
