import { isProblem } from '@tradepost/client/problem-error';
import { adviceOn } from './advice.ts';
import { keepOrderToken } from './api.ts';
import { type Cart, checkOut, type Quote, readCart, submitCart } from './cart.ts';
import { EMPTY, stepForm } from './checkout-view.ts';
import { alertBox, element, refresh } from './dom.ts';
import { showMoney } from './money.ts';
import { summaryOf } from './summary.ts';
import type { View } from './view.ts';

/** Tokens of the simulated payment provider, with what becomes of each. */
const PAYMENTS = [
  ['tok_approved', 'Card that is accepted'],
  ['tok_3ds', 'Card that needs 3-D Secure'],
  ['tok_redirect', 'Wallet, on a page of the provider'],
  ['tok_bank_transfer', 'Bank transfer'],
  ['tok_declined', 'Card that is declined'],
  ['tok_insufficient_funds', 'Card without enough money'],
  ['tok_expired', 'Card that has expired'],
  ['tok_processing_error_once', 'Provider that fails once, then accepts'],
  ['tok_timeout_taken', 'Provider whose answer is lost, and that accepts'],
  ['tok_timeout_not_taken', 'Provider that never answers'],
] as const;

/** The place where each problem of a cart can be repaired. */
const REPAIRED_AT: Readonly<Record<string, string>> = {
  EMAIL_MISSING: '#/checkout',
  ADDRESS_MISSING: '#/checkout',
  NO_SHIPPING_FOR_ADDRESS: '#/checkout',
  TAX_RATE_MISSING: '#/checkout',
  SHIPPING_CHOICE_MISSING: '#/checkout/shipping',
  SHIPPING_CHOICE_STALE: '#/checkout/shipping',
};

/** Message for the next view: the quote of the last one was not accepted. */
let notice: string | undefined;

/** Last step: the quote, and how it is paid. Exactly this quote is charged. */
export async function paymentView(): Promise<View> {
  const before = await readCart();
  if (before === undefined || before.lines.length === 0) return EMPTY;
  // The answer of a submit was lost. A repeat gets the token of the order.
  if (before.status === 'submitted' && before.quote !== undefined) {
    await place(before.quote);
    return EMPTY;
  }
  const cart = await checkOut();
  const title = 'Payment';
  if (cart.status !== 'checkingOut' || cart.quote === undefined) return { title, content: problemsOf(cart) };
  const { quote } = cart;
  const { dueMinor } = quote.totals;
  const due = showMoney({ amountMinor: dueMinor, currency: quote.currency });
  const choices = PAYMENTS.map(([token, label], index) => {
    const attributes = { type: 'radio', name: 'paymentToken', value: token, checked: index === 0 };
    return element('label', {}, element('input', attributes), ` ${label}`);
  });
  const pay = (form: HTMLFormElement) =>
    place(quote, dueMinor === 0 ? undefined : String(new FormData(form).get('paymentToken')));
  const message = notice;
  notice = undefined;
  return {
    title,
    content: [
      message === undefined ? '' : alertBox(message),
      element(
        'ul',
        {},
        ...quote.lines.map(({ title: name, quantity, unitPriceMinor }) => {
          const price = showMoney({ amountMinor: unitPriceMinor * quantity, currency: quote.currency });
          return element('li', {}, `${quantity} × ${name}: ${price}`);
        }),
      ),
      summaryOf(quote),
      ...stepForm(
        pay,
        dueMinor === 0
          ? element('p', {}, 'Nothing is to pay.')
          : element('fieldset', {}, element('legend', {}, 'Payment, simulated'), ...choices),
        element('button', { class: 'main' }, dueMinor === 0 ? 'Place the order' : `Pay ${due}`),
      ),
    ],
  };
}

/** Submits the cart with the quote that was shown. If it costs something else now, the view shows the new quote. */
async function place(quote: Quote, paymentToken?: string): Promise<void> {
  const body = { quoteId: quote.id, ...(paymentToken === undefined ? {} : { paymentToken }) };
  const { data, error } = await submitCart(body);
  if (isProblem(error, 'QUOTE_CHANGED', 'QUOTE_EXPIRED')) {
    notice = noticeOf(error, quote.currency);
    return refresh();
  }
  if (error !== undefined) throw error;
  keepOrderToken(data.orderId, data.orderToken ?? '');
  location.hash = `#/orders/${data.orderId}`;
}

type Totals = { readonly dueMinor: number };

function noticeOf(
  { code, facts }: { readonly code: string; readonly facts: object },
  currency: string,
): string {
  const { before, after } = facts as { readonly before?: Totals; readonly after?: Totals };
  if (before === undefined || after === undefined) return adviceOn({ code });
  const [was, is] = [before, after].map(({ dueMinor }) => showMoney({ amountMinor: dueMinor, currency }));
  return `A price has changed: the order cost ${was}, and costs ${is} now.`;
}

function problemsOf({ problems, currency }: Cart): readonly Node[] {
  const list = problems.map((problem) => {
    const link = element('a', { href: REPAIRED_AT[problem.code] ?? '#/cart' }, 'Change it');
    return element('li', {}, `${adviceOn(problem, currency)} `, link);
  });
  return [alertBox('The order cannot be placed yet.'), element('ul', {}, ...list)];
}
