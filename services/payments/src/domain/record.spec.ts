import { given } from '@tradepost/testing/given';
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

describe('When authorizing', () => {
  it('is authorized', () => payment(requested).when(isAuthorized).then([authorized]));
  it('is declined', () => payment(requested).when(isDeclined).then([declined]));
});

describe('When another attempt has recorded the authorization', () => {
  it.each([
    ['authorized', [requested, authorized]],
    ['declined', [requested, declined]],
    ['capturing', [requested, authorized, captureRequested]],
    ['captured', [requested, authorized, captureRequested, captured]],
  ])('has nothing to add to a payment that is %s', (_status, history) => {
    payment(...history)
      .when(isAuthorized)
      .then([]);
    payment(...history)
      .when(isDeclined)
      .then([]);
  });
});

describe('When voided while the authorization was under way', () => {
  const whenVoiding = [requested, voidRequested];
  const whenVoided = [...whenVoiding, { ...voided, amount: gbp(0), wasBooked: false }];

  it('leaves it to the void that is under way', () => {
    payment(...whenVoiding)
      .when(isAuthorized)
      .then([]);
  });
  it('leaves it to the void that ended it', () => {
    payment(...whenVoided)
      .when(isAuthorized)
      .then([]);
  });
  it('lets a decline be', () => {
    payment(...whenVoided)
      .when(isDeclined)
      .then([]);
    payment(...whenVoiding)
      .when(isDeclined)
      .then([]);
  });
  it('says what the provider let go, which was never booked', () => {
    payment(...whenVoiding)
      .when(isVoided(5_000))
      .then([{ ...voided, wasBooked: false }]);
  });
});

describe('When barred', () => {
  it('has nothing to record', () => {
    payment(barred).when(isAuthorized).then([]);
    payment(barred).when(isVoided(0)).then([]);
  });
});

describe('When voiding what was booked', () => {
  const whenVoiding = [requested, authorized, voidRequested];

  it('books back all of it, even where the hold had lapsed', () => {
    payment(...whenVoiding)
      .when(isVoided(0))
      .then([voided]);
  });
  it('records it once', () => {
    payment(...whenVoiding, voided)
      .when(isVoided(5_000))
      .then([]);
  });
});

describe('When capturing', () => {
  it('is captured, and the rest of the hold is let go', () => {
    payment(requested, authorized, captureRequested).when({ type: 'captured' }).then([captured]);
  });
  it('records it once', () => {
    payment(requested, authorized, captureRequested, captured).when({ type: 'captured' }).then([]);
  });
});

describe('When a refund is under way', () => {
  const whenRefunding = [requested, authorized, captureRequested, captured, refundRequested];

  it('is refunded', () => {
    payment(...whenRefunding)
      .when({ type: 'refunded', refundId: 'rfd_1' })
      .then([refunded]);
  });
  it('has failed', () => {
    payment(...whenRefunding)
      .when({ type: 'refundFailed', refundId: 'rfd_1', providerCode: 'expired' })
      .then([{ type: 'RefundFailed', refundId: 'rfd_1', providerCode: 'expired' }]);
  });
  it('records it once', () => {
    payment(...whenRefunding, refunded)
      .when({ type: 'refunded', refundId: 'rfd_1' })
      .then([]);
  });
});
