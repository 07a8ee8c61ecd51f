import { given } from '@tradepost/testing/old/given';
import { evolve, noPayment, type PaymentEvent, type PaymentState } from './payment.ts';
import { type ProviderResult, record } from './record.ts';

const payment = given({
  initial: noPayment,
  decide: (result: ProviderResult, state: PaymentState) => ({ events: record(result, state) }),
  evolve,
});

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const facts = { orderId, amount: gbp(5_000), provider: 'simulated' };
const refund = { orderId, refundId: 'rfd_1', amount: gbp(1_500), reason: 'broken' };

const requested: PaymentEvent = { type: 'AuthorizationRequested', ...facts, token: 'tok_approved' };
const authorized: PaymentEvent = { type: 'Authorized', ...facts, providerReference: 'ch_1' };
const declined: PaymentEvent = { type: 'Declined', ...facts, declineCode: 'INSUFFICIENT_FUNDS' };
const barred: PaymentEvent = { type: 'AuthorizationBarred', orderId };
const voidRequested: PaymentEvent = { type: 'VoidRequested' };
const voided: PaymentEvent = { type: 'Voided', orderId, amount: gbp(5_000), wasBooked: true };
const captureRequested: PaymentEvent = { type: 'CaptureRequested', amount: gbp(4_000) };
const captured: PaymentEvent = { type: 'Captured', orderId, amount: gbp(4_000), released: gbp(1_000) };
const refundRequested: PaymentEvent = { type: 'RefundRequested', ...refund };
const refunded: PaymentEvent = { type: 'Refunded', ...refund };

const isAuthorized: ProviderResult = { type: 'authorized', providerReference: 'ch_1' };
const isDeclined: ProviderResult = { type: 'declined', declineCode: 'INSUFFICIENT_FUNDS' };
const isVoided = (releasedMinor: number): ProviderResult => ({ type: 'voided', releasedMinor });

describe('in `authorizing`, a payment', () => {
  it('becomes authorized', () => payment(requested).when(isAuthorized).then([authorized]));
  it('becomes declined', () => payment(requested).when(isDeclined).then([declined]));
});

describe('a repeated result of an authorization', () => {
  it.each([
    ['authorized', [requested, authorized]],
    ['declined', [requested, declined]],
    ['capturing', [requested, authorized, captureRequested]],
    ['captured', [requested, authorized, captureRequested, captured]],
  ])('is ignored by a payment that is %s', (_status, history) => {
    payment(...history)
      .when(isAuthorized)
      .then([]);
    payment(...history)
      .when(isDeclined)
      .then([]);
  });
});

describe('a void that was requested during the authorization', () => {
  const whenVoiding = [requested, voidRequested];
  const whenVoided = [...whenVoiding, { ...voided, amount: gbp(0), wasBooked: false }];

  it('makes the authorization ignored while it is pending', () => {
    payment(...whenVoiding)
      .when(isAuthorized)
      .then([]);
  });
  it('makes the authorization ignored after it', () => {
    payment(...whenVoided)
      .when(isAuthorized)
      .then([]);
  });
  it('makes a decline ignored', () => {
    payment(...whenVoided)
      .when(isDeclined)
      .then([]);
    payment(...whenVoiding)
      .when(isDeclined)
      .then([]);
  });
  it('records the amount that the provider released, as not booked', () => {
    payment(...whenVoiding)
      .when(isVoided(5_000))
      .then([{ ...voided, wasBooked: false }]);
  });
});

describe('a barred payment', () => {
  it('ignores results', () => {
    payment(barred).when(isAuthorized).then([]);
    payment(barred).when(isVoided(0)).then([]);
  });
});

describe('a void of a booked authorization', () => {
  const whenVoiding = [requested, authorized, voidRequested];

  it('releases the booked amount, even if the hold had expired', () => {
    payment(...whenVoiding)
      .when(isVoided(0))
      .then([voided]);
  });
  it('is recorded once', () => {
    payment(...whenVoiding, voided)
      .when(isVoided(5_000))
      .then([]);
  });
});

describe('in `capturing`, a payment', () => {
  it('becomes captured, and the rest of the hold is released', () => {
    payment(requested, authorized, captureRequested).when({ type: 'captured' }).then([captured]);
  });
  it('records its capture once', () => {
    payment(requested, authorized, captureRequested, captured).when({ type: 'captured' }).then([]);
  });
});

describe('a pending refund', () => {
  const whenRefunding = [requested, authorized, captureRequested, captured, refundRequested];

  it('can succeed', () => {
    payment(...whenRefunding)
      .when({ type: 'refunded', refundId: 'rfd_1' })
      .then([refunded]);
  });
  it('can fail', () => {
    payment(...whenRefunding)
      .when({ type: 'refundFailed', refundId: 'rfd_1', providerCode: 'expired' })
      .then([{ type: 'RefundFailed', refundId: 'rfd_1', providerCode: 'expired' }]);
  });
  it('is recorded once', () => {
    payment(...whenRefunding, refunded)
      .when({ type: 'refunded', refundId: 'rfd_1' })
      .then([]);
  });
});
