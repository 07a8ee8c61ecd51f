import { given } from '@tradepost/testing/given';
import {
  disputeLost,
  disputeOpened,
  disputeWon,
  eur,
  gbp,
  refunded,
  refundFailed,
  refundRequested,
  states,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';
import { MAX_REFUNDS, refund } from './refund.ts';

const refundOf = (refundId: string, amountMinor: number) => refund({ refundId, amount: gbp(amountMinor) });

describe('refund of a captured payment', () => {
  const capturedPayment = given(payment)(...states.captured);

  it('requests a part, with its reason', () => {
    capturedPayment
      .when(refund({ refundId: 'rfd_1', amount: gbp(1_500), reason: 'broken' }))
      .then([refundRequested('rfd_1', 1_500, 'broken')]);
  });

  it('is rejected if it is more than the captured amount', () => {
    capturedPayment.when(refundOf('rfd_1', 4_001)).thenRejected({
      code: 'AMOUNT_EXCEEDS_CAPTURED',
      captured: gbp(4_000),
      refunded: gbp(0),
      disputed: gbp(0),
    });
  });

  it('is rejected if it is 0', () => {
    capturedPayment.when(refundOf('rfd_1', 0)).thenRejected({ code: 'AMOUNT_NOT_POSITIVE' });
  });

  it('is rejected in another currency', () => {
    capturedPayment
      .when(refund({ refundId: 'rfd_1', amount: eur(1) }))
      .thenRejected({ code: 'CURRENCY_MISMATCH', currency: 'GBP' });
  });
});

describe('refund of a partly refunded payment', () => {
  const partlyRefunded = given(payment)(
    ...states.captured,
    refundRequested('rfd_1', 1_500),
    refunded('rfd_1', 1_500),
  );

  it('has no events if it is a repeat', () => {
    partlyRefunded.when(refundOf('rfd_1', 1_500)).then([]);
  });

  it('is rejected if it repeats a refund with another amount', () => {
    partlyRefunded
      .when(refundOf('rfd_1', 1_000))
      .thenRejected({ code: 'REFUND_MISMATCH', refundId: 'rfd_1', amount: gbp(1_500) });
  });

  it('requests the rest', () => {
    partlyRefunded.when(refundOf('rfd_2', 2_500)).then([refundRequested('rfd_2', 2_500)]);
  });

  it('is rejected if it is more than the rest', () => {
    partlyRefunded.when(refundOf('rfd_2', 2_501)).thenRejected({
      code: 'AMOUNT_EXCEEDS_CAPTURED',
      captured: gbp(4_000),
      refunded: gbp(1_500),
      disputed: gbp(0),
    });
  });
});

describe('a pending refund', () => {
  const refunding = given(payment)(...states.captured, refundRequested('rfd_1', 3_000));

  it('is finished by its repeat, which has no events', () => {
    refunding.when(refundOf('rfd_1', 3_000)).then([]);
  });

  it('counts as refunded', () => {
    refunding.when(refundOf('rfd_2', 1_001)).thenRejected({
      code: 'AMOUNT_EXCEEDS_CAPTURED',
      captured: gbp(4_000),
      refunded: gbp(3_000),
      disputed: gbp(0),
    });
  });
});

describe('a dispute', () => {
  const disputed = [...states.captured, disputeOpened('dp_1', 3_000)];

  it.each([
    ['is open', disputed],
    ['is lost', [...disputed, disputeLost('dp_1', 3_000)]],
  ])('counts as refunded while it %s', (_what, history) => {
    given(payment)(...history)
      .when(refundOf('rfd_1', 1_001))
      .thenRejected({
        code: 'AMOUNT_EXCEEDS_CAPTURED',
        captured: gbp(4_000),
        refunded: gbp(0),
        disputed: gbp(3_000),
      });
  });

  it('no longer counts when it is won', () => {
    given(payment)(...disputed, disputeWon('dp_1', 3_000))
      .when(refundOf('rfd_1', 4_000))
      .then([refundRequested('rfd_1', 4_000)]);
  });
});

describe('a failed refund', () => {
  const failed = given(payment)(...states.captured, refundRequested('rfd_1', 4_000), refundFailed('rfd_1'));

  it('gives its repeat the same rejection', () => {
    failed
      .when(refundOf('rfd_1', 4_000))
      .thenRejected({ code: 'REFUND_FAILED', refundId: 'rfd_1', providerCode: 'expired' });
  });

  it('does not count as refunded', () => {
    failed.when(refundOf('rfd_2', 4_000)).then([refundRequested('rfd_2', 4_000)]);
  });
});

describe('refund of a payment with the maximum number of refunds', () => {
  it('is rejected', () => {
    const refunds = Array.from({ length: MAX_REFUNDS }, (_none, count) => [
      refundRequested(`rfd_${count}`, 1),
      refunded(`rfd_${count}`, 1),
    ]).flat();
    given(payment)(...states.captured, ...refunds)
      .when(refundOf('rfd_more', 1))
      .thenRejected({ code: 'TOO_MANY_REFUNDS', maxRefunds: MAX_REFUNDS });
  });
});

describe('refund of a payment that is not captured', () => {
  it.each([
    ['authorized', 'authorized'],
    ['voided', 'voided'],
    ['voided-in-advance', 'voided'],
  ] as const)('is rejected with its status: %s as %s', (state, status) => {
    given(payment)(...states[state])
      .when(refundOf('rfd_1', 100))
      .thenRejected({ code: 'PAYMENT_NOT_CAPTURED', status });
  });
});
