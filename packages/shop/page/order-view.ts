import { unwrap } from '@tradepost/client/client';
import type { components } from '@tradepost/client/generated/api';
import { adviceOn, describeFailure } from './advice.ts';
import { api, readOrderToken } from './api.ts';
import { forgetCart, reopenCart } from './cart.ts';
import { announce, element } from './dom.ts';
import { showMoney } from './money.ts';
import { summaryOf } from './summary.ts';
import { contentsOf, titlesOf } from './titles.ts';
import type { View } from './view.ts';

type Order = components['schemas']['GuestOrder'];
type NextAction = NonNullable<NonNullable<Order['awaitingPayment']>['nextAction']>;

const ASK_EVERY_MS = 1_000;
/** A saga ends within five minutes. An order that waits for its payment is asked about for as long. */
const ASK_FOR_MS = 300_000;

/** The status of an order, which is asked for until the order is decided. */
export async function orderView(orderId: string): Promise<View> {
  const call = { params: { path: { orderId } }, orderToken: readOrderToken(orderId) };
  const read = () => unwrap(api.GET('/v1/guest/orders/{orderId}', call));
  let order = await read();
  const state = element('p', { class: 'box', 'aria-live': 'polite' });
  const action = element('div');
  let shown = '';
  const show = () => {
    if (shown === order.status) return;
    shown = order.status;
    state.textContent = STATUS[order.status] ?? `The order is ${order.status}.`;
    if (order.status === 'rejected') state.append(` ${adviceOn(order.rejection ?? { code: 'UNKNOWN' })}`);
    action.replaceChildren(...actionsOf(order));
    if (order.status === 'confirmed') forgetCart();
  };
  show();
  const untilMs = Date.now() + ASK_FOR_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    try {
      order = await read();
      show();
    } catch (thrown) {
      announce(describeFailure(thrown));
    }
    later();
  };
  const later = () => {
    const isDecided = order.status !== 'placed' && order.status !== 'awaitingPayment';
    if (!isDecided && Date.now() < untilMs) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
  };
  later();
  const { lines, shipping = [], discounts = [], taxes = [], taxIncluded = true, totals, currency } = order;
  const hasBundles = lines.some(({ components }) => components !== undefined);
  // The order is shown all the same if the catalogue does not answer.
  const titles = hasBundles
    ? await titlesOf(lines).catch(() => new Map<string, string>())
    : new Map<string, string>();
  return {
    title: 'Your order',
    content: [
      state,
      action,
      element(
        'ul',
        {},
        ...lines.map(({ title, sku, quantity, unitPrice, components }) => {
          const price = showMoney({ ...unitPrice, amountMinor: unitPrice.amountMinor * quantity });
          const contents = contentsOf(components, titles);
          return element(
            'li',
            {},
            `${quantity} × ${title ?? sku}: ${price}`,
            contents === '' ? '' : element('span', { class: 'quiet' }, `. ${contents}`),
          );
        }),
      ),
      totals === undefined ? '' : summaryOf({ currency, taxIncluded, shipping, discounts, taxes, totals }),
      element('p', { class: 'quiet' }, 'Order ', element('code', {}, order.orderNumber ?? order.id)),
    ],
    onLeave: () => clearTimeout(timer),
  };
}

const STATUS: Readonly<Record<string, string>> = {
  placed: 'We are checking stock and payment …',
  awaitingPayment: 'The order waits for its payment.',
  confirmed: 'Thank you! The order is confirmed.',
  rejected: 'The order was rejected, and nothing was charged.',
  cancelled: 'The order was cancelled.',
};

function actionsOf({ status, awaitingPayment }: Order): readonly Node[] {
  switch (status) {
    case 'confirmed':
      return [element('p', {}, element('a', { href: '#/' }, 'Look at more products'))];
    case 'rejected':
      return [
        element('p', {}, element('button', { type: 'button', class: 'main', click: tryAgain }, 'Try again')),
      ];
    case 'awaitingPayment':
      return awaitingPayment?.nextAction === undefined ? [] : stepOf(awaitingPayment.nextAction);
    default:
      return [];
  }
}

/** Opens the payment of the same cart: its next submit is another order. */
function tryAgain(): void {
  void reopenCart().then(
    () => {
      location.hash = '#/checkout/payment';
    },
    (thrown: unknown) => announce(describeFailure(thrown)),
  );
}

/** The customer's next step of a pending payment. */
function stepOf(action: NextAction): readonly Node[] {
  const { redirectUrl } = action;
  const link = (label: string) =>
    redirectUrl === undefined
      ? []
      : [element('p', {}, element('a', { href: redirectUrl, class: 'button' }, label))];
  switch (action.kind) {
    case 'redirect':
      return link('Pay on the page of the provider');
    case 'confirm':
      return link('Confirm the payment with 3-D Secure');
    case 'bankTransfer':
      return [
        element('p', {}, 'Transfer the amount to this account. The order is confirmed when it arrives.'),
        element(
          'dl',
          {},
          ...Object.entries(action.instructions).flatMap(([name, value]) => [
            element('dt', {}, LABELS[name] ?? name),
            element('dd', {}, element('code', {}, value)),
          ]),
        ),
        ...link('Open the simulated bank'),
      ];
    default:
      return action satisfies never;
  }
}

const LABELS: Readonly<Record<string, string>> = { iban: 'IBAN', bic: 'BIC', reference: 'Reference' };
