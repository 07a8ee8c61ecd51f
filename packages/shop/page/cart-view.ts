import { unwrap } from '@tradepost/client/client';
import { api, readCurrency } from './api.ts';
import { MAX_QUANTITY, setQuantity } from './cart.ts';
import { announce, element } from './dom.ts';
import { showMoney } from './money.ts';
import { type PricedLine, priceCart, totalOf } from './priced-cart.ts';
import type { View } from './view.ts';

/** The cart: quantities, totals, and how it could be shipped. */
export async function cartView(): Promise<View> {
  const { lines, total } = await priceCart();
  const title = 'Cart';
  if (lines.length === 0) {
    const back = element('a', { href: '#/' }, 'Look at the products');
    return { title, content: [element('p', {}, 'Your cart is empty. ', back, '.')] };
  }
  const isSold = lines.every(({ unitPrice }) => unitPrice !== undefined);
  const checkout = element('button', { type: 'button', class: 'main', disabled: !isSold }, 'Check out');
  checkout.onclick = () => {
    location.hash = '#/checkout';
  };
  return {
    title,
    content: [
      element('ul', { class: 'lines' }, ...lines.map(lineItem)),
      isSold
        ? ''
        : element('p', { class: 'error' }, 'Remove what is not sold in your currency to check out.'),
      element('p', { class: 'total' }, `Total: ${showMoney(total)}`),
      await shippingBox(),
      checkout,
    ],
  };
}

function lineItem(line: PricedLine): HTMLElement {
  const { sku, title, quantity } = line;
  const change = ({ currentTarget }: Event) => {
    const units = (currentTarget as HTMLInputElement).valueAsNumber;
    if (Number.isNaN(units)) return;
    setQuantity(sku, units);
    announce(units === 0 ? `${title} was removed.` : `${title}: ${units} in the cart.`);
    refresh();
  };
  const remove = () => {
    setQuantity(sku, 0);
    announce(`${title} was removed.`);
    refresh();
  };
  const price = line.unitPrice === undefined ? `Not sold in ${readCurrency()}` : showMoney(totalOf(line));
  return element(
    'li',
    {},
    element('span', {}, title, element('span', { class: 'quiet' }, eachPrice(line))),
    element('input', {
      ...{ type: 'number', min: 0, max: MAX_QUANTITY, value: quantity, change },
      'aria-label': `Quantity of ${title}`,
    }),
    element('span', { class: 'price' }, price),
    element('button', { type: 'button', click: remove, 'aria-label': `Remove ${title}` }, 'Remove'),
  );
}

function eachPrice({ quantity, unitPrice }: PricedLine): string {
  return unitPrice === undefined || quantity === 1 ? '' : ` ${showMoney(unitPrice)} each`;
}

const COUNTRY_OF: Readonly<Record<string, string>> = { GBP: 'GB', EUR: 'DE', USD: 'US' };
const PLACES: Readonly<Record<string, string>> = { GB: 'the United Kingdom', DE: 'Germany', US: 'New York' };

/** The shipping methods for a usual destination of the currency. Orders of guests are not charged for shipping yet. */
async function shippingBox(): Promise<HTMLElement> {
  const currency = readCurrency();
  const country = COUNTRY_OF[currency] ?? 'GB';
  const query = { country, currency, ...(country === 'US' ? { region: 'NY' } : {}) };
  const { items } = await unwrap(api.GET('/v1/shipping-methods', { params: { query } }));
  const methods = items.map(({ name, description = '', rates: [rate], delivery }) =>
    element(
      'li',
      {},
      element('strong', {}, `${name}, ${rate === undefined ? '' : priceOf(rate)}. `),
      description,
      delivery === undefined ? '' : ` ${daysOf(delivery)}.`,
    ),
  );
  return element(
    'section',
    { class: 'box', 'aria-labelledby': 'shipping' },
    element('h2', { id: 'shipping' }, `Shipping to ${PLACES[country] ?? country}`),
    methods.length === 0
      ? element('p', {}, `No shipping method has prices in ${currency}.`)
      : element('ul', {}, ...methods),
    element('p', { class: 'quiet' }, 'This example does not charge for shipping.'),
  );
}

type Days = { readonly earliest: string; readonly latest: string };

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

function daysOf({ earliest, latest }: Days): string {
  const [first, last] = [earliest, latest].map((day) => DAY.format(new Date(`${day}T00:00:00Z`)));
  return first === last ? `With you on ${first}` : `With you from ${first} to ${last}`;
}

type Rate = {
  readonly currency: string;
  readonly minor: number;
  readonly freeAboveMinor?: number | undefined;
};

function priceOf({ currency, minor, freeAboveMinor }: Rate): string {
  if (minor === 0) return 'free';
  const price = showMoney({ amountMinor: minor, currency });
  if (freeAboveMinor === undefined) return price;
  return `${price}, free from ${showMoney({ amountMinor: freeAboveMinor, currency })}`;
}

function refresh(): void {
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
