import { unwrap } from '@tradepost/client/client';
import { describeFailure } from './advice.ts';
import { api, CURRENCIES, keepCurrency, readCurrency } from './api.ts';
import { addToCart, MAX_QUANTITY, moveCart } from './cart.ts';
import { announce, element, refresh } from './dom.ts';
import { showMoney } from './money.ts';
import { contentsOf, titlesOf } from './titles.ts';
import type { View } from './view.ts';

type Prices = Readonly<Record<string, number>>;
type Sold = { readonly sku: string; readonly title?: string | undefined; readonly prices: Prices };

const PAGE_SIZE = 24;
const AVAILABLE: Readonly<Record<string, string>> = {
  in: 'In stock',
  low: 'Only a few left',
  out: 'Out of stock',
};

/** The list of products, of one category or of all, with the lowest price of each. */
export async function productsView(): Promise<View> {
  const list = element('ul', { class: 'products' });
  const more = element('button', { type: 'button', hidden: true }, 'Show more products');
  let category = '';
  const load = async (cursor?: string): Promise<void> => {
    const asked = category;
    const query = {
      limit: PAGE_SIZE,
      ...(asked === '' ? {} : { category: asked }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    const { items, nextCursor } = await unwrap(api.GET('/v1/products', { params: { query } }));
    // Another category was chosen meanwhile.
    if (asked !== category) return;
    for (const { slug, title, description, variants } of items) {
      const link = element('a', { href: `#/products/${encodeURIComponent(slug)}` }, title);
      list.append(
        element(
          'li',
          {},
          element('h2', {}, link),
          element('p', { class: 'quiet' }, description ?? ''),
          element('p', { class: 'price' }, fromPrice(variants)),
        ),
      );
    }
    more.hidden = nextCursor === undefined;
    more.onclick = () => void load(nextCursor);
    if (list.children.length === 0) list.append(element('li', {}, 'There are no products here yet.'));
  };
  const choose = (chosen: string): void => {
    category = chosen;
    list.replaceChildren();
    more.hidden = true;
    load().catch((thrown: unknown) => announce(describeFailure(thrown)));
  };
  const [field] = await Promise.all([categoryField(choose), load()]);
  return { title: 'Products', content: [...field, currencyField(), list, more] };
}

/** The choice of a category; nothing if the shop has none. */
async function categoryField(choose: (slug: string) => void): Promise<readonly HTMLElement[]> {
  const { items } = await unwrap(api.GET('/v1/categories'));
  if (items.length === 0) return [];
  const options = items.map(({ slug, title, ancestors }) =>
    element('option', { value: slug }, `${'– '.repeat(ancestors.length)}${title}`),
  );
  const select = element(
    'select',
    {
      id: 'category',
      change: ({ currentTarget }: Event) => choose((currentTarget as HTMLSelectElement).value),
    },
    element('option', { value: '' }, 'All products'),
    ...options,
  );
  return [element('div', { class: 'field' }, element('label', { for: 'category' }, 'Category'), select)];
}

/** One product: a choice of variants with price and availability, and the quantity. */
export async function productView(slug: string): Promise<View> {
  const product = await unwrap(api.GET('/v1/products/by-slug/{slug}', { params: { path: { slug } } }));
  const skus = product.variants.map(({ sku }) => sku);
  const hasBundles = product.variants.some(({ components }) => components !== undefined);
  const [{ items }, titles] = await Promise.all([
    unwrap(api.GET('/v1/availability', { params: { query: { skus } } })),
    hasBundles ? titlesOf(product.variants) : new Map<string, string>(),
  ]);
  const availabilityOf = new Map(items.map(({ sku, availability }) => [sku, availability]));
  const currency = readCurrency();
  const isSold = ({ sku, prices }: Sold) =>
    prices[currency] !== undefined && availabilityOf.get(sku) !== 'out';
  const first = product.variants.find(isSold);
  const choices = product.variants.map((variant) => {
    const { sku, title = product.title, prices, components } = variant;
    const radio = element('input', {
      ...{ type: 'radio', name: 'sku', value: sku, required: true },
      ...{ checked: variant === first, disabled: !isSold(variant) },
    });
    const stock = AVAILABLE[availabilityOf.get(sku) ?? 'out'] ?? '';
    const contents = contentsOf(components, titles);
    return element(
      'label',
      {},
      radio,
      ` ${title}: ${priceIn(prices, currency)}. ${stock}`,
      contents === '' ? '' : element('span', { class: 'quiet' }, `. ${contents}`),
    );
  });
  const quantity = element('input', {
    ...{ id: 'quantity', name: 'quantity', type: 'number', inputmode: 'numeric' },
    ...{ min: 1, max: MAX_QUANTITY, value: 1, required: true },
  });
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const sku = form.querySelector<HTMLInputElement>('input[name=sku]:checked')?.value;
    const variant = product.variants.find((each) => each.sku === sku);
    if (variant === undefined) return;
    const title = variant.title ?? product.title;
    button.disabled = true;
    try {
      await addToCart(variant.sku, quantity.valueAsNumber);
      announce(`${title} was added to the cart.`);
    } catch (thrown) {
      announce(describeFailure(thrown));
    } finally {
      button.disabled = false;
    }
  };
  const button = element('button', { class: 'main', disabled: first === undefined }, 'Add to cart');
  const form = element(
    'form',
    { submit: (event) => void add(event) },
    element('fieldset', {}, element('legend', {}, 'Variant'), ...choices),
    element('div', { class: 'field' }, element('label', { for: 'quantity' }, 'Quantity'), quantity),
    button,
  );
  return {
    title: product.title,
    content: [element('p', {}, product.description ?? ''), currencyField(), form],
  };
}

function priceIn(prices: Prices, currency: string): string {
  const amountMinor = prices[currency];
  return amountMinor === undefined ? `not sold in ${currency}` : showMoney({ amountMinor, currency });
}

function fromPrice(variants: readonly Sold[]): string {
  const currency = readCurrency();
  const prices = variants.flatMap((variant) => variant.prices[currency] ?? []);
  if (prices.length === 0) return `Not sold in ${currency}`;
  const lowest = showMoney({ amountMinor: Math.min(...prices), currency });
  return new Set(prices).size > 1 ? `From ${lowest}` : lowest;
}

function currencyField(): HTMLElement {
  const change = async ({ currentTarget }: Event): Promise<void> => {
    keepCurrency((currentTarget as HTMLSelectElement).value);
    await moveCart().catch((thrown: unknown) => announce(describeFailure(thrown)));
    refresh();
  };
  const options = CURRENCIES.map((each) =>
    element('option', { value: each, selected: each === readCurrency() }, each),
  );
  return element(
    'div',
    { class: 'field' },
    element('label', { for: 'currency' }, 'Currency'),
    element('select', { id: 'currency', change: (event) => void change(event) }, ...options),
  );
}
