import { unwrap } from '@tradepost/client/client';
import { addMoney, multiplyMoney } from '@tradepost/money/money';
import { adviceOn, api, describeFailure } from './api.ts';
import { emptyCart } from './cart.ts';
import { announce, element } from './dom.ts';
import { showMoney } from './money.ts';
import type { View } from './view.ts';

const ASK_EVERY_MS = 1_000;
/** A saga ends within five minutes. */
const ASK_FOR_MS = 300_000;

/** The status of an order, which is asked for until the order is decided. */
export async function orderView(orderId: string): Promise<View> {
  const path = { orderId };
  const read = () => unwrap(api.GET('/v1/guest/orders/{orderId}', { params: { path } }));
  let order = await read();
  const state = element('p', { class: 'box', 'aria-live': 'polite' });
  const action = element('p');
  const show = () => {
    const { status, rejection } = order;
    state.textContent = STATUS[status] ?? `The order is ${status}.`;
    if (status === 'rejected') {
      state.append(` ${adviceOn(rejection?.code ?? 'UNKNOWN')}`);
      action.replaceChildren(element('a', { href: '#/checkout' }, 'Try again'), ' with the same cart.');
    }
    if (status === 'confirmed') {
      emptyCart();
      action.replaceChildren(element('a', { href: '#/' }, 'Look at more products'));
    }
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
    if (order.status === 'placed' && Date.now() < untilMs) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
  };
  later();
  const lines = order.lines.map(({ title, sku, quantity, unitPrice }) =>
    element('li', {}, `${quantity} × ${title ?? sku}: ${showMoney(multiplyMoney(unitPrice, quantity))}`),
  );
  const total = showMoney(addMoney(order.total));
  return {
    title: 'Your order',
    content: [
      state,
      element('ul', {}, ...lines),
      element('p', { class: 'total' }, `Total: ${total}`),
      element('p', { class: 'quiet' }, 'Order ', element('code', {}, order.id)),
      action,
    ],
    onLeave: () => clearTimeout(timer),
  };
}

const STATUS: Readonly<Record<string, string>> = {
  placed: 'We are checking stock and payment …',
  confirmed: 'Thank you! The order is confirmed.',
  rejected: 'The order was rejected, and nothing was charged.',
  cancelled: 'The order was cancelled.',
};
