import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import { connect } from '../api/connect.ts';
import { type Buyer, type Cart, createGuest, waitForOrder } from './buyer.ts';
import { addressOf } from './check-out.ts';
import { COUNTRY, CURRENCY, count, type Expected, type Good, type Journey, showMinor } from './journey.ts';
import { type PlayedOrder, soldOf } from './reconcile.ts';

/** Rounds in which customers who left come back, while something is left: a unit of an order that was rejected. */
const MAX_ROUNDS = 10;
/** Customers who come back at a time. */
const COMING_BACK = 8;
const FIRST_PAUSE_MS = 250;

/** The outcome of one cart. */
type Outcome = 'bought' | 'noStock' | 'noCode';
type Racer = { readonly buyer: Buyer; readonly number: number; readonly shippingMethodId: string };
type Wish = { readonly good: Good; readonly code?: string | undefined };

/**
 * All customers order at once. Each wants a unit of the contested product with the code. Who gets no unit takes another
 * product with the code; who gets no use of the code takes the contested product without it; who gets neither leaves. So all uses
 * and all units are taken, if there are enough customers.
 */
export async function race(journey: Journey): Promise<Expected> {
  const { url, race: sizes, goods, codes, step, progress } = journey;
  const { customers, uses, units } = sizes;
  const first = journey.orders.length;
  step(
    `${count(customers, 'guest')} order at once: there are ${count(units, 'desk lamp')} and ${count(uses, 'use')} of ${codes.race.code}.`,
  );
  const shippingMethodId = await findShippingMethod(url);
  const racers = Array.from({ length: customers }, (_, number) => ({
    ...{ buyer: createGuest(url), number, shippingMethodId },
  }));
  const left: Racer[] = [];
  try {
    progress.begin('Racing', customers, 'guests');
    await forEach(racers, customers, async (racer) => {
      if (!(await shop(journey, racer))) left.push(racer);
      progress.advance();
    });
    progress.end();
    await comeBack(journey, left);
  } finally {
    progress.end();
    await Promise.all(racers.map(({ buyer }) => buyer.close()));
  }
  describeRace(journey, journey.orders.slice(first), customers);
  return {
    uses: [{ code: codes.race.code, expectedUses: Math.min(uses, customers) }],
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
  const outcome = await buy(journey, racer, { good: goods.lamp, code });
  if (outcome === 'bought') return true;
  const wish = outcome === 'noStock' ? { good: goods.bulb, code } : { good: goods.lamp };
  return (await buy(journey, racer, wish)) === 'bought';
}

/** A rejected order releases its unit, which nobody may have wanted any more at that time. */
async function comeBack(journey: Journey, left: Racer[]): Promise<void> {
  const { as, goods, step } = journey;
  for (let round = 1; round <= MAX_ROUNDS && left.length > 0; round += 1) {
    const path = { sku: goods.lamp.sku };
    const { data, error } = await as('warehouse').GET('/v1/stock/{sku}', { params: { path } });
    if (error) throw error;
    if (data.available === 0) return;
    step(`${count(data.available, 'desk lamp')} can be had again: customers who left come back.`);
    await forEach(left.splice(0, data.available), COMING_BACK, async (racer) => {
      if ((await buy(journey, racer, { good: goods.lamp })) !== 'bought') left.push(racer);
    });
  }
}

/** Places an order from a new cart. The customer accepts another price only if the code is not the point. */
async function buy(
  journey: Journey,
  { buyer, number, shippingMethodId }: Racer,
  { good, code }: Wish,
): Promise<Outcome> {
  try {
    const cart = await buyer.createCart({
      lines: [{ sku: good.sku, quantity: 1 }],
      ...(code === undefined ? {} : { codes: [code] }),
      email: `guest-${number}-${journey.run.toLowerCase()}@example.com`,
      shippingAddress: addressOf(`Guest ${number}`),
      shippingMethodId,
    });
    return await order(journey, buyer, await buyer.checkOut(cart), code);
  } catch (error) {
    const lost = toOutcome(isProblem(error) ? error.code : undefined);
    if (lost === undefined) throw error;
    return lost;
  }
}

async function order(
  journey: Journey,
  buyer: Buyer,
  shown: Cart,
  code: string | undefined,
): Promise<Outcome> {
  const problem = shown.problems.find(({ blocking }) => blocking)?.code;
  const lost = toOutcome(problem);
  if (lost !== undefined) return lost;
  const { quote } = shown;
  if (problem !== undefined || quote === undefined)
    throw new Error(`the cart ${shown.id} cannot be submitted: ${problem ?? 'it has no quote'}`);
  if (code !== undefined && !quote.discounts.some((each) => each.code === code)) return 'noCode';
  const { orderId } = await buyer.submit(shown, quote.id, 'tok_approved');
  const { status, rejection } = await waitForOrder(buyer, orderId, ['confirmed', 'rejected'], FIRST_PAUSE_MS);
  if (status === 'confirmed' || status === 'rejected') journey.orders.push({ orderId, quote, status });
  if (status === 'confirmed') return 'bought';
  const outcome = toOutcome(rejection?.code);
  if (outcome === undefined) throw new Error(`${orderId} was rejected: ${rejection?.code}`);
  return outcome;
}

/** Returns what a customer did not get, by the code of a problem or a rejection. */
function toOutcome(code: string | undefined): Exclude<Outcome, 'bought'> | undefined {
  switch (code) {
    case 'OUT_OF_STOCK':
      return 'noStock';
    // The quote that was shown had the discount, and the new one has not.
    case 'QUOTE_CHANGED':
    case 'CODE_EXHAUSTED':
      return 'noCode';
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
    `${count(confirmed.length, 'order')} are confirmed for ${showMinor(dueMinor)}: ${count(soldOf(goods.lamp.sku, confirmed), 'desk lamp')}, ${count(soldOf(goods.bulb.sku, confirmed), 'light bulb')}.`,
  );
  step(`${count(used.length, 'order')} used ${codes.race.code}, which took off ${showMinor(discountMinor)}.`);
  step(
    `${count(orders.length - confirmed.length, 'order')} were rejected, and ${count(customers - confirmed.length, 'guest')} left without an order.`,
  );
}
