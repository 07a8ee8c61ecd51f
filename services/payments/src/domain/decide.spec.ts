import { given } from '@tradepost/testing/old/given';
import { decide, MAX_REFUNDS } from './decide.ts';
import { evolve, noPayment, type PaymentEvent, type PaymentState } from './payment.ts';
import type { PaymentCommand } from './payment-command.ts';

const decideAny = (command: PaymentCommand, state: PaymentState) => decide(command, state);
const payment = given({ initial: noPayment, decide: decideAny, evolve });

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const facts = { orderId, amount: gbp(5_000), provider: 'simulated' };

const requested: PaymentEvent = { type: 'AuthorizationRequested', ...facts, token: 'tok_approved' };
const authorized: PaymentEvent = { type: 'Authorized', ...facts, providerReference: 'ch_1' };
const declined: PaymentEvent = { type: 'Declined', ...facts, declineCode: 'CARD_EXPIRED' };
const barred: PaymentEvent = { type: 'AuthorizationBarred', orderId };
const voidRequested: PaymentEvent = { type: 'VoidRequested' };
const voided: PaymentEvent = { type: 'Voided', orderId, amount: gbp(5_000), wasBooked: true };
const captureRequested: PaymentEvent = { type: 'CaptureRequested', amount: gbp(4_000) };
const captured: PaymentEvent = { type: 'Captured', orderId, amount: gbp(4_000), released: gbp(1_000) };
const refundOf = (refundId: string, amountMinor: number) => ({ orderId, refundId, amount: gbp(amountMinor) });
const refundRequested = (refundId: string, amountMinor: number): PaymentEvent => ({
  type: 'RefundRequested',
  ...refundOf(refundId, amountMinor),
});
const refunded = (refundId: string, amountMinor: number): PaymentEvent => ({
  type: 'Refunded',
  ...refundOf(refundId, amountMinor),
});
const refundFailed = (refundId: string): PaymentEvent => ({
  type: 'RefundFailed',
  refundId,
  providerCode: 'expired',
});

const whenAuthorizing = [requested];
const whenAuthorized = [requested, authorized];
const whenDeclined = [requested, declined];
const whenBarred = [barred];
const whenVoiding = [...whenAuthorized, voidRequested];
const whenVoided = [...whenVoiding, voided];
const whenCapturing = [...whenAuthorized, captureRequested];
const whenCaptured = [...whenCapturing, captured];

const authorize: PaymentCommand = {
  type: 'Authorize',
  orderId,
  amount: gbp(5_000),
  token: 'tok_approved',
  provider: 'simulated',
};
const letGo: PaymentCommand = { type: 'Void', orderId, refundId: 'rfd_void' };
const givenBack = (amountMinor: number): PaymentEvent => ({
  type: 'RefundRequested',
  ...refundOf('rfd_void', amountMinor),
  reason: 'The payment was voided after its capture.',
});
const capture = (amountMinor?: number): PaymentCommand => ({
  type: 'Capture',
  amount: amountMinor === undefined ? undefined : gbp(amountMinor),
});
const refund = (refundId: string, amountMinor: number): PaymentCommand => ({
  type: 'Refund',
  refundId,
  amount: gbp(amountMinor),
});

describe('a payment that does not exist', () => {
  it('requests an authorization', () => {
    payment().when(authorize).then([requested]);
  });
  it('is barred by a void', () => {
    payment().when(letGo).then([barred]);
  });
  it('rejects a capture', () => {
    payment().when(capture()).thenRejected({ code: 'PAYMENT_NOT_FOUND' });
  });
  it('rejects a refund', () => {
    payment().when(refund('rfd_1', 100)).thenRejected({ code: 'PAYMENT_NOT_FOUND' });
  });
});

