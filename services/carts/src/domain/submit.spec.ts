import { given, replay } from '@tradepost/testing/given';
import {
  AT,
  accepted,
  begun,
  cartId,
  created,
  EXPIRES_AT,
  filled,
  free,
  orderId,
  quote,
  requested,
  submitted,
} from './cart.spec-kit.ts';
import { cart } from './cart.ts';
import type { CartEvent } from './cart-shapes.ts';
import { beginCheckout, expireCheckout } from './check-out.ts';
import { checkShownQuote } from './checkout-problems.ts';
import { cartIdsOf, orderIdOf } from './ids.ts';
import { MAX_ORDERS } from './limits.ts';
import { acceptOrder, quoteOf, rejectedOrderOf, rejectSubmission, reopen, submit } from './submit.ts';

const checkingOut = [...filled, begun];
const A_MOMENT_BEFORE = '2026-01-01T12:08:59.999Z';
const expired: CartEvent = { type: 'CheckoutExpired', at: AT };

describe('a checkout', () => {
  it('gives a cart a quote, and a new one if it begins again', () => {
    given(cart)(...filled)
      .when(beginCheckout(quote))
      .then([{ type: 'CheckoutBegun', quote }]);
    given(cart)(...checkingOut)
      .when(beginCheckout({ ...quote, id: 'qte_2' }))
      .then([{ type: 'CheckoutBegun', quote: { ...quote, id: 'qte_2' } }]);
    given(cart)().when(beginCheckout(quote)).thenRejected({ code: 'CART_NOT_FOUND' });
  });

  it('ends when its quote expires, and not before', () => {
    given(cart)(...checkingOut)
      .when(expireCheckout(), EXPIRES_AT)
      .then([{ type: 'CheckoutExpired' }]);
    given(cart)(...checkingOut)
      .when(expireCheckout(), A_MOMENT_BEFORE)
      .then([]);
    given(cart)(...filled)
      .when(expireCheckout(), EXPIRES_AT)
      .then([]);
    const after = replay(cart, [...checkingOut, expired]);
    expect(after).toMatchObject({ status: 'open', updatedAt: begun.at });
  });
});

describe('a submit', () => {
  it('decides with the quote that was shown', () => {
    given(cart)(...checkingOut)
      .when(submit('qte_1', requested))
      .then([{ type: 'CartSubmitted', submission: { ...requested, at: AT } }]);
  });

  it.each([
    ['of another quote', 'qte_2', checkingOut, AT],
    ['of a quote that expires at this moment', 'qte_1', checkingOut, EXPIRES_AT],
    ['after the checkout has expired', 'qte_1', [...checkingOut, expired], AT],
    [
      'of a cart that was changed',
      'qte_1',
      [...checkingOut, { type: 'CodeApplied', at: AT, code: 'TEN' }],
      AT,
    ],
    ['before a checkout', 'qte_1', filled, AT],
  ] as const)('%s is rejected', (_which, quoteId, history, at) => {
    given(cart)(...(history as readonly CartEvent[]))
      .when(submit(quoteId, requested), at)
      .thenRejected({ code: 'QUOTE_EXPIRED' });
  });

  it('of a cart that does not exist is rejected', () => {
    given(cart)().when(submit('qte_1', requested)).thenRejected({ code: 'CART_NOT_FOUND' });
  });

  it('needs a payment token if an amount is due', () => {
    const { sealedPaymentToken: _token, ...withoutToken } = requested;
    given(cart)(...checkingOut)
      .when(submit('qte_1', withoutToken))
      .thenRejected({ code: 'PAYMENT_TOKEN_REQUIRED' });
    given(cart)(...filled, { ...begun, quote: free } as CartEvent)
      .when(submit('qte_1', withoutToken))
      .then([{ type: 'CartSubmitted', submission: { ...withoutToken, at: AT } }]);
  });

  it('that is repeated changes nothing, with another quote or token, and after the quote has expired', () => {
    for (const history of [
      [...checkingOut, submitted],
      [...checkingOut, submitted, accepted],
    ]) {
      given(cart)(...history)
        .when(submit('qte_1', requested), EXPIRES_AT)
        .then([]);
      given(cart)(...history)
        .when(submit('qte_2', { ...requested, fingerprint: 'fpr_2', keyHash: 'fpr_other' }))
        .then([]);
      given(cart)(...history)
        .when(submit('qte_1', { ...requested, fingerprint: 'fpr_2' }))
        .thenRejected({ code: 'IDEMPOTENCY_KEY_REUSED' });
    }
  });

  it('ends with the order, or with a cart that can be submitted again', () => {
    const submitting = [...checkingOut, submitted];
    given(cart)(...submitting)
      .when(acceptOrder({ orderId, orderNumber: '1001', status: 'placed' }))
      .then([{ type: 'OrderAccepted', orderNumber: '1001', status: 'placed' }]);
    given(cart)(...submitting, accepted)
      .when(acceptOrder({ orderId, status: 'placed' }))
      .then([]);
    given(cart)(...submitting)
      .when(rejectSubmission(orderId, 'ORDER_TOO_LARGE'))
      .then([{ type: 'SubmissionRejected', code: 'ORDER_TOO_LARGE' }]);
    given(cart)(...submitting, accepted)
      .when(rejectSubmission(orderId, 'ORDER_TOO_LARGE'))
      .then([]);
    const rejected: CartEvent = { type: 'SubmissionRejected', at: AT, code: 'ORDER_TOO_LARGE' };
    const after = replay(cart, [...submitting, rejected]);
    expect(after).toMatchObject({ status: 'checkingOut', checkout: { quote } });
    expect(after).not.toHaveProperty('submission');
  });

  it('is not undone by an expiry', () => {
    given(cart)(...checkingOut, submitted)
      .when(expireCheckout(), EXPIRES_AT)
      .then([]);
  });
});

