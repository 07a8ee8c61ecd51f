import { type Plain, toPlain } from '../dynamodb/plain.ts';
import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** What each order came to, in its own log, in stock, in money, and with the provider. */
export function checkOrders(
  books: Books,
  record: Record_,
  world: Pick<World, 'history'>,
  isQuiet: boolean,
): readonly Violation[] {
  const violations: Violation[] = [];
  const prices = pricesEver(world);
  for (const what of books.twice) violations.push({ invariant: 'at most one authorization', what });
  for (const what of record.contradictions)
    violations.push({ invariant: 'a repeated key gets the same answer', what });
  for (const { orderId, answer, plan } of record.orders) {
    const log = books.orders.get(orderId);
    if (log?.[0].events[0].type !== 'OrderPlaced') {
      violations.push({ invariant: 'what was accepted exists', what: `${orderId} is not there` });
      continue;
    }
    const kept = JSON.stringify(log[0].events[0].total);
    if (kept !== JSON.stringify(answer.body.total)) {
      violations.push({
        invariant: 'what was accepted exists',
        what: `${orderId} was answered with another total than ${kept}`,
      });
    }
    violations.push(...checkPrices(orderId, log[0].events[0], plan.body, prices));
  }
  for (const [orderId, log] of books.orders)
    violations.push(...checkOrder(orderId, log, { books, isQuiet, world }));
  for (const paymentId of books.payments.keys()) {
    if (!books.orders.has(paymentId.replace('pay_', 'ord_'))) {
      violations.push({ invariant: 'money is held for orders alone', what: `${paymentId} has no order` });
    }
  }
  return violations;
}

function checkOrder(
  orderId: string,
  log: readonly Plain[],
  {
    books,
    isQuiet,
    world,
  }: { readonly books: Books; readonly isQuiet: boolean; readonly world: Pick<World, 'history'> },
): readonly Violation[] {
  const violations: Violation[] = [];
  const say = (invariant: string, what: string) =>
    violations.push({ invariant, what: `${orderId}: ${what}` });
  if (log[0].events[0].type !== 'OrderPlaced')
    return [{ invariant: 'an order ends once', what: `${orderId} was never placed` }];
  const events = log.flatMap((commit) => commit.events);
  const [placed] = events;
  const last = events.at(-1).type;
  const statuses = events.map(({ type }: { type: string }) => type).join(', ');
  if (log.some(({ version }, index) => version !== index))
    say('a log has no gaps', `versions ${log.map(({ version }) => version)}`);
  if (!PATHS.has(statuses)) say('an order ends once', statuses);
  const reservation = books.reservations.get(placed.reservationId);
  const charge = books.charges.get(placed.paymentId);
  const holds = heldBy(charge);
  const total = placed.total.amountMinor;
  if (last === 'OrderConfirmed') {
    if (reservation?.status !== 'committed')
      say('a confirmed order has its stock', `its reservation is ${reservation?.status}`);
    else if (unitsOf(reservation.allocations) !== unitsOf(placed.lines))
      say('a confirmed order has its stock', 'other units are reserved');
    if (holds !== total) say('a confirmed order has its money', `the provider has ${holds} of ${total}`);
    if (charge !== undefined && charge.currency !== placed.total.currency)
      say('a confirmed order has its money', charge.currency);
  } else if (last !== 'OrderPlaced') {
    if (!LET_GO.has(reservation?.status))
      say('an order that does not ship lets go its stock', `its reservation is ${reservation?.status}`);
    const isTaken = charge?.status === 'captured';
    if (holds !== 0 && !isTaken)
      say('an order that does not ship lets go its money', `the provider holds ${holds}`);
  }
  if ((charge?.capturedMinor ?? 0) > total)
    say('captured ≤ authorized ≤ total', `${charge.capturedMinor} of ${total} captured`);
  if (holds > total) say('captured ≤ authorized ≤ total', `${holds} of ${total} authorized`);
  const code = events.at(-1).rejection?.code;
  if (code !== undefined && !isReason(code, placed.paymentToken, isQuiet))
    say('nothing is refused without a reason', code);
  if (code === 'OUT_OF_STOCK' && !wasShort(placed, log[0].pk, world))
    say('nothing is refused without a reason', `${code}, and it was there`);
  checkPayment(books.payments.get(placed.paymentId) ?? [], charge, say);
  return violations;
}

/** Our log of a payment says what the provider's books say. */
function checkPayment(
  log: readonly Plain[],
  charge: Plain,
  say: (invariant: string, what: string) => void,
): void {
  const types = log.flatMap(({ events }) => events.map(({ type }: { type: string }) => type));
  const count = (type: string) => types.filter((each) => each === type).length;
  const last = types.at(-1);
  if (last !== undefined && /Requested$/.test(last))
    say('a payment comes to its end', `it ends with ${last}`);
  if (count('Captured') > 1) say('nothing is charged twice', `captured ${count('Captured')} times`);
  if (count('Authorized') > 1) say('at most one authorization', `authorized ${count('Authorized')} times`);
  const isHeld = last === 'Authorized';
  if (isHeld !== (charge?.status === 'authorized')) {
    say('our books are the provider’s', `ours end with ${last}, theirs with ${charge?.status}`);
  }
  if ((last === 'Captured') !== (charge?.status === 'captured')) {
    say('our books are the provider’s', `ours end with ${last}, theirs with ${charge?.status}`);
  }
}

