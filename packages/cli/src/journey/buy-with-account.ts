import { unwrap } from '@tradepost/client/client';
import { poll } from '@tradepost/command-line/poll';
import { connect } from '../api/connect.ts';
import { createCustomer, quoteOf, waitForOrder } from './buyer.ts';
import {
  addressOf,
  approvePayment,
  chooseShipping,
  confirmed,
  describeQuote,
  showQuote,
} from './check-out.ts';
import type { Journey } from './journey.ts';
import { categoryOf } from './prepare-shop.ts';
import { CURRENCY, showMinor } from './show-minor.ts';

const CUSTOMER = 'ada';
const WHO = 'Ada';
const SHELVES = 1;
const CUSHIONS = 2;
/** The list of products follows their events. */
const LISTED = { withinMs: 60_000, firstPauseMs: 50, longestPauseMs: 1_000 };

/** A customer with an account: sign-in, list, cart, code with a limit, shipping method, 3-D Secure, order. */
export async function buyWithAccount(journey: Journey): Promise<void> {
  const { url, goods, codes, step } = journey;
  const buyer = createCustomer(url, CUSTOMER);
  try {
    const created = await buyer.createCart();
    step(`${WHO} signs in, and has an empty cart in ${CURRENCY}.`);
    step(`${WHO} looks at ${await browse(journey)}.`);
    const withShelf = await buyer.addLine(created, goods.shelf.sku, SHELVES);
    const filled = await buyer.addLine(withShelf, goods.cushion.sku, CUSHIONS);
    step(
      `${WHO} puts ${SHELVES} shelf and ${CUSHIONS} cushions into the cart: ${describeQuote(quoteOf(filled))}.`,
    );
    const discounted = await buyer.applyCode(filled, codes.autumn.code);
    step(`${WHO} applies ${codes.autumn.code}: ${describeQuote(quoteOf(discounted))}.`);
    const addressed = await buyer.update(discounted, { shippingAddress: addressOf('Ada Lovelace') });
    const chosen = await chooseShipping(journey, buyer, addressed, { who: WHO, methodName: 'Express' });
    const { cart, quote } = await showQuote(journey, buyer, chosen, WHO);
    const { orderId } = await buyer.submit(cart, quote.id, 'tok_3ds');
    const pending = await waitForOrder(buyer, orderId, ['awaitingPayment', 'rejected']);
    step(
      `${WHO}'s bank asks for 3-D Secure for ${showMinor(quote.totals.dueMinor)}: the order is ${pending.status}.`,
    );
    await approvePayment(journey, pending, 1);
    step(`${WHO} confirms the payment, and the provider sends its webhook.`);
    await confirmed(journey, buyer, { orderId, quote, who: WHO });
  } finally {
    await buyer.close();
  }
}

/** Returns the goods of the journey with their prices, as the public list has them. */
async function browse({ url, goods, run }: Journey): Promise<string> {
  const api = connect({ url, token: () => undefined });
  try {
    const listed = await poll(async () => {
      const query = { category: categoryOf(run), limit: 20 };
      const { items } = await unwrap(api.GET('/v1/products', { params: { query } }));
      return items.length === Object.keys(goods).length ? items : undefined;
    }, LISTED);
    if (listed === undefined) throw new Error('the products of the journey are not listed within a minute');
    const shown = listed.map(
      ({ title, variants }) => `${title} ${showMinor(variants[0]?.prices[CURRENCY] ?? 0)}`,
    );
    return shown.toSorted().join(', ');
  } finally {
    await api.close();
  }
}