describe('a barred payment', () => {
  it('rejects a late authorization of any amount', () => {
    payment(...whenBarred)
      .when(authorize)
      .thenRejected({ code: 'PAYMENT_VOIDED' });
  });
  it('has nothing to void', () => {
    payment(...whenBarred)
      .when(letGo)
      .then([]);
  });
  it('rejects a void for another order', () => {
    payment(...whenBarred)
      .when({ ...letGo, orderId: 'ord_2' } as PaymentCommand)
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId });
  });
  it('rejects a capture', () => {
    payment(...whenBarred)
      .when(capture())
      .thenRejected({ code: 'PAYMENT_VOIDED' });
  });
});

describe('in `authorizing`, a payment', () => {
  it('gives a repeated authorization no events, so that it finishes the pending request', () => {
    payment(...whenAuthorizing)
      .when(authorize)
      .then([]);
  });
  it('rejects an authorization of another amount', () => {
    payment(...whenAuthorizing)
      .when({ ...authorize, amount: gbp(5_001) })
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId, amount: gbp(5_000) });
  });
  it('rejects an authorization in another currency', () => {
    payment(...whenAuthorizing)
      .when({ ...authorize, amount: { amountMinor: 5_000, currency: 'EUR' } })
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId, amount: gbp(5_000) });
  });
  it('rejects an authorization for another order', () => {
    payment(...whenAuthorizing)
      .when({ ...authorize, orderId: 'ord_2' })
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId, amount: gbp(5_000) });
  });
  it('requests a void, because money may be held already', () => {
    payment(...whenAuthorizing)
      .when(letGo)
      .then([voidRequested]);
  });
  it('rejects a capture', () => {
    payment(...whenAuthorizing)
      .when(capture())
      .thenRejected({ code: 'PAYMENT_NOT_AUTHORIZED', status: 'authorizing' });
  });
});

describe('an authorized payment', () => {
  it('accepts a repeated authorization', () => {
    payment(...whenAuthorized)
      .when(authorize)
      .then([]);
  });
  it('rejects an authorization of another amount', () => {
    payment(...whenAuthorized)
      .when({ ...authorize, amount: gbp(1) })
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId, amount: gbp(5_000) });
  });
  it('requests a void', () => {
    payment(...whenAuthorized)
      .when(letGo)
      .then([voidRequested]);
  });
  it('captures the whole amount by default', () => {
    payment(...whenAuthorized)
      .when(capture())
      .then([{ type: 'CaptureRequested', amount: gbp(5_000) }]);
  });
  it('captures a part', () => {
    payment(...whenAuthorized)
      .when(capture(4_000))
      .then([captureRequested]);
  });
  it('rejects a capture of more than is authorized', () => {
    payment(...whenAuthorized)
      .when(capture(5_001))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized: gbp(5_000) });
  });
  it('rejects a capture of 0', () => {
    payment(...whenAuthorized)
      .when(capture(0))
      .thenRejected({ code: 'AMOUNT_NOT_POSITIVE' });
  });
  it('rejects a capture in another currency', () => {
    payment(...whenAuthorized)
      .when({ type: 'Capture', amount: { amountMinor: 1, currency: 'EUR' } })
      .thenRejected({ code: 'CURRENCY_MISMATCH', currency: 'GBP' });
  });
  it('rejects a refund', () => {
    payment(...whenAuthorized)
      .when(refund('rfd_1', 100))
      .thenRejected({ code: 'PAYMENT_NOT_CAPTURED', status: 'authorized' });
  });
});

describe('an authorized payment of 0', () => {
  it('captures 0', () => {
    payment({ ...requested, amount: gbp(0) }, { ...authorized, amount: gbp(0) })
      .when(capture())
      .then([{ type: 'CaptureRequested', amount: gbp(0) }]);
  });
});

describe('a declined payment', () => {
  it('rejects a repeated authorization with the decline code', () => {
    payment(...whenDeclined)
      .when(authorize)
      .thenRejected({ code: 'CARD_EXPIRED' });
  });
  it('has nothing to void', () => {
    payment(...whenDeclined)
      .when(letGo)
      .then([]);
  });
  it('rejects a capture', () => {
    payment(...whenDeclined)
      .when(capture())
      .thenRejected({ code: 'PAYMENT_NOT_AUTHORIZED', status: 'declined' });
  });
});

