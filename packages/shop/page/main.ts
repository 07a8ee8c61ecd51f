import { describeFailure } from './advice.ts';
import { readCart } from './cart.ts';
import { cartView } from './cart-view.ts';
import { detailsView, shippingView } from './checkout-view.ts';
import { alertBox, announce, element } from './dom.ts';
import { orderView } from './order-view.ts';
import { paymentView } from './payment-view.ts';
import { productsView, productView } from './products.ts';
import type { View } from './view.ts';

let leave: (() => void) | undefined;
/** Increases with each view: an answer that arrives after the next one was opened is not shown. */
let shown = 0;

/** Shows the view of the address, and moves the focus to its heading if the address has changed. */
async function show(isMoved: boolean): Promise<void> {
  const main = document.getElementById('main');
  if (main === null) return;
  shown += 1;
  const mine = shown;
  const { title, content, onLeave } = await viewOf(location.hash).catch(
    (thrown: unknown): View => ({
      title: 'Something went wrong',
      content: [alertBox(describeFailure(thrown))],
    }),
  );
  if (mine !== shown) return onLeave?.();
  leave?.();
  leave = onLeave;
  document.title = `${title} · Tradepost shop`;
  const heading = element('h1', { tabindex: -1 }, title);
  main.replaceChildren(heading, ...content);
  if (isMoved) heading.focus();
}

function viewOf(hash: string): Promise<View> {
  const [, kind = '', id = ''] = hash.split('/');
  switch (kind) {
    case 'products':
      return productView(decodeURIComponent(id));
    case 'cart':
      return cartView();
    case 'checkout':
      return checkoutStep(id);
    case 'orders':
      return orderView(id);
    default:
      return productsView();
  }
}

function checkoutStep(step: string): Promise<View> {
  if (step === 'shipping') return shippingView();
  return step === 'payment' ? paymentView() : detailsView();
}

let address = location.hash;
window.addEventListener('hashchange', () => {
  // The link to the content is no view.
  if (location.hash === '#main') return;
  const isMoved = location.hash !== address;
  address = location.hash;
  if (isMoved) announce('');
  void show(isMoved);
});
// The views of products do not read the cart. They work without it.
void readCart().catch(() => undefined);
void show(false);
