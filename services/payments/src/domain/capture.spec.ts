import { given } from '@tradepost/testing/given';
import { capture, type GivenCapture, MAX_CAPTURES } from './capture.ts';
import {
  authorized,
  captureFailed,
  captureRequested,
  eur,
  gbp,
  partCaptured,
  partRequested,
  requested,
  states,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';

const captureOf = (given: Partial<GivenCapture> = {}) => capture({ capturesMany: () => true, ...given });

describe('capture of an authorized payment', () => {
  const authorizedPayment = given(payment)(...states.authorized);

  it('requests the whole amount by default', () => {
    authorizedPayment.when(captureOf()).then([{ type: 'CaptureRequested', amount: gbp(5_000) }]);
  });

  it('requests a part', () => {
    authorizedPayment.when(captureOf({ amount: gbp(4_000) })).then([captureRequested]);
  });

  it('is rejected if it is more than the authorized amount', () => {
    authorizedPayment
      .when(captureOf({ amount: gbp(5_001) }))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized: gbp(5_000), captured: gbp(0) });
  });

  it('is rejected if it is 0', () => {
    authorizedPayment.when(captureOf({ amount: gbp(0) })).thenRejected({ code: 'AMOUNT_NOT_POSITIVE' });
  });

  it('is rejected in another currency', () => {
    authorizedPayment
      .when(captureOf({ amount: eur(1) }))
      .thenRejected({ code: 'CURRENCY_MISMATCH', currency: 'GBP' });
  });

  it('requests 0 if 0 is authorized', () => {
    given(payment)({ ...requested, amount: gbp(0) }, { ...authorized, amount: gbp(0) })
      .when(captureOf())
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
        .when(captureOf({ amount }))
        .then([]);
  });

  it('is rejected with another amount, because the first capture ended the hold', () => {
    given(payment)(...history)
      .when(captureOf({ amount: gbp(1_000) }))
      .thenRejected({ code: 'PAYMENT_CAPTURED', captured: gbp(4_000) });
  });
});

describe('capture of a payment that is not authorized', () => {
  it.each(['authorizing', 'pending', 'declined'] as const)('is rejected with its status, %s', (status) => {
    given(payment)(...states[status])
      .when(captureOf())
      .thenRejected({ code: 'PAYMENT_NOT_AUTHORIZED', status });
  });
});

describe('capture of a part', () => {
  const authorizedPayment = given(payment)(...states.authorized);
  const part = { captureId: 'cap_1', amount: gbp(2_000) };

  it('is requested under its id, and keeps the hold of the rest', () => {
    authorizedPayment.when(captureOf(part)).then([partRequested]);
  });

  it('ends the hold if it is final, or is all that is left', () => {
    authorizedPayment.when(captureOf({ ...part, isFinal: true })).then([{ ...partRequested, isFinal: true }]);
    given(payment)(...states.partlyCaptured)
      .when(captureOf({ captureId: 'cap_2' }))
      .then([{ ...partRequested, captureId: 'cap_2', amount: gbp(3_000), isFinal: true }]);
  });

  it.each([
    ['while it has no result', [requested, authorized, partRequested]],
    ['after its result', states.partlyCaptured],
  ])('has no events if it is repeated %s', (_when, history) => {
    given(payment)(...history)
      .when(captureOf(part))
      .then([]);
  });

  it('is rejected if it is repeated with another amount', () => {
    given(payment)(...states.partlyCaptured)
      .when(captureOf({ ...part, amount: gbp(1) }))
      .thenRejected({ code: 'CAPTURE_MISMATCH', captureId: 'cap_1', amount: gbp(2_000) });
  });

  it('is rejected if the captures would be above the authorized amount', () => {
    given(payment)(...states.partlyCaptured)
      .when(captureOf({ captureId: 'cap_2', amount: gbp(3_001) }))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized: gbp(5_000), captured: gbp(2_000) });
  });

  it('is rejected if the provider captures once, unless it is final', () => {
    const capturesMany = () => false;
    authorizedPayment
      .when(captureOf({ ...part, capturesMany }))
      .thenRejected({ code: 'CAPTURES_ONCE', provider: 'simulated' });
    authorizedPayment
      .when(captureOf({ ...part, capturesMany, isFinal: true }))
      .then([{ ...partRequested, isFinal: true }]);
  });

  it('is rejected after the maximum number of captures', () => {
    const captures = Array.from({ length: MAX_CAPTURES }, (_none, count) => [
      { ...partRequested, captureId: `cap_${count}`, amount: gbp(1) },
      { ...partCaptured, captureId: `cap_${count}`, amount: gbp(1), capturedTotal: gbp(count + 1) },
    ]).flat();
    given(payment)(...states.authorized, ...captures)
      .when(captureOf({ captureId: 'cap_more', amount: gbp(1) }))
      .thenRejected({ code: 'TOO_MANY_CAPTURES', maxCaptures: MAX_CAPTURES });
  });

  it('gives the repeat of a refused one the same rejection, and permits another', () => {
    const refused = given(payment)(...states.authorized, partRequested, captureFailed('cap_1'));
    refused
      .when(captureOf(part))
      .thenRejected({ code: 'CAPTURE_FAILED', captureId: 'cap_1', providerCode: 'expired' });
    refused.when(captureOf({ ...part, captureId: 'cap_2' })).then([{ ...partRequested, captureId: 'cap_2' }]);
  });
});

describe('capture of a payment with parts', () => {
  const split = {
    goodsMinor: 4_000,
    shippingMinor: 500,
    taxMinor: 1_000,
    discountsMinor: 400,
    storeCreditMinor: 100,
  };
  const parted = given(payment)({ ...requested, split }, { ...authorized, split });

  it('has its share of each part', () => {
    parted.when(captureOf({ captureId: 'cap_1', amount: gbp(2_500), isFinal: false })).then([
      {
        ...partRequested,
        amount: gbp(2_500),
        split: {
          goodsMinor: 2_000,
          shippingMinor: 250,
          taxMinor: 500,
          discountsMinor: 200,
          storeCreditMinor: 50,
        },
      },
    ]);
  });

  it('has the given parts, if they sum to its amount and are left', () => {
    const given_ = { goodsMinor: 2_000, shippingMinor: 500 };
    parted.when(captureOf({ captureId: 'cap_1', amount: gbp(2_500), split: given_ })).then([
      {
        ...partRequested,
        amount: gbp(2_500),
        split: { ...given_, taxMinor: 0, discountsMinor: 0, storeCreditMinor: 0 },
      },
    ]);
    for (const wrong of [{ goodsMinor: 2_499 }, { goodsMinor: 1_999, shippingMinor: 501 }])
      parted.when(captureOf({ captureId: 'cap_1', amount: gbp(2_500), split: wrong })).thenRejected({
        code: 'SPLIT_MISMATCH',
        sumMinor: wrong.goodsMinor + (wrong.shippingMinor ?? 0),
        amount: gbp(2_500),
      });
  });
});