describe('in `voiding`, a payment', () => {
  it('gives a repeated void no events, so that it finishes the pending request', () => {
    payment(...whenVoiding)
      .when(letGo)
      .then([]);
  });
  it('gives an authorization no events, so that it finishes the void before its rejection', () => {
    payment(...whenVoiding)
      .when(authorize)
      .then([]);
  });
  it('rejects a capture', () => {
    payment(...whenVoiding)
      .when(capture())
      .thenRejected({ code: 'PAYMENT_VOIDED' });
  });
});

describe('a voided payment', () => {
  it('rejects a late authorization', () => {
    payment(...whenVoided)
      .when(authorize)
      .thenRejected({ code: 'PAYMENT_VOIDED' });
  });
  it('has nothing more to void', () => {
    payment(...whenVoided)
      .when(letGo)
      .then([]);
  });
  it('rejects a void for another order', () => {
    payment(...whenVoided)
      .when({ ...letGo, orderId: 'ord_2' } as PaymentCommand)
      .thenRejected({ code: 'PAYMENT_MISMATCH', orderId });
  });
  it('rejects a refund', () => {
    payment(...whenVoided)
      .when(refund('rfd_1', 100))
      .thenRejected({ code: 'PAYMENT_NOT_CAPTURED', status: 'voided' });
  });
});

describe('in `capturing`, a payment', () => {
  it('gives a repeated capture no events, so that it finishes the pending request', () => {
    payment(...whenCapturing)
      .when(capture(4_000))
      .then([]);
  });
  it('rejects a capture of another amount', () => {
    payment(...whenCapturing)
      .when(capture(3_000))
      .thenRejected({ code: 'PAYMENT_CAPTURED', captured: gbp(4_000) });
  });
  it('gives a void or refund no events, so that it waits for the capture', () => {
    payment(...whenCapturing)
      .when(letGo)
      .then([]);
    payment(...whenCapturing)
      .when(refund('rfd_1', 100))
      .then([]);
  });
});

describe('a captured payment', () => {
  it('accepts the same capture again, with its amount or without', () => {
    payment(...whenCaptured)
      .when(capture(4_000))
      .then([]);
    payment(...whenCaptured)
      .when(capture())
      .then([]);
  });
  it('rejects another capture, because the first ended the hold', () => {
    payment(...whenCaptured)
      .when(capture(1_000))
      .thenRejected({ code: 'PAYMENT_CAPTURED', captured: gbp(4_000) });
  });
  it('refunds the whole amount if it is voided', () => {
    payment(...whenCaptured)
      .when(letGo)
      .then([givenBack(4_000)]);
  });
  it('refunds nothing if 0 was captured', () => {
    const nothing: PaymentEvent = { type: 'Captured', orderId, amount: gbp(0), released: gbp(0) };
    payment(...whenCapturing, nothing)
      .when(letGo)
      .then([]);
  });
  it('accepts a repeated authorization', () => {
    payment(...whenCaptured)
      .when(authorize)
      .then([]);
  });
  it('refunds a part, with its reason', () => {
    payment(...whenCaptured)
      .when({ ...refund('rfd_1', 1_500), reason: 'broken' } as PaymentCommand)
      .then([{ type: 'RefundRequested', ...refundOf('rfd_1', 1_500), reason: 'broken' }]);
  });
  it('rejects a refund of more than was captured', () => {
    payment(...whenCaptured)
      .when(refund('rfd_1', 4_001))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_CAPTURED', captured: gbp(4_000), refunded: gbp(0) });
  });
  it('rejects a refund of 0', () => {
    payment(...whenCaptured)
      .when(refund('rfd_1', 0))
      .thenRejected({ code: 'AMOUNT_NOT_POSITIVE' });
  });
  it('rejects a refund in another currency', () => {
    payment(...whenCaptured)
      .when({ type: 'Refund', refundId: 'rfd_1', amount: { amountMinor: 1, currency: 'EUR' } })
      .thenRejected({ code: 'CURRENCY_MISMATCH', currency: 'GBP' });
  });
});