const PATHS: ReadonlySet<string> = new Set([
  'OrderPlaced, OrderConfirmed',
  'OrderPlaced, OrderRejected',
  'OrderPlaced, OrderCancelled',
  'OrderPlaced, OrderConfirmed, OrderCancelled',
]);

const LET_GO: ReadonlySet<unknown> = new Set(['released', 'refused']);

function heldBy(charge: Plain): number {
  if (charge?.status === 'authorized') return charge.amountMinor;
  return charge?.status === 'captured' ? charge.capturedMinor - charge.refundedMinor : 0;
}

function unitsOf(lines: readonly { readonly sku: string; readonly quantity: number }[]): string {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return JSON.stringify([...units].sort());
}

/** Every price that a SKU ever had, as `SKU currency amount`. */
function pricesEver({ history }: Pick<World, 'history'>): ReadonlySet<string> {
  const prices = new Set<string>();
  for (const record of history.get('tradepost-dev-catalog-products') ?? []) {
    const image = record.dynamodb['NewImage'] as Parameters<typeof toPlain>[0] | undefined;
    const variants: readonly Plain[] = (image && toPlain(image)['state']?.variants) ?? [];
    for (const { sku, prices: of } of variants) {
      for (const [currency, amount] of Object.entries(of)) prices.add(`${sku} ${currency} ${amount}`);
    }
  }
  return prices;
}

function checkPrices(
  orderId: string,
  placed: Plain,
  body: Plain,
  prices: ReadonlySet<string>,
): readonly Violation[] {
  const invariant = 'an order costs what the catalogue said';
  let sum = 0;
  const violations: Violation[] = [];
  placed.lines.forEach(({ sku, quantity, unitPrice }: Plain, index: number) => {
    sum += quantity * unitPrice.amountMinor;
    const asked = body.lines[index]?.unitPrice;
    const isRight =
      asked === undefined
        ? prices.has(`${sku} ${placed.total.currency} ${unitPrice.amountMinor}`)
        : asked.amountMinor === unitPrice.amountMinor;
    if (!isRight || body.lines[index]?.quantity !== quantity) {
      violations.push({ invariant, what: `${orderId}: ${quantity} ${sku} at ${unitPrice.amountMinor}` });
    }
  });
  if (sum !== placed.total.amountMinor)
    violations.push({ invariant, what: `${orderId}: ${placed.total.amountMinor}, not ${sum}` });
  return violations;
}

/** Why an order may be rejected: by its token, by its stock, or because something could not be had in time. */
function isReason(code: string, token: string, isQuiet: boolean): boolean {
  if (code === 'OUT_OF_STOCK' || code === DECLINES[token]) return true;
  if (code === 'PAYMENT_OUTCOME_UNKNOWN' && token.startsWith('tok_timeout')) return true;
  return !isQuiet && UNDER_FAULTS.has(code);
}

const DECLINES: Readonly<Record<string, string>> = {
  tok_declined: 'PAYMENT_DECLINED',
  tok_insufficient_funds: 'INSUFFICIENT_FUNDS',
  tok_expired: 'CARD_EXPIRED',
  tok_requires_action: 'PAYMENT_ACTION_REQUIRED',
};

/** The reservation may have expired meanwhile. */
const UNDER_FAULTS: ReadonlySet<string> = new Set([
  'STOCK_UNAVAILABLE',
  'PAYMENT_OUTCOME_UNKNOWN',
  'RESERVATION_RELEASED',
]);

/** Stream records tell their time to the second. */
const SLACK_SECONDS = 2;

/** Whether, at any time since an order was placed, one of its SKUs had less than it asks for. */
function wasShort(placed: Plain, logKey: string, { history }: Pick<World, 'history'>): boolean {
  const secondsOf = (record: Plain): number => record.dynamodb.ApproximateCreationDateTime;
  const first = history
    .get('tradepost-dev-orders-events')
    ?.find(({ dynamodb }: Plain) => dynamodb.Keys.pk.S === logKey);
  const since = first === undefined ? 0 : secondsOf(first) - SLACK_SECONDS;
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of placed.lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const available = new Map<string, Map<string, number>>();
  const isShort = (sku: string) => {
    const levels = [...(available.get(sku)?.values() ?? [])];
    return levels.reduce((sum, units) => sum + units, 0) < (wanted.get(sku) ?? 0);
  };
  let hasBegun = false;
  for (const record of history.get('tradepost-dev-inventory-stock') ?? []) {
    if (!hasBegun && secondsOf(record) >= since) {
      hasBegun = true;
      if ([...wanted.keys()].some(isShort)) return true;
    }
    const image = (record as Plain).dynamodb.NewImage;
    const sku = image?.sku?.S;
    if (sku === undefined || image.location === undefined) continue;
    const levels = available.get(sku) ?? new Map<string, number>();
    available.set(sku, levels.set(image.location.S, Number(image.available.N)));
    if (hasBegun && wanted.has(sku) && isShort(sku)) return true;
  }
  return [...wanted.keys()].some(isShort);
}
