import { given } from '@tradepost/testing/given';
import { capture } from './capture.ts';
import { authorized, captureRequested, eur, gbp, requested, states } from './payment.spec-kit.ts';
import { payment } from './payment.ts';

describe('capture of an authorized payment', () => {
  const authorizedPayment = given(payment)(...states.authorized);

  it('requests the whole amount by default', () => {
    authorizedPayment.when(capture({})).then([{ type: 'CaptureRequested', amount: gbp(5_000) }]);
  });

  it('requests a part', () => {
    authorizedPayment.when(capture({ amount: gbp(4_000) })).then([captureRequested]);
  });

  it('is rejected if it is more than the authorized amount', () => {
    authorizedPayment
      .when(capture({ amount: gbp(5_001) }))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized: gbp(5_000) });
  });

  it('is rejected if it is 0', () => {
    authorizedPayment.when(capture({ amount: gbp(0) })).thenRejected({ code: 'AMOUNT_NOT_POSITIVE' });
  });

  it('is rejected in another currency', () => {
    authorizedPayment
      .when(capture({ amount: eur(1) }))
      .thenRejected({ code: 'CURRENCY_MISMATCH', currency: 'GBP' });
  });

  it('requests 0 if 0 is authorized', () => {
    given(payment)({ ...requested, amount: gbp(0) }, { ...authorized, amount: gbp(0) })
      .when(capture({}))
      .then([{ type: 'CaptureRequested', amount: gbp(0) }]);
  });
});

describe.each([
  ['in `capturing`', states.capturing],
  ['that is captured', states.captured],
])('capture of a payment %s', (_what, history) => {
  it('has no events if it is a repeat, with its amount or without', () => {
    for (const amount of [gbp(4_000), undefined])
      given(payment)(...history)
        .when(capture({ amount }))
        .then([]);
  });

  it('is rejected with another amount, because the first capture ended the hold', () => {
    given(payment)(...history)
      .when(capture({ amount: gbp(1_000) }))
      .thenRejected({ code: 'PAYMENT_CAPTURED', captured: gbp(4_000) });
  });
});

describe('capture of a payment that is not authorized', () => {
  it.each(['authorizing', 'declined'] as const)('is rejected with its status, %s', (status) => {
    given(payment)(...states[status])
      .when(capture({}))
      .thenRejected({ code: 'PAYMENT_NOT_AUTHORIZED', status });
  });
});
