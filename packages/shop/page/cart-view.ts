import { adviceOn, describeFailure } from './advice.ts';
import { applyCode, type Cart, MAX_QUANTITY, readOpenCart, removeCode, setQuantity } from './cart.ts';
import { announce, element, field, refresh } from './dom.ts';
import { showMoney } from './money.ts';
import { summaryOf } from './summary.ts';
import { contentsOf, titlesOf } from './titles.ts';
import type { View } from './view.ts';

type Line = Cart['lines'][number];

/** Problems that the checkout asks for: the cart does not show them. */
const OF_CHECKOUT = [
  'EMAIL_MISSING',
  'ADDRESS_MISSING',
  'SHIPPING_CHOICE_MISSING',
  'SHIPPING_CHOICE_STALE',
  'NO_SHIPPING_FOR_ADDRESS',
];

/** The cart: lines with their problems, discount codes and amounts. */
export async function cartView(): Promise<View> {
  const cart = await readOpenCart();
  const title = 'Cart';
  if (cart === undefined || cart.lines.length === 0) {
    const back = element('a', { href: '#/' }, 'Look at the products');
    return { title, content: [element('p', {}, 'Your cart is empty. ', back, '.')] };
  }
  const titles = await titlesOf(cart.lines);
  const problems = cart.problems.filter(({ code }) => !OF_CHECKOUT.includes(code));
  const ofCart = problems.filter(
    ({ lineId, code, discountCode }) =>
      lineId === undefined && discountCode === undefined && !code.startsWith('QUOTE_'),
  );
  const isBlocked = problems.some(({ blocking, code }) => blocking && !code.startsWith('QUOTE_'));
  const checkout = element('button', { type: 'button', class: 'main', disabled: isBlocked }, 'Check out');
  checkout.onclick = () => {
    location.hash = '#/checkout';
  };
  return {
    title,
    content: [
      element('ul', { class: 'lines' }, ...cart.lines.map((line) => lineItem(line, cart, titles))),
      codesBox(cart),
      ...ofCart.map((problem) => element('p', { class: 'error' }, adviceOn(problem, cart.currency))),
      cart.quote === undefined ? '' : summaryOf(cart.quote),
      checkout,
    ],
  };
}

function lineItem(
  { lineId, sku, quantity, components }: Line,
  { quote, problems, currency }: Cart,
  titles: ReadonlyMap<string, string>,
): HTMLElement {
  const title = titles.get(sku) ?? sku;
  const set = (units: number) => {
    const done = units === 0 ? `${title} was removed.` : `${title}: ${units} in the cart.`;
    void change(() => setQuantity(lineId, units), done);
  };
  const quoted = quote?.lines.find((line) => line.lineId === lineId);
  const show = (amountMinor: number) => showMoney({ amountMinor, currency });
  const ofLine = problems.filter((problem) => problem.lineId === lineId);
  return element(
    'li',
    {},
    element(
      'span',
      {},
      title,
      quoted === undefined || quantity === 1
        ? undefined
        : element('span', { class: 'quiet' }, ` ${show(quoted.unitPriceMinor)} each`),
      components === undefined
        ? undefined
        : element('span', { class: 'quiet' }, ` ${contentsOf(components, titles)}`),
      ...ofLine.map((problem) => element('span', { class: 'error' }, ` ${adviceOn(problem, currency)}`)),
    ),
    element('input', {
      ...{ type: 'number', min: 0, max: MAX_QUANTITY, value: quantity },
      'aria-label': `Quantity of ${title}`,
      change: ({ currentTarget }) => {
        const units = (currentTarget as HTMLInputElement).valueAsNumber;
        if (!Number.isNaN(units)) set(units);
      },
    }),
    element(
      'span',
      { class: 'price' },
      quoted === undefined ? '' : show(quoted.unitPriceMinor * quoted.quantity),
    ),
    element('button', { type: 'button', click: () => set(0), 'aria-label': `Remove ${title}` }, 'Remove'),
  );
}

/** Codes that were applied, and a field for another one. */
function codesBox({ codes, problems, currency }: Cart): HTMLElement {
  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const code = String(new FormData(form).get('code') ?? '').trim();
    void change(() => applyCode(code), `The code ${code} was applied.`, form.querySelector('.error'));
  };
  return element(
    'section',
    { class: 'box', 'aria-label': 'Discount codes' },
    ...codes.map((code) => {
      const remove = () => void change(() => removeCode(code), `The code ${code} was removed.`);
      const label = `Remove the code ${code}`;
      const button = element('button', { type: 'button', click: remove, 'aria-label': label }, 'Remove');
      const problem = problems.find(({ discountCode }) => discountCode === code);
      const advice = problem === undefined ? undefined : adviceOn(problem, currency);
      return element('p', { class: 'code' }, element('strong', {}, code), button, advice);
    }),
    element(
      'form',
      { submit, class: 'inline' },
      field('code', 'Discount code', { autocomplete: 'off', maxlength: 50 }),
      element('button', {}, 'Apply'),
    ),
  );
}

/** Changes the cart and shows it again, or what was wrong. */
async function change(act: () => Promise<Cart>, done: string, error?: Element | null): Promise<void> {
  try {
    await act();
    announce(done);
    refresh();
  } catch (thrown) {
    const text = describeFailure(thrown);
    if (error instanceof HTMLElement) error.textContent = text;
    announce(text);
  }
}
