import { unwrap } from '@tradepost/client/client';
import { connect } from '../api/connect.ts';
import { type Buyer, type Cart, type Order, quoteOf, waitForOrder } from './buyer.ts';
import type { Journey } from './journey.ts';
import type { ShownQuote } from './reconcile.ts';
import { COUNTRY, count, showMinor } from './show-minor.ts';

/** Addresses of the journey's customers. */
export function addressOf(name: string) {
  return { name, line1: 'Torstraße 1', city: 'Berlin', postalCode: '10119', country: COUNTRY };
}

/** Returns the money of a quote as text. */
export function describeQuote({ totals, taxIncluded, shipping }: ShownQuote): string {
  const { linesMinor, shippingMinor, discountMinor, taxMinor, totalMinor } = totals;
  return [
    `goods ${showMinor(linesMinor)}`,
    ...(discountMinor === 0 ? [] : [`discount -${showMinor(discountMinor)}`]),
    ...(shipping.length === 0 ? [] : [`shipping ${showMinor(shippingMinor)}`]),
    `total ${showMinor(totalMinor)} ${taxIncluded ? 'with' : 'plus'} ${showMinor(taxMinor)} tax`,
  ].join(', ');
}

/** Prints the shipping methods of a cart, and chooses one. */
export async function chooseShipping(
  journey: Journey,
  buyer: Buyer,
  cart: Cart,
  { who, methodName }: { readonly who: string; readonly methodName: string },
): Promise<Cart> {
  const { shippingOptions } = cart;
  const options = shippingOptions.map(({ name, priceMinor }) => `${name} ${showMinor(priceMinor)}`);
  const chosen = shippingOptions.find(({ name }) => name === methodName) ?? shippingOptions[0];
  if (chosen === undefined) throw new Error(`no shipping method is offered to ${who}`);
  const updated = await buyer.update(cart, { shippingMethodId: chosen.methodId });
  journey.step(`${who} can choose ${options.join(' or ')}, and takes ${chosen.name}.`);
  return updated;
}

/** Begins the checkout of a cart; returns the cart and the quote that the customer is shown. */
export async function showQuote(
  journey: Journey,
  buyer: Buyer,
  cart: Cart,
  who: string,
): Promise<{ readonly cart: Cart; readonly quote: ShownQuote }> {
  const shown = await buyer.checkOut(cart);
  const problems = shown.problems.filter(({ blocking }) => blocking).map(({ code }) => code);
  if (problems.length > 0) throw new Error(`the cart of ${who} has problems: ${problems.join(', ')}`);
  const quote = quoteOf(shown);
  journey.step(`${who} is shown the quote: ${describeQuote(quote)}.`);
  return { cart: shown, quote };
}

/** Takes the place of the customer's bank, which approves a pending payment and sends its webhook. */
export async function approvePayment(
  { url }: Journey,
  { id, awaitingPayment }: Order,
  webhooks: number,
): Promise<void> {
  const action = awaitingPayment?.nextAction;
  const paymentId = /[?&]payment=(pay_\w+)/.exec(action?.redirectUrl ?? '')?.[1];
  if (paymentId === undefined)
    throw new Error(`${id} has no page of the provider where its payment is completed`);
  const bank = connect({ url, token: () => undefined });
  try {
    const { status } = await unwrap(
      bank.POST('/v1/simulated-provider/payments/{paymentId}/complete', {
        params: { path: { paymentId } },
        body: { outcome: 'approve', webhooks },
      }),
    );
    if (status !== 'authorized') throw new Error(`the payment of ${id} is ${status} at the provider`);
  } finally {
    await bank.close();
  }
}

/** Waits until an order is confirmed, prints it, and keeps it for the reconciliation. */
export async function confirmed(
  journey: Journey,
  buyer: Buyer,
  { orderId, quote, who }: { readonly orderId: string; readonly quote: ShownQuote; readonly who: string },
): Promise<void> {
  const { status, orderNumber, rejection, lines } = await waitForOrder(buyer, orderId, [
    'confirmed',
    'rejected',
  ]);
  if (status !== 'confirmed') throw new Error(`the order of ${who} was rejected: ${rejection?.code}`);
  journey.orders.push({ orderId, quote, status });
  const units = count(
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
    'unit',
  );
  journey.step(
    `Order ${orderNumber ?? orderId} of ${who} is confirmed: ${units}, ${showMinor(quote.totals.dueMinor)} to pay.`,
  );
}
