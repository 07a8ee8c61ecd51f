import { DOCUMENTED } from '../../bounds/documented.ts';
import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { type Answered, jsonOf } from '../../world/http-client.ts';
import type { SoldProduct } from '../check-refusals.ts';
import { type Books, fateOf } from '../tables.ts';
import type { Report } from '../violation.ts';
import { type Carts, isSubmitted, textOf } from './cart-journal.ts';
import { checkGroups, type GroupPrices } from './check-groups.ts';

const CHARGED = 'what is charged is the quote that was shown';
const ONE_ORDER = 'two submits of a cart are one order';
const PLACED = 'every submitted cart has its order, and no other cart has one';
const ONE_LEFT = 'a cart has at most one order that was not rejected';
const AGAIN = 'a cart of a rejected order can be submitted again';
const OPENED = 'a cart opens again only if its order was rejected';
const FRESH = 'a cart is submitted at the prices that are valid then';
const ADDS_UP = 'the amounts of a quote add up';

const SUBMIT = /^POST \/v1\/(me|guest)\/carts\/\{cartId\}\/submit$/;

type Known = {
  readonly books: Books;
  readonly carts: Carts;
  readonly answers: readonly Answered[];
  readonly sold: readonly SoldProduct[];
  readonly isAtRest: boolean;
  readonly groups: GroupPrices;
};

/** Compares the orders of carts with the carts, with what was shown to their owners, and with what is charged. */
export function checkCartOrders(known: Known, report: Report): void {
  const { books, carts, answers, isAtRest } = known;
  const shown = quotesShown(answers, report);
  const ofCarts = [...books.orders].flatMap(([orderId, [first]]) => {
    const placed = first?.['events'][0];
    return placed?.cartId === undefined ? [] : [{ orderId, placed }];
  });
  const submits = answers.filter(({ route }) => SUBMIT.test(route));
  const isRejected = (orderId: string) =>
    fateOf(books.orders.get(orderId) ?? []).some(({ type }) => type === 'OrderRejected');
  const left = new Set<string>();
  for (const { orderId, placed } of ofCarts) {
    const { cartId } = placed;
    if (!isRejected(orderId)) {
      if (left.has(cartId)) report(ONE_LEFT, `${cartId}: ${orderId} and another one`);
      left.add(cartId);
    }
    const versions = carts.get(cartId)?.versions ?? [];
    const submitted = versions.find(
      ({ state }) => isSubmitted(state) && state.submission.orderId === orderId,
    );
    const last = versions.findLast(({ state }) => state.status !== 'erased')?.state ?? {};
    const isPresent = last.status === 'submitted' && last.submission.orderId === orderId;
    if (submitted === undefined || (isAtRest && !isPresent && !isRejected(orderId))) {
      report(PLACED, `${orderId}: its cart is ${last.status}`);
      continue;
    }
    // A cart may have so many orders, and none after its person was erased.
    const isOver = (last.rejectedOrders ?? []).length + 1 >= DOCUMENTED.ordersOfCart;
    const isErased = versions.at(-1)?.state.status === 'erased';
    if (isAtRest && isPresent && isRejected(orderId) && !isOver && !isErased)
      report(AGAIN, `${cartId} is submitted, and ${orderId} was rejected`);
    checkCharged(placed, submitted.state.checkout.quote, books, report);
    const { id, totals } = placed.quote;
    const named = submits.filter(({ params }) => params['cartId'] === cartId);
    // The answer to the submit that decided may be lost.
    if (named.length > 0 && !named.some(({ request }) => jsonOf(request)?.quoteId === id))
      report(CHARGED, `${orderId}: nobody submitted ${id}`);
    if (shown.get(id) !== textOf(totals))
      report(CHARGED, `${orderId}: ${id} of ${textOf(totals)} was shown as ${shown.get(id)}`);
    checkFresh({ cartId, placed }, known, report);
  }
  if (isAtRest)
    for (const [cartId, { versions }] of carts) {
      const last = versions.findLast(({ state }) => state.status !== 'erased')?.state;
      if (last === undefined || !isSubmitted(last)) continue;
      const isPlaced = books.orders.has(last.submission.orderId);
      if (last.status === 'submitting' || !isPlaced)
        report(PLACED, `${cartId} is ${last.status}, ${isPlaced ? 'with' : 'without'} an order`);
    }
  for (const [cartId, { versions }] of carts)
    for (const { type, orderId } of versions.flatMap(({ events }) => events))
      if (type === 'CartReopened' && !isRejected(orderId)) report(OPENED, `${cartId}: ${orderId} was not`);
  checkAnswers(submits, books, report);
}

