import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import { poll } from '@tradepost/command-line/poll';
import { connect } from '../api/connect.ts';
import { type Buyer, type Cart, createGuest, waitForOrder } from './buyer.ts';
import { addressOf } from './check-out.ts';
import type { Expected, Good, Journey } from './journey.ts';
import { type PlayedOrder, type ShownQuote, soldOf } from './reconcile.ts';
import { COUNTRY, CURRENCY, count, showMinor } from './show-minor.ts';

/** Rounds in which customers who left come back, while something is left: rejected orders release units and uses. */
const MAX_ROUNDS = 10;
/** Carts of one customer, of which each but the last fails because a service does not answer under load. */
const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 250;
/** The events of rejected orders release everything that these hold. */
const RELEASED = { withinMs: 120_000, firstPauseMs: 100, longestPauseMs: 2_000 };

/** The outcome of one cart. `failed`: the order was rejected because a service did not answer. */
type Outcome = 'bought' | 'noStock' | 'noCode' | 'failed';
type Racer = { readonly buyer: Buyer; readonly number: number; readonly shippingMethodId: string };
type Wish = { readonly good: Good; readonly code?: string | undefined };
/** Units and uses that are left. */
type Rest = { readonly lamps: number; readonly uses: number };

/**
 * All customers first order a unit of the contested product with the code. Who gets no unit orders another product with the code; who
 * gets no use of the code orders the contested product without it; who gets neither leaves. So all uses and all units are taken, if there
 * are enough customers.
 */
export async function race(journey: Journey): Promise<Expected> {
  const { url, race: sizes, goods, codes, step, progress } = journey;
  const { customers, uses, units, atOnce } = sizes;
  const first = journey.orders.length;
  const code = codes.race;
  step(
    `${count(customers, 'guest')} come, ${Math.min(atOnce, customers)} at once: there are ${count(units, 'brass lamp')} and ${count(uses, 'use')} of ${code.code}.`,
  );
  const shippingMethodId = await findShippingMethod(url);
  const racers = Array.from({ length: customers }, (_, number) => ({
    ...{ buyer: createGuest(url), number, shippingMethodId },
  }));
  const left: Racer[] = [];
  try {
    progress.begin('Racing', customers, 'guests');
    await forEach(racers, atOnce, async (racer) => {
      if (!(await shop(journey, racer))) left.push(racer);
      progress.advance();
    });
    progress.end();
    await comeBack(journey, left, first);
  } finally {
    progress.end();
    await Promise.all(racers.map(({ buyer }) => buyer.close()));
  }
  describeRace(journey, journey.orders.slice(first), customers);
  return {
    uses: [{ code: code.code, expectedUses: Math.min(uses, customers) }],
    sold: [{ sku: goods.lamp.sku, expectedSold: Math.min(units, customers) }],
  };
}

/** Returns the first shipping method of the shop for the customers. */
async function findShippingMethod(url: string): Promise<string> {
  const api = connect({ url, token: () => undefined });
  try {
    const query = { country: COUNTRY, currency: CURRENCY };
    const { items } = await unwrap(api.GET('/v1/shipping-methods', { params: { query } }));
    const [first] = items;
    if (first === undefined) throw new Error(`no shipping method is offered in ${COUNTRY}`);
    return first.methodId;
  } finally {
    await api.close();
  }
}

/** Returns whether the customer got something. */
async function shop(journey: Journey, racer: Racer): Promise<boolean> {
  const { goods, codes } = journey;
  const { code } = codes.race;
  const outcome = await tryToBuy(journey, racer, { good: goods.lamp, code });
  if (outcome === 'bought') return true;
  const wish = outcome === 'noStock' ? { good: goods.bulb, code } : { good: goods.lamp };
  return (await tryToBuy(journey, racer, wish)) === 'bought';
}

/** Customers who left come back for what rejected orders have released, until nothing is left. */
async function comeBack(journey: Journey, left: Racer[], first: number): Promise<void> {
  const { goods, codes, race: sizes, step } = journey;
  for (let round = 1; round <= MAX_ROUNDS && left.length > 0; round += 1) {
    const { lamps, uses } = await readRest(journey, first);
    if (lamps === 0 && uses === 0) return;
    step(
      `${count(lamps, 'brass lamp')} and ${count(uses, 'use')} of the code are left: guests who had left come back.`,
    );
    const returning = left.splice(0, Math.max(lamps, uses)).map((racer, index) => ({ racer, index }));
    await forEach(returning, sizes.atOnce, async ({ racer, index }) => {
      const code = index < uses ? codes.race.code : undefined;
      const wish = { good: index < lamps ? goods.lamp : goods.bulb, code };
      if ((await tryToBuy(journey, racer, wish)) !== 'bought') left.push(racer);
    });
  }
}

/** Waits until no rejected order holds anything; returns what is left. */
async function readRest({ as, goods, codes, orders }: Journey, first: number): Promise<Rest> {
  const confirmed = orders.slice(first).filter(({ status }) => status === 'confirmed');
  const rest = await poll(async () => {
    const sku = { params: { path: { sku: goods.lamp.sku } } };
    const stock = await unwrap(as('warehouse').GET('/v1/stock/{sku}', sku));
    const id = { params: { path: { discountCodeId: codes.race.id } } };
    const { uses } = await unwrap(as('merchandiser').GET('/v1/discount-codes/{discountCodeId}', id));
    if (uses.held > 0 || stock.reserved !== soldOf(goods.lamp.sku, confirmed)) return undefined;
    return { lamps: stock.available, uses: codes.race.limit - uses.used };
  }, RELEASED);
  if (rest !== undefined) return rest;
  throw new Error(`units or uses of rejected orders are still held after ${RELEASED.withinMs / 1_000} s`);
}