describe('a partly refunded payment', () => {
  const whenPartlyRefunded = [...whenCaptured, refundRequested('rfd_1', 1_500), refunded('rfd_1', 1_500)];

  it('accepts the same refund again', () => {
    payment(...whenPartlyRefunded)
      .when(refund('rfd_1', 1_500))
      .then([]);
  });
  it('rejects the same refund of another amount', () => {
    payment(...whenPartlyRefunded)
      .when(refund('rfd_1', 1_000))
      .thenRejected({ code: 'REFUND_MISMATCH', refundId: 'rfd_1', amount: gbp(1_500) });
  });
  it('refunds the rest', () => {
    payment(...whenPartlyRefunded)
      .when(refund('rfd_2', 2_500))
      .then([refundRequested('rfd_2', 2_500)]);
  });
  it('rejects a refund of more than the rest', () => {
    payment(...whenPartlyRefunded)
      .when(refund('rfd_2', 2_501))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_CAPTURED', captured: gbp(4_000), refunded: gbp(1_500) });
  });
  it('refunds the rest once if it is voided', () => {
    payment(...whenPartlyRefunded)
      .when(letGo)
      .then([givenBack(2_500)]);
    payment(...whenPartlyRefunded, givenBack(2_500), refunded('rfd_void', 2_500))
      .when(letGo)
      .then([]);
  });
});

describe('a pending refund', () => {
  const whenRefunding = [...whenCaptured, refundRequested('rfd_1', 3_000)];

  it('is finished by its repeat', () => {
    payment(...whenRefunding)
      .when(refund('rfd_1', 3_000))
      .then([]);
  });
  it('counts as refunded', () => {
    payment(...whenRefunding)
      .when(refund('rfd_2', 1_001))
      .thenRejected({ code: 'AMOUNT_EXCEEDS_CAPTURED', captured: gbp(4_000), refunded: gbp(3_000) });
  });
  it('is finished before a void refunds the rest', () => {
    payment(...whenRefunding)
      .when(letGo)
      .then([]);
  });
});

describe('a failed refund', () => {
  const whenFailed = [...whenCaptured, refundRequested('rfd_1', 4_000), refundFailed('rfd_1')];

  it('gives its repeat the same rejection', () => {
    payment(...whenFailed)
      .when(refund('rfd_1', 4_000))
      .thenRejected({ code: 'REFUND_FAILED', refundId: 'rfd_1', providerCode: 'expired' });
  });
  it('does not count as refunded', () => {
    payment(...whenFailed)
      .when(refund('rfd_2', 4_000))
      .then([refundRequested('rfd_2', 4_000)]);
  });
  it('rejects a repeated void until the money is refunded otherwise', () => {
    const whenStuck = [...whenCaptured, givenBack(4_000), refundFailed('rfd_void')];
    payment(...whenStuck)
      .when(letGo)
      .thenRejected({ code: 'REFUND_FAILED', refundId: 'rfd_void', providerCode: 'expired' });
    payment(...whenStuck, refundRequested('rfd_2', 4_000), refunded('rfd_2', 4_000))
      .when(letGo)
      .then([]);
  });
});

describe('a payment with the maximum of refunds', () => {
  it('rejects another refund, but not a void', () => {
    const refunds = Array.from({ length: MAX_REFUNDS }, (_none, count) => [
      refundRequested(`rfd_${count}`, 1),
      refunded(`rfd_${count}`, 1),
    ]).flat();
    payment(...whenCaptured, ...refunds)
      .when(refund('rfd_more', 1))
      .thenRejected({ code: 'TOO_MANY_REFUNDS', maxRefunds: MAX_REFUNDS });
    payment(...whenCaptured, ...refunds)
      .when(letGo)
      .then([givenBack(4_000 - MAX_REFUNDS)]);
  });
});
