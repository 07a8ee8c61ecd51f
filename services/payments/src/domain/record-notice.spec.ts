import { given } from '@tradepost/testing/old/given';
import { evolve, noPayment, type PaymentEvent, type PaymentState } from './payment.ts';
import type { ProviderResult } from './record.ts';
import { type Notice, recordNotice } from './record-notice.ts';

const payment = given({
  initial: noPayment,
  decide: (notice: Notice, state: PaymentState) => recordNotice(notice, state),
  evolve,
});

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const facts = { orderId, amount: gbp(5_000), provider: 'a' };
const refund = { orderId, refundId: 'rfd_1', amount: gbp(1_500) };

const requested: PaymentEvent = { type: 'AuthorizationRequested', ...facts, token: 'tok_approved' };
const authorized: PaymentEvent = { type: 'Authorized', ...facts, providerReference: 'ch_1' };
const declined: PaymentEvent = { type: 'Declined', ...facts, declineCode: 'INSUFFICIENT_FUNDS' };
const voidRequested: PaymentEvent = { type: 'VoidRequested' };
const captureRequested: PaymentEvent = { type: 'CaptureRequested', amount: gbp(4_000) };
const captured: PaymentEvent = { type: 'Captured', orderId, amount: gbp(4_000), released: gbp(1_000) };
const refundRequested: PaymentEvent = { type: 'RefundRequested', ...refund };

const AUTHORIZING = [requested];
const VOIDING = [requested, authorized, voidRequested];
const VOIDING_UNBOOKED = [requested, voidRequested];
const CAPTURING = [requested, authorized, captureRequested];
const REFUNDING = [...CAPTURING, captured, refundRequested];

const isAuthorized: ProviderResult = { type: 'authorized', providerReference: 'ch_1' };
const isDeclined: ProviderResult = { type: 'declined', declineCode: 'INSUFFICIENT_FUNDS' };
const isVoided: ProviderResult = { type: 'voided', releasedMinor: 5_000 };
const isCaptured: ProviderResult = { type: 'captured' };
const isRefunded: ProviderResult = { type: 'refunded', refundId: 'rfd_1' };
const hasFailed: ProviderResult = { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'lost' };

type Case = readonly [string, readonly PaymentEvent[], ProviderResult, Notice['amount'], PaymentEvent];

/** Each call that can be pending, with its outcome, its amount and the resulting event. */
const CASES: readonly Case[] = [
  ['authorized', AUTHORIZING, isAuthorized, gbp(5_000), authorized],
  ['declined', AUTHORIZING, isDeclined, gbp(5_000), declined],
  ['voided', VOIDING, isVoided, gbp(5_000), { type: 'Voided', orderId, amount: gbp(5_000), wasBooked: true }],
  [
    'voided before it was known as authorized',
    VOIDING_UNBOOKED,
    isVoided,
    gbp(5_000),
    { type: 'Voided', orderId, amount: gbp(5_000), wasBooked: false },
  ],
  ['captured', CAPTURING, isCaptured, gbp(4_000), captured],
  ['refunded', REFUNDING, isRefunded, gbp(1_500), { type: 'Refunded', ...refund }],
  [
    'not refunded',
    REFUNDING,
    hasFailed,
    gbp(1_500),
    { type: 'RefundFailed', refundId: 'rfd_1', providerCode: 'lost' },
  ],
];

const noticeOf = (
  result: ProviderResult,
  amount: Notice['amount'],
  changes: Partial<Notice> = {},
): Notice => ({
  ...{ provider: 'a', providerReference: 'ch_1', amount, result },
  ...changes,
});

describe.each(CASES)('recordNotice of a payment that is %s', (_outcome, history, result, amount, event) => {
  it('records a webhook that matches', () => {
    payment(...history)
      .when(noticeOf(result, amount))
      .then([event]);
  });

  it('rejects a webhook of another provider', () => {
    payment(...history)
      .when(noticeOf(result, amount, { provider: 'b' }))
      .thenRejected({ code: 'WEBHOOK_PROVIDER_MISMATCH' });
  });

  it.each([
    ['more', { ...amount, amountMinor: amount.amountMinor + 1 }],
    ['less', { ...amount, amountMinor: amount.amountMinor - 1 }],
    ['as much in another currency', eur(amount.amountMinor)],
  ])('rejects a webhook of %s', (_what, other) => {
    payment(...history)
      .when(noticeOf(result, other))
      .thenRejected({ code: 'WEBHOOK_AMOUNT_MISMATCH' });
  });
});

describe('recordNotice', () => {
  it.each(CASES.filter(([, history]) => history.includes(authorized)))(
    'rejects a webhook of another charge, or of none, once the charge is known: %s',
    (_outcome, history, result, amount) => {
      for (const providerReference of ['ch_2', undefined])
        payment(...history)
          .when(noticeOf(result, amount, { providerReference }))
          .thenRejected({ code: 'WEBHOOK_REFERENCE_MISMATCH' });
    },
  );

  it('rejects a void that released more than was held', () => {
    payment(...VOIDING_UNBOOKED)
      .when(noticeOf({ type: 'voided', releasedMinor: 5_001 }, gbp(5_000)))
      .thenRejected({ code: 'WEBHOOK_AMOUNT_MISMATCH' });
  });

  it.each<[string, readonly PaymentEvent[], Notice]>([
    ['an unknown payment', [], noticeOf(isAuthorized, gbp(5_000))],
    [
      'a payment that was voided first',
      [{ type: 'AuthorizationBarred', orderId }],
      noticeOf(isAuthorized, gbp(5_000)),
    ],
    ['a payment that is in a later state', REFUNDING, noticeOf(isAuthorized, gbp(5_000))],
    ['a capture that was not requested', [requested, authorized], noticeOf(isCaptured, gbp(1))],
    ['a refund that was not requested', [...CAPTURING, captured], noticeOf(isRefunded, gbp(1))],
  ])('records nothing of %s', (_what, history, notice) => {
    payment(...history)
      .when(notice)
      .then([]);
  });
});
