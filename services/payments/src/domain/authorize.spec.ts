import { given } from '@tradepost/testing/given';
import { authorize } from './authorize.ts';
import { eur, facts, gbp, orderId, requested, states } from './payment.spec-kit.ts';
import { payment } from './payment.ts';

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
