import { isProblem } from '@tradepost/client/problem-error';
import { api, describeFailure, keepOrderToken } from './api.ts';
import { alertBox, element, field } from './dom.ts';
import { showMoney } from './money.ts';
import { priceCart } from './priced-cart.ts';
import type { View } from './view.ts';

/** Tokens of the simulated payment provider, with what becomes of each. */
const PAYMENTS = [
  ['tok_approved', 'Card that is accepted'],
  ['tok_declined', 'Card that is declined'],
  ['tok_insufficient_funds', 'Card without enough money'],
  ['tok_expired', 'Card that has expired'],
  ['tok_requires_action', 'Card that needs 3-D Secure, which this example does not have'],
  ['tok_processing_error_once', 'Provider that fails once, then accepts'],
  ['tok_timeout_taken', 'Provider whose answer is lost, and that accepts'],
  ['tok_timeout_not_taken', 'Provider that never answers'],
] as const;
const COUNTRIES = { GB: 'United Kingdom', DE: 'Germany', FR: 'France', IE: 'Ireland', US: 'United States' };

/** The form of the order. A second click, or a repeat after a lost connection, places the same order. */
export async function checkoutView(): Promise<View> {
  const { lines, total } = await priceCart();
  const title = 'Check out';
  if (lines.length === 0) return { title, content: [element('p', {}, 'Your cart is empty.')] };
  const messages = element('div');
  let key = crypto.randomUUID();
  const submit = element('button', { class: 'main' }, `Pay ${showMoney(total)}`);
  const place = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    submit.disabled = true;
    messages.replaceChildren();
    try {
      const { data, error } = await api.POST('/v1/guest/orders', {
        idempotencyKey: key,
        body: {
          currency: total.currency,
          lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
          email: text('email'),
          shippingAddress: {
            ...{ name: text('name'), line1: text('line1'), city: text('city'), country: text('country') },
            ...(text('postalCode') === '' ? {} : { postalCode: text('postalCode') }),
          },
          expectedTotal: total,
          ...(total.amountMinor === 0 ? {} : { paymentToken: text('paymentToken') }),
        },
      });
      if (error !== undefined) throw error;
      keepOrderToken(data.id, data.orderToken);
      location.hash = `#/orders/${data.id}`;
    } catch (thrown) {
      // A rejected request may be sent again with other data, which needs another key.
      if (isProblem(thrown)) key = crypto.randomUUID();
      const box = alertBox('The order was not placed. ', describeFailure(thrown), showErrors(form, thrown));
      messages.replaceChildren(box);
      box.focus();
    } finally {
      submit.disabled = false;
    }
  };
  const form = element(
    'form',
    {
      submit: (event) => {
        event.preventDefault();
        void place(event.currentTarget as HTMLFormElement);
      },
    },
    field('email', 'E-mail', { type: 'email', autocomplete: 'email' }),
    field('name', 'Name', { autocomplete: 'name' }),
    field('line1', 'Street and number', { autocomplete: 'address-line1' }),
    field('city', 'City', { autocomplete: 'address-level2' }),
    field('postalCode', 'Postal code', { autocomplete: 'postal-code', required: false }),
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'country' }, 'Country'),
      element(
        'select',
        { id: 'country', name: 'country', autocomplete: 'country' },
        ...Object.entries(COUNTRIES).map(([code, name]) => element('option', { value: code }, name)),
      ),
    ),
    element(
      'fieldset',
      {},
      element('legend', {}, 'Payment, simulated'),
      ...PAYMENTS.map(([token, label], place) => {
        const attributes = { type: 'radio', name: 'paymentToken', value: token, checked: place === 0 };
        return element('label', {}, element('input', attributes), ` ${label}`);
      }),
    ),
    submit,
  );
  return { title, content: [messages, form] };
}

/** Puts each error beside its input. Returns a list of those that have none. */
function showErrors(form: HTMLFormElement, thrown: unknown): HTMLElement | undefined {
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const error of form.querySelectorAll('.error')) error.textContent = '';
  if (!isProblem(thrown)) return undefined;
  const others = thrown.errors.filter(({ pointer, detail }) => {
    const name = pointer.split('/').at(-1) ?? '';
    const error = form.querySelector(`#${CSS.escape(`${name}-error`)}`);
    if (error === null) return true;
    error.textContent = ` ${detail}`;
    form.querySelector(`#${CSS.escape(name)}`)?.setAttribute('aria-invalid', 'true');
    return false;
  });
  if (others.length === 0) return undefined;
  return element(
    'ul',
    {},
    ...others.map(({ pointer, detail }) => element('li', {}, `${pointer}: ${detail}`)),
  );
}
