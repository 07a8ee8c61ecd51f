import { given } from '@tradepost/testing/given';
import { authorize } from './authorize.ts';
import {
  eur,
  facts,
  gbp,
  orderId,
  pending,
  requested,
  states,
  voided,
  voidRequested,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';
import type { PaymentState } from './payment-state.ts';

const authorization = { ...facts, sealedToken: 's1.Zk3vQ9aB.tok_approved' };

describe('authorize', () => {
  it('requests the authorization of a payment that does not exist', () => {
    given(payment)().when(authorize(authorization)).then([requested]);
  });

  it.each([
    ['another order', { orderId: 'ord_2' }],
    ['another amount', { amount: gbp(5_001) }],
    ['another currency', { amount: eur(5_000) }],
  ])('is rejected for %s, with the order and the amount of the payment', (_what, changes) => {
    given(payment)(...states.authorizing)
      .when(authorize({ ...authorization, ...changes }))
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId, amount: gbp(5_000) });
  });
});

describe('authorize of an amount with parts', () => {
  const split = { goodsMinor: 4_000, shippingMinor: 500, taxMinor: 800, discountsMinor: 300 };

  it('stores the parts, unless all of it is goods', () => {
    given(payment)()
      .when(authorize({ ...authorization, split }))
      .then([{ ...requested, split: { ...split, storeCreditMinor: 0 } }]);
    given(payment)()
      .when(authorize({ ...authorization, split: { goodsMinor: 5_000 } }))
      .then([requested]);
  });

  it('is rejected if they do not sum to the amount', () => {
    given(payment)()
      .when(authorize({ ...authorization, split: { ...split, discountsMinor: 0 } }))
      .thenRejected({ code: 'SPLIT_MISMATCH', sumMinor: 5_300, amount: gbp(5_000) });
  });
});

describe('authorize of a pending payment', () => {
  const repeatedAt = (at: string) => (state: PaymentState) =>
    authorize(authorization)(state, { version: 1, at });

  it('changes nothing until its time is over', () => {
    given(payment)(...states.pending)
      .when(repeatedAt(pending.until))
      .then([]);
  });

  it('voids it when its time is over', () => {
    given(payment)(...states.pending)
      .when(repeatedAt('2026-01-01T13:00:00.001Z'))
      .then([{ ...voidRequested, notCompleted: true }]);
  });

  it('is rejected with the same code however often it is repeated, once it was voided for it', () => {
    given(payment)(...states.pending, { ...voidRequested, notCompleted: true }, voided)
      .when(repeatedAt('2026-01-01T12:00:00.000Z'))
      .thenRejected({ code: 'PAYMENT_NOT_COMPLETED' });
  });

  it('is rejected for it after the charge has expired at the provider', () => {
    given(payment)(...states.pending, voided)
      .when(repeatedAt('2026-01-01T12:00:00.000Z'))
      .thenRejected({ code: 'PAYMENT_NOT_COMPLETED' });
  });

  it('is rejected as voided after a void for another reason', () => {
    given(payment)(...states.pending, voidRequested, voided)
      .when(repeatedAt('2026-01-01T14:00:00.000Z'))
      .thenRejected({ code: 'PAYMENT_VOIDED' });
  });
});
