import { isProblem } from '@tradepost/client/problem-error';
import { adviceOn, describeFailure } from './advice.ts';
import { type Cart, type GivenAddress, readOpenCart, updateDetails } from './cart.ts';
import { alertBox, element, field } from './dom.ts';
import { showMoney } from './money.ts';
import type { View } from './view.ts';

type Address = NonNullable<Cart['shippingAddress']>;

const COUNTRIES = { GB: 'United Kingdom', DE: 'Germany', FR: 'France', IE: 'Ireland', US: 'United States' };
/** Prefix of the inputs of the billing address. */
const BILLING = 'billing-';

/** First step: e-mail address and addresses. */
export async function detailsView(): Promise<View> {
  const cart = await readOpenCart();
  if (cart === undefined || cart.lines.length === 0) return EMPTY;
  const { email, shippingAddress, billingAddress } = cart;
  const billing = element('div');
  const showBilling = (isOther: boolean) =>
    billing.replaceChildren(...(isOther ? [billingFields(billingAddress)] : []));
  showBilling(billingAddress !== undefined);
  const other = element('input', {
    ...{ type: 'checkbox', checked: billingAddress !== undefined },
    change: () => showBilling(other.checked),
  });
  const save = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    await updateDetails({
      email: text(given, 'email'),
      shippingAddress: toAddress(given, ''),
      billingAddress: other.checked ? toAddress(given, BILLING) : null,
    });
    location.hash = '#/checkout/shipping';
  };
  return {
    title: 'Check out',
    content: stepForm(
      save,
      element('h2', {}, 'Contact and address'),
      field('email', 'E-mail', { type: 'email', autocomplete: 'email', value: email }),
      ...addressFields('', 'shipping', shippingAddress),
      element('p', {}, element('label', {}, other, ' The invoice goes to another address')),
      billing,
      element('button', { class: 'main' }, 'Continue'),
    ),
  };
}

/** Second step: one of the shipping methods that are offered for the address. */
export async function shippingView(): Promise<View> {
  const cart = await readOpenCart();
  if (cart === undefined || cart.lines.length === 0) return EMPTY;
  const { shippingOptions, shippingMethodId, currency } = cart;
  const title = 'Shipping';
  const back = element('a', { href: '#/checkout' }, 'Change the address');
  const missing = cart.problems.find(({ code }) =>
    ['EMAIL_MISSING', 'ADDRESS_MISSING', 'NO_SHIPPING_FOR_ADDRESS'].includes(code),
  );
  if (missing !== undefined)
    return { title, content: [element('p', { class: 'error' }, adviceOn(missing)), element('p', {}, back)] };
  const known = shippingOptions.some(({ methodId }) => methodId === shippingMethodId);
  const choices = shippingOptions.map(({ methodId, name, priceMinor, days, carrier }, place) => {
    const price = priceMinor === 0 ? 'free' : showMoney({ amountMinor: priceMinor, currency });
    const details = [
      ...(days === undefined ? [] : [describeDays(days)]),
      ...(carrier === undefined ? [] : [`by ${carrier}`]),
    ];
    const checked = known ? methodId === shippingMethodId : place === 0;
    const attributes = { type: 'radio', name: 'method', value: methodId, required: true, checked };
    const more = details.length === 0 ? '' : ` (${details.join(', ')})`;
    return element('label', {}, element('input', attributes), ` ${name}, ${price}${more}`);
  });
  const save = async (form: HTMLFormElement) => {
    await updateDetails({ shippingMethodId: text(new FormData(form), 'method') });
    location.hash = '#/checkout/payment';
  };
  return {
    title,
    content: stepForm(
      save,
      element('fieldset', {}, element('legend', {}, 'Shipping method'), ...choices),
      element('p', {}, back),
      element('button', { class: 'main' }, 'Continue'),
    ),
  };
}

function describeDays({ min, max }: { readonly min: number; readonly max: number }): string {
  const unit = max === 1 ? 'working day' : 'working days';
  return min === max ? `${max} ${unit}` : `${min} to ${max} ${unit}`;
}

/** A step of a cart without lines. */
export const EMPTY: View = { title: 'Check out', content: ['Your cart is empty.'] };

/** A form that saves what was given, or shows what was wrong. */
export function stepForm(
  save: (form: HTMLFormElement) => Promise<void>,
  ...children: readonly (Node | string)[]
): readonly Node[] {
  const messages = element('div');
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const button = form.querySelector<HTMLButtonElement>('button.main');
    if (button !== null) button.disabled = true;
    messages.replaceChildren();
    try {
      await save(form);
    } catch (thrown) {
      const box = alertBox(`${describeFailure(thrown)} `, showErrors(form, thrown));
      messages.replaceChildren(box);
      box.focus();
    } finally {
      if (button !== null) button.disabled = false;
    }
  };
  return [messages, element('form', { submit: (event) => void submit(event) }, ...children)];
}

function billingFields(address?: Address): HTMLElement {
  const company = { autocomplete: 'billing organization', required: false, value: address?.company };
  return element(
    'fieldset',
    {},
    element('legend', {}, 'Address of the invoice'),
    field(`${BILLING}company`, 'Company', company),
    ...addressFields(BILLING, 'billing', address),
  );
}

function addressFields(prefix: string, section: string, address?: Address): readonly HTMLElement[] {
  const auto = (name: string) => `${section} ${name}`;
  const optional = { required: false };
  const country = address?.country ?? 'GB';
  return [
    field(`${prefix}name`, 'Name', { autocomplete: auto('name'), value: address?.name }),
    field(`${prefix}line1`, 'Street and number', {
      ...{ autocomplete: auto('address-line1'), value: address?.line1 },
    }),
    field(`${prefix}city`, 'City', { autocomplete: auto('address-level2'), value: address?.city }),
    field(`${prefix}region`, 'State or region', {
      ...{ ...optional, autocomplete: auto('address-level1'), value: address?.region },
    }),
    field(`${prefix}postalCode`, 'Postal code', {
      ...{ ...optional, autocomplete: auto('postal-code'), value: address?.postalCode },
    }),
    element(
      'div',
      { class: 'field' },
      element('label', { for: `${prefix}country` }, 'Country'),
      element(
        'select',
        { id: `${prefix}country`, name: `${prefix}country`, autocomplete: auto('country') },
        ...Object.entries(COUNTRIES).map(([code, name]) =>
          element('option', { value: code, selected: code === country }, name),
        ),
      ),
    ),
  ];
}

function text(given: FormData, name: string): string {
  return String(given.get(name) ?? '').trim();
}

function toAddress(given: FormData, prefix: string): GivenAddress {
  const of = (name: string) => text(given, `${prefix}${name}`);
  const optional = ['company', 'region', 'postalCode'].filter((name) => of(name) !== '');
  return {
    ...{ name: of('name'), line1: of('line1'), city: of('city'), country: of('country') },
    ...Object.fromEntries(optional.map((name) => [name, of(name)])),
  };
}

/** Puts each error beside its input. Returns a list of those that have none. */
function showErrors(form: HTMLFormElement, thrown: unknown): HTMLElement | undefined {
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const error of form.querySelectorAll('.field .error')) error.textContent = '';
  if (!isProblem(thrown)) return undefined;
  const others = thrown.errors.filter(({ pointer, detail }) => {
    const name = `${pointer.includes('/billingAddress/') ? BILLING : ''}${pointer.split('/').at(-1) ?? ''}`;
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