/** Buys from new carts until the outcome does not follow from a service that did not answer. */
async function tryToBuy(journey: Journey, racer: Racer, wish: Wish): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await buy(journey, racer, wish);
    if (outcome !== 'failed' || attempt === MAX_ATTEMPTS) return outcome;
  }
}

/** Places an order from a new cart. A cart that is not ordered is dropped, so that it holds nothing. */
async function buy(journey: Journey, racer: Racer, { good, code }: Wish): Promise<Outcome> {
  const { buyer, number, shippingMethodId } = racer;
  let cart: Cart | undefined;
  try {
    cart = await buyer.createCart({
      lines: [{ sku: good.sku, quantity: 1 }],
      ...(code === undefined ? {} : { codes: [code] }),
      email: `guest-${number}-${journey.run.toLowerCase()}@example.com`,
      shippingAddress: addressOf(`Guest ${number}`),
      shippingMethodId,
    });
    cart = await buyer.checkOut(cart);
    const shown = toShown(cart, code);
    if (!('quote' in shown)) {
      await buyer.drop(cart);
      return shown.outcome;
    }
    const { quote } = shown;
    const { orderId } = await buyer.submit(cart, quote.id, 'tok_approved');
    return await outcomeOf(journey, buyer, { orderId, quote });
  } catch (error) {
    const lost = toOutcome(isProblem(error) ? error.code : undefined);
    if (lost === undefined) throw error;
    if (cart !== undefined) await buyer.drop(await buyer.getCart(cart));
    return lost;
  }
}

/** The quote that the customer accepts: with the code, if the code is the point. */
function toShown(cart: Cart, code: string | undefined): { quote: ShownQuote } | { outcome: Outcome } {
  const { id, problems, quote } = cart;
  const problem = problems.find(({ blocking }) => blocking)?.code;
  const lost = toOutcome(problem);
  if (lost !== undefined) return { outcome: lost };
  if (problem !== undefined || quote === undefined)
    throw new Error(`the cart ${id} cannot be submitted: ${problem ?? 'it has no quote'}`);
  const hasCode = code === undefined || quote.discounts.some((each) => each.code === code);
  return hasCode ? { quote } : { outcome: 'noCode' };
}

/** Waits until an order has ended. */
async function outcomeOf(
  { orders }: Journey,
  buyer: Buyer,
  { orderId, quote }: Pick<PlayedOrder, 'orderId' | 'quote'>,
): Promise<Outcome> {
  const ended = await waitForOrder(buyer, orderId, ['confirmed', 'rejected'], FIRST_PAUSE_MS);
  if (ended.status === 'confirmed') {
    orders.push({ orderId, quote, status: 'confirmed' });
    return 'bought';
  }
  orders.push({ orderId, quote, status: 'rejected' });
  const outcome = toOutcome(ended.rejection?.code);
  if (outcome === undefined) throw new Error(`${orderId} was rejected: ${ended.rejection?.code}`);
  return outcome;
}

/** Maps to the thing that a customer did not get, by the code of a problem or a rejection. */
function toOutcome(code: string | undefined): Exclude<Outcome, 'bought'> | undefined {
  switch (code) {
    case 'OUT_OF_STOCK':
      return 'noStock';
    // The quote that was shown had the discount, and the new one has not.
    case 'QUOTE_CHANGED':
    case 'CODE_EXHAUSTED':
    case 'PROMOTION_BUDGET_EXHAUSTED':
      return 'noCode';
    case 'STOCK_UNAVAILABLE':
    case 'CODES_UNAVAILABLE':
    case 'PAYMENT_OUTCOME_UNKNOWN':
    case 'PAYMENT_UNAVAILABLE':
      return 'failed';
    default:
      return undefined;
  }
}

function describeRace(
  { codes, goods, step }: Journey,
  orders: readonly PlayedOrder[],
  customers: number,
): void {
  const confirmed = orders.filter(({ status }) => status === 'confirmed');
  const used = confirmed.filter(({ quote }) => quote.discounts.some(({ code }) => code === codes.race.code));
  const dueMinor = confirmed.reduce((sum, { quote }) => sum + quote.totals.dueMinor, 0);
  const discountMinor = used.reduce((sum, { quote }) => sum + quote.totals.discountMinor, 0);
  step(
    `${count(confirmed.length, 'order')} are confirmed for ${showMinor(dueMinor)}: ${count(soldOf(goods.lamp.sku, confirmed), 'brass lamp')}, ${count(soldOf(goods.bulb.sku, confirmed), 'light bulb')}.`,
  );
  step(`${count(used.length, 'order')} used ${codes.race.code}, which took off ${showMinor(discountMinor)}.`);
  step(
    `${count(orders.length - confirmed.length, 'order')} were rejected, and ${count(customers - confirmed.length, 'guest')} left without an order.`,
  );
}
