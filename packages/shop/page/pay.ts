import { isProblem } from '@tradepost/client/problem-error';
import { describeFailure } from './advice.ts';
import { api } from './api.ts';
import { alertBox, element } from './dom.ts';

/*
 * The page of the simulated payment provider, in place of that of a bank: it completes or refuses a pending payment. The provider
 * then sends its webhook, as a real one does.
 */

const PAYMENT_ID = /^pay_[0-9A-Z]{26}$/;

function show(): void {
  const main = document.getElementById('main');
  const paymentId = new URLSearchParams(location.search).get('payment') ?? '';
  if (main === null) return;
  if (!PAYMENT_ID.test(paymentId)) {
    main.append(alertBox('The address of this page has no payment.'));
    return;
  }
  // An order and its payment share a ULID.
  const back = `/shop#/orders/${paymentId.replace('pay_', 'ord_')}`;
  const messages = element('div');
  const complete = async (outcome: 'approve' | 'decline'): Promise<void> => {
    const params = { path: { paymentId } };
    const path = '/v1/simulated-provider/payments/{paymentId}/complete';
    const { error } = await api.POST(path, { params, body: { outcome } });
    if (error !== undefined) throw error;
    location.assign(back);
  };
  const buttons = (
    [
      ['approve', 'Approve the payment', 'main'],
      ['decline', 'Refuse the payment', undefined],
    ] as const
  ).map(([outcome, label, kind]) => {
    const click = () =>
      void complete(outcome).catch((thrown: unknown) => {
        const box = alertBox(
          isProblem(thrown, 'PAYMENT_NOT_PENDING')
            ? 'The payment is not pending any more.'
            : describeFailure(thrown),
        );
        messages.replaceChildren(box);
        box.focus();
      });
    return element('p', {}, element('button', { type: 'button', class: kind, click }, label));
  });
  main.append(
    messages,
    element('p', {}, 'Payment ', element('code', {}, paymentId)),
    ...buttons,
    element('p', {}, element('a', { href: back }, 'Back to the order, without a decision')),
  );
}

show();