/** The order has the quote of the cart, whole, and an authorization is requested of what is due. */
function checkCharged(
  placed: UncheckedJson,
  quote: UncheckedJson,
  { payments }: Books,
  report: Report,
): void {
  const { orderId, currency, lines, total } = placed;
  const { currency: _currency, lines: shown, ...rest } = quote;
  const ofLines = (all: readonly UncheckedJson[]) =>
    textOf(
      all.map(({ lineId, sku, quantity, totalMinor, components = [] }) => ({
        ...{ lineId, sku, quantity, totalMinor, components },
      })),
    );
  const isSame =
    currency === quote.currency &&
    total.amountMinor === quote.totals.totalMinor &&
    textOf(placed.quote) === textOf(rest) &&
    ofLines(lines) === ofLines(shown) &&
    lines.every(
      ({ unitPrice }: UncheckedJson, line: number) => unitPrice.amountMinor === shown[line].unitPriceMinor,
    );
  if (!isSame)
    report(CHARGED, `${orderId} has ${textOf(placed.quote)}, its cart ${textOf(rest)}`.slice(0, 600));
  const codes = [...new Set((quote.discounts as UncheckedJson[]).flatMap(({ code }) => code ?? []))];
  if (textOf(placed.codes ?? []) !== textOf(codes))
    report(CHARGED, `${orderId} has the codes ${placed.codes}`);
  for (const { events } of payments.get(placed.paymentId) ?? [])
    for (const { type, amount } of events as UncheckedJson[])
      if (
        /^(AuthorizationRequested|PaymentAuthorized)$/.test(type) &&
        amount.amountMinor !== quote.totals.dueMinor
      )
        report(CHARGED, `${orderId}: ${type} of ${amount.amountMinor}, due are ${quote.totals.dueMinor}`);
}

/** The totals of every quote that a caller was shown to submit, by its id. */
function quotesShown(answers: readonly Answered[], report: Report): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  const show = (id: string, totals: UncheckedJson) => {
    const text = textOf(totals);
    if ((shown.get(id) ?? text) !== text)
      report(CHARGED, `${id} was shown as ${shown.get(id)} and as ${text}`);
    shown.set(id, text);
  };
  for (const { route, answer } of answers) {
    if (!route.includes('/carts')) continue;
    const { status, quote, code, quoteId, after } = answer.body ?? {};
    if (quote !== undefined) {
      const { linesMinor, shippingMinor, discountMinor, taxMinor, totalMinor, creditMinor, dueMinor } =
        quote.totals;
      const sum = linesMinor + shippingMinor - discountMinor + (quote.taxIncluded ? 0 : taxMinor);
      if (sum !== totalMinor || dueMinor !== totalMinor - creditMinor) report(ADDS_UP, textOf(quote.totals));
    }
    if (quote !== undefined && (status === 'checkingOut' || status === 'submitted'))
      show(quote.id, quote.totals);
    if (code === 'QUOTE_CHANGED') show(quoteId, after);
  }
  return shown;
}