describe('a cart whose order was rejected', () => {
  const CODE = 'PAYMENT_DECLINED';
  const reopenedBy = (rejected: string): CartEvent => ({
    ...{ type: 'CartReopened', at: AT, orderId: rejected, orderNumber: '1001', code: CODE },
  });
  const placed = [...checkingOut, submitted, accepted];
  const reopened = [...placed, reopenedBy(orderId)];
  const second = orderIdOf({ cartId, rejectedOrders: [{}] });
  const again = { ...begun, quote: { ...quote, id: 'qte_2' } };
  const resubmitted = { ...requested, orderId: second, fingerprint: 'fpr_2', keyHash: 'fpr_key2' };

  it('is open again, with its lines, without the quote and the reservation of the order', () => {
    for (const history of [[...checkingOut, submitted], placed])
      given(cart)(...history)
        .when(reopen({ orderId, code: CODE }))
        .then([{ type: 'CartReopened', orderId, code: CODE }]);
    const { status: _status, ...before } = replay(cart, filled) as { status: string };
    expect(replay(cart, reopened)).toEqual({
      ...{ ...before, status: 'open', updatedAt: AT },
      rejectedOrders: [
        {
          ...{
            orderId,
            orderNumber: '1001',
            status: 'placed',
            code: CODE,
            rejectedAt: AT,
            quoteId: 'qte_1',
            dueMinor: 1_000,
          },
          ...{ fingerprint: 'fpr_1', keyHash: 'fpr_key' },
        },
      ],
    });
  });

  it('is not opened by an event that is repeated or late, or of another order', () => {
    const histories = [filled, checkingOut, reopened, [...reopened, again], [...filled, reopenedBy(orderId)]];
    for (const history of histories)
      given(cart)(...history)
        .when(reopen({ orderId, code: CODE }))
        .then([]);
    given(cart)(...placed)
      .when(reopen({ orderId: second, code: CODE }))
      .then([]);
    const submission = { ...resubmitted, at: AT };
    given(cart)(...reopened, again, { type: 'CartSubmitted', at: AT, submission })
      .when(reopen({ orderId, code: CODE }))
      .then([]);
    expect(replay(cart, [...checkingOut, reopenedBy(orderId)])).toEqual(replay(cart, checkingOut));
  });

  it('is submitted with a new quote, as another order', () => {
    given(cart)(...reopened, again)
      .when(submit('qte_2', resubmitted))
      .then([{ type: 'CartSubmitted', submission: { ...resubmitted, at: AT } }]);
    given(cart)(...reopened, again)
      .when(submit('qte_2', { ...resubmitted, orderId }))
      .thenRejected({ code: 'QUOTE_EXPIRED' });
  });

  it('keeps the rejected order for late repeats of its submit', () => {
    const submission = { ...resubmitted, at: AT };
    for (const history of [
      reopened,
      [...reopened, again],
      [...reopened, again, { type: 'CartSubmitted', at: AT, submission } as const],
    ]) {
      given(cart)(...history)
        .when(submit('qte_1', requested))
        .then([]);
      given(cart)(...history)
        .when(submit('qte_1', { ...requested, fingerprint: 'fpr_2' }))
        .thenRejected({ code: 'IDEMPOTENCY_KEY_REUSED' });
      given(cart)(...history)
        .when(submit('qte_2', { ...resubmitted, keyHash: 'fpr_key' }))
        .thenRejected({ code: 'IDEMPOTENCY_KEY_REUSED' });
      expect(rejectedOrderOf(replay(cart, history), 'qte_1')).toMatchObject({ orderId, code: CODE });
    }
    expect(rejectedOrderOf(replay(cart, reopened), 'qte_2')).toBeUndefined();
    expect(rejectedOrderOf(replay(cart, []), 'qte_1')).toBeUndefined();
  });

  it('ignores a late outcome of the rejected order', () => {
    const submission = { ...resubmitted, at: AT };
    const submitting = [...reopened, again, { type: 'CartSubmitted', at: AT, submission } as const];
    given(cart)(...submitting)
      .when(acceptOrder({ orderId, status: 'placed' }))
      .then([]);
    given(cart)(...submitting)
      .when(rejectSubmission(orderId, 'ORDER_TOO_LARGE'))
      .then([]);
    given(cart)(...submitting)
      .when(acceptOrder({ orderId: second, status: 'placed' }))
      .then([{ type: 'OrderAccepted', status: 'placed' }]);
  });

  it(`has at most ${MAX_ORDERS} orders, each with its own id, and is found by each`, () => {
    let history: CartEvent[] = [...filled];
    const orderIds: string[] = [];
    for (let order = 1; order <= MAX_ORDERS; order += 1) {
      const id = orderIdOf(replay(cart, history) as { cartId: string; rejectedOrders?: unknown[] });
      const quoteId = `qte_${order}`;
      history = [
        ...history,
        { type: 'CheckoutBegun', at: AT, quote: { ...quote, id: quoteId } },
        { type: 'CartSubmitted', at: AT, submission: { ...requested, orderId: id, at: AT } },
      ];
      given(cart)(...history)
        .when(reopen({ orderId: id, code: CODE }))
        .then(order === MAX_ORDERS ? [] : [{ type: 'CartReopened', orderId: id, code: CODE }]);
      history.push(reopenedBy(id));
      orderIds.push(id);
      expect(cartIdsOf(id)).toContain(cartId);
    }
    expect(new Set(orderIds).size).toBe(MAX_ORDERS);
    expect(orderIdOf({ cartId: `${cartId.slice(0, -1)}Z`, rejectedOrders: [{}] })).toBe(
      `${orderId.slice(0, -1)}0`,
    );
  });
});

describe('the quote that was shown', () => {
  it('is the one of a checkout, until it expires', () => {
    const state = replay(cart, checkingOut);
    expect(quoteOf(state, 'qte_1', AT)).toEqual(quote);
    expect(quoteOf(state, 'qte_1', EXPIRES_AT)).toBeUndefined();
    expect(quoteOf(replay(cart, [created]), 'qte_1', AT)).toBeUndefined();
  });

  it('is a problem of the cart if it has expired, or the cart costs something else now', () => {
    const state = replay(cart, checkingOut);
    expect(checkShownQuote(state, quote, AT)).toEqual([]);
    expect(checkShownQuote(state, undefined, AT)).toEqual([]);
    expect(checkShownQuote(state, quote, EXPIRES_AT)).toEqual([{ code: 'QUOTE_EXPIRED', blocking: true }]);
    const totals = { ...quote.totals, totalMinor: 1_100, dueMinor: 1_100 };
    expect(checkShownQuote(state, { ...quote, fingerprint: 'f2', totals }, AT)).toEqual([
      { code: 'QUOTE_CHANGED', blocking: true, before: quote.totals, after: totals },
    ]);
    expect(checkShownQuote(replay(cart, filled), quote, AT)).toEqual([]);
  });
});
