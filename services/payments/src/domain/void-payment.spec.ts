import { given } from '@tradepost/testing/given';
import {
  captured,
  disputeOpened,
  gbp,
  orderId,
  refunded,
  refundFailed,
  refundRequested,
  remainderVoided,
  remainderVoidRequested,
  states,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';
import { MAX_REFUNDS } from './refund.ts';
import { voidPayment } from './void-payment.ts';

const voided = voidPayment({ orderId, refundId: 'rfd_void' });
const restRequested = (amountMinor: number) =>
  refundRequested('rfd_void', amountMinor, 'The payment was voided after its capture.');

describe('voidPayment', () => {
  it('is rejected for another order, with the order of the payment', () => {
    given(payment)(...states.voided)
      .when(voidPayment({ orderId: 'ord_2', refundId: 'rfd_void' }))
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId });
  });
});

describe('voidPayment of a captured payment', () => {
  it('refunds the whole amount', () => {
    given(payment)(...states.captured)
      .when(voided)
      .then([restRequested(4_000)]);
  });

  it('refunds nothing if 0 was captured', () => {
    given(payment)(...states.capturing, { ...captured, amount: gbp(0), released: gbp(5_000) })
      .when(voided)
      .then([]);
  });

  it('refunds the rest of a partly refunded payment, once', () => {
    const partlyRefunded = [...states.captured, refundRequested('rfd_1', 1_500), refunded('rfd_1', 1_500)];
    given(payment)(...partlyRefunded)
      .when(voided)
      .then([restRequested(2_500)]);
    given(payment)(...partlyRefunded, restRequested(2_500), refunded('rfd_void', 2_500))
      .when(voided)
      .then([]);
  });

  it('waits for a pending refund', () => {
    given(payment)(...states.captured, refundRequested('rfd_1', 3_000))
      .when(voided)
      .then([]);
  });

  it('is rejected after its refund failed, until the money is refunded otherwise', () => {
    const failed = [...states.captured, restRequested(4_000), refundFailed('rfd_void')];
    given(payment)(...failed)
      .when(voided)
      .thenRejected({ code: 'REFUND_FAILED', refundId: 'rfd_void', providerCode: 'expired' });
    given(payment)(...failed, refundRequested('rfd_2', 4_000), refunded('rfd_2', 4_000))
      .when(voided)
      .then([]);
  });

  it('refunds the rest of a payment with the maximum number of refunds', () => {
    const refunds = Array.from({ length: MAX_REFUNDS }, (_none, count) => [
      refundRequested(`rfd_${count}`, 1),
      refunded(`rfd_${count}`, 1),
    ]).flat();
    given(payment)(...states.captured, ...refunds)
      .when(voided)
      .then([restRequested(4_000 - MAX_REFUNDS)]);
  });
});

describe('voidPayment of a partly captured payment', () => {
  it('releases the rest, and then refunds what was captured', () => {
    given(payment)(...states.partlyCaptured)
      .when(voided)
      .then([remainderVoidRequested]);
    given(payment)(...states.releasing, remainderVoided)
      .when(voided)
      .then([restRequested(2_000)]);
  });

  it('does not refund what is in dispute', () => {
    given(payment)(...states.captured, disputeOpened('dp_1', 3_000))
      .when(voided)
      .then([restRequested(1_000)]);
  });
});