/** All successful submits of a quote that became an order name this order, which has the amount that they name. */
function checkAnswers(submits: readonly Answered[], { orders }: Books, report: Report): void {
  const numbers = new Map<string, string>();
  const ofQuotes = new Map(
    [...orders].flatMap(([orderId, [first]]) => {
      const placed = first?.['events'][0];
      return placed?.cartId === undefined ? [] : [[`${placed.cartId} ${placed.quote.id}`, orderId] as const];
    }),
  );
  for (const { params, request, answer } of submits) {
    if (answer.status !== 201) continue;
    const { orderId, orderNumber, dueMinor } = answer.body;
    const placed = orders.get(orderId)?.[0]?.['events'][0];
    const cartId = params['cartId'] ?? '';
    if (placed?.cartId !== cartId) report(PLACED, `${cartId} was answered with ${orderId}`);
    else if (placed.quote.totals.dueMinor !== dueMinor)
      report(CHARGED, `${orderId}: ${dueMinor} were answered, due are ${placed.quote.totals.dueMinor}`);
    const ordered = ofQuotes.get(`${cartId} ${jsonOf(request)?.quoteId}`) ?? orderId;
    if (ordered !== orderId) report(ONE_ORDER, `${cartId}: ${orderId}, its quote is of ${ordered}`);
    if (orderNumber === undefined) continue;
    if ((numbers.get(orderId) ?? orderNumber) !== orderNumber)
      report(ONE_ORDER, `${orderId}: ${numbers.get(orderId)}, ${orderNumber}`);
    numbers.set(orderId, orderNumber);
  }
}

/** Each price was one of the catalogue at some time between the submit and its write: its reads are consistent. */
function checkFresh(
  { cartId, placed }: { readonly cartId: string; readonly placed: UncheckedJson },
  { carts, answers, sold, groups }: Known,
  report: Report,
): void {
  const write = carts
    .get(cartId)
    ?.versions.find(({ events }) =>
      events.some(
        ({ type, submission }) => type === 'CartSubmitted' && submission.orderId === placed.orderId,
      ),
    );
  const sentMs = Math.min(
    ...answers
      .filter(({ route, params }) => SUBMIT.test(route) && params['cartId'] === cartId)
      .filter(({ request }) => jsonOf(request)?.quoteId === placed.quote.id)
      .map((answered) => answered.sentMs),
  );
  // The answer to the submit that decided may be lost.
  if (write === undefined || !Number.isFinite(sentMs) || sentMs > write.atMs) return;
  checkGroups(placed, { fromMs: sentMs, toMs: write.atMs }, groups, report);
  for (const { sku, unitPrice, priceList } of placed.lines as UncheckedJson[]) {
    if (priceList !== undefined) continue;
    const prices = pricesBetween(sold, sku, unitPrice.currency, sentMs, write.atMs);
    if (!prices.has(unitPrice.amountMinor))
      report(FRESH, `${cartId}: ${sku} at ${unitPrice.amountMinor}, not ${[...prices].join(' or ')}`);
  }
}

function pricesBetween(
  sold: readonly SoldProduct[],
  sku: string,
  currency: string,
  fromMs: number,
  toMs: number,
): ReadonlySet<number> {
  const states = sold.filter(({ prices, atMs }) => prices.has(sku) && atMs <= toMs);
  const before = states.findLast(({ atMs }) => atMs <= fromMs);
  return new Set(
    [...(before === undefined ? [] : [before]), ...states.filter(({ atMs }) => atMs > fromMs)].flatMap(
      ({ prices }) => prices.get(sku)?.[currency] ?? [],
    ),
  );
}

const CODES = 'codes of an order follow from its outcome';

/** An order that ships has used its codes; any other order holds none. Nobody else holds a code. */
export function checkCodesOfOrders(
  { orders }: Books,
  uses: ReadonlyMap<string, UncheckedJson>,
  raced: ReadonlySet<string>,
  report: Report,
): void {
  for (const [orderId, log] of orders) {
    const codes = log[0]?.['events'][0]?.codes as readonly string[] | undefined;
    if (codes === undefined) continue;
    const status = uses.get(orderId)?.status ?? 'none';
    const isConfirmed = fateOf(log).at(-1)?.type === 'OrderConfirmed';
    if (isConfirmed !== (status === 'used') || (!isConfirmed && status === 'held'))
      report(CODES, `${orderId} ends with ${fateOf(log).at(-1)?.type}, and its codes are ${status}`);
  }
  for (const [orderId, { status }] of uses)
    if ((status === 'held' || status === 'used') && !orders.has(orderId) && !raced.has(orderId))
      report(CODES, `${orderId} does not exist, and its codes are ${status}`);
}
