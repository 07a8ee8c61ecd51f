import type { NewEvent } from '@tradepost/aggregate/aggregate';
import { given } from '@tradepost/testing/given';
import { MAX_DISPUTES } from './disputes.ts';
import {
  authorized,
  captured,
  declined,
  declinedOpen,
  disputeOpened,
  eur,
  gbp,
  partCaptured,
  partRequested,
  refunded,
  refundFailed,
  refunding,
  remainderVoided,
  requested,
  states,
  voided,
  voidedInAdvance,
  voidRequested,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';
import type { PaymentEvent } from './payment-event.ts';
import { type Notice, recordNotice } from './record-notice.ts';
import type { ProviderResult } from './record-result.ts';

type Event = NewEvent<PaymentEvent>;

const VOIDING_UNBOOKED = [requested, voidRequested];

const isAuthorized: ProviderResult = { type: 'authorized', providerReference: 'ch_1' };
const isDeclined: ProviderResult = { type: 'declined', declineCode: 'CARD_EXPIRED' };
const isVoided: ProviderResult = { type: 'voided', releasedMinor: 5_000 };
const isCaptured: ProviderResult = { type: 'captured' };
const isPartCaptured: ProviderResult = { type: 'captured', of: { captureId: 'cap_1' } };
const isRefunded: ProviderResult = { type: 'refunded', refundId: 'rfd_1' };
const hasFailed: ProviderResult = { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'expired' };

type Case = readonly [string, readonly Event[], ProviderResult, Notice['amount'], Event];

/** Each call that can be pending, with its outcome, its amount and the resulting event. */
const CASES: readonly Case[] = [
  ['authorized', states.authorizing, isAuthorized, gbp(5_000), authorized],
  ['declined', states.authorizing, isDeclined, gbp(5_000), declined],
  ['voided', states.voiding, isVoided, gbp(5_000), voided],
  [
    'voided before it was known as authorized',
    VOIDING_UNBOOKED,
    isVoided,
    gbp(5_000),
    { ...voided, wasBooked: false },
  ],
  ['captured', states.capturing, isCaptured, gbp(4_000), captured],
  ['captured in part', [requested, authorized, partRequested], isPartCaptured, gbp(2_000), partCaptured],
  ['released', states.releasing, isVoided, gbp(3_000), remainderVoided],
  ['authorized after a step of the customer', states.pending, isAuthorized, gbp(5_000), authorized],
  ['declined after a step of the customer', states.pending, isDeclined, gbp(5_000), declinedOpen],
  ['refunded', refunding, isRefunded, gbp(1_500), refunded('rfd_1', 1_500)],
  ['not refunded', refunding, hasFailed, gbp(1_500), refundFailed('rfd_1')],
];

const noticeOf = (
  result: ProviderResult,
  amount: Notice['amount'],
  changes: Partial<Notice> = {},
): Notice => ({
  ...{ provider: 'simulated', providerReference: 'ch_1', amount, result },
  ...changes,
});

describe.each(CASES)('recordNotice of a payment that is %s', (_outcome, history, result, amount, event) => {
  it('records a webhook that matches', () => {
    given(payment)(...history)
      .when(recordNotice(noticeOf(result, amount)))
      .then([event]);
  });

  it('rejects a webhook of another provider', () => {
    given(payment)(...history)
      .when(recordNotice(noticeOf(result, amount, { provider: 'other' })))
      .thenRejected({ code: 'WEBHOOK_PROVIDER_MISMATCH' });
  });

  it.each([
    ['more', { ...amount, amountMinor: amount.amountMinor + 1 }],
    ['less', { ...amount, amountMinor: amount.amountMinor - 1 }],
    ['as much in another currency', eur(amount.amountMinor)],
  ])('rejects a webhook of %s', (_what, other) => {
    given(payment)(...history)
      .when(recordNotice(noticeOf(result, other)))
      .thenRejected({ code: 'WEBHOOK_AMOUNT_MISMATCH' });
  });
});

describe('recordNotice', () => {
  it.each(CASES.filter(([, history]) => history.includes(authorized)))(
    'rejects a webhook of another charge, or of none, once the charge is known: %s',
    (_outcome, history, result, amount) => {
      for (const providerReference of ['ch_2', undefined])
        given(payment)(...history)
          .when(recordNotice(noticeOf(result, amount, { providerReference })))
          .thenRejected({ code: 'WEBHOOK_REFERENCE_MISMATCH' });
    },
  );

  it('rejects a void that released more than was held', () => {
    given(payment)(...VOIDING_UNBOOKED)
      .when(recordNotice(noticeOf({ type: 'voided', releasedMinor: 5_001 }, gbp(5_000))))
      .thenRejected({ code: 'WEBHOOK_AMOUNT_MISMATCH' });
  });

  it.each([
    ['more than was captured', [...states.captured], gbp(4_001), 'WEBHOOK_AMOUNT_MISMATCH'],
    ['more than is being captured', [...states.capturing], gbp(4_001), 'WEBHOOK_AMOUNT_MISMATCH'],
    [
      'another amount than before',
      [...states.captured, disputeOpened('dp_1', 500)],
      gbp(501),
      'WEBHOOK_AMOUNT_MISMATCH',
    ],
    ['a payment that is not captured', [...states.authorized], gbp(500), 'WEBHOOK_OUTCOME_MISMATCH'],
  ] as const)('rejects a dispute of %s', (_what, history, amount, code) => {
    given(payment)(...history)
      .when(recordNotice(noticeOf({ type: 'disputed', disputeId: 'dp_1', status: 'open' }, amount)))
      .thenRejected({ code });
  });

  it('rejects a dispute beyond the maximum number of a payment', () => {
    const disputes = Array.from({ length: MAX_DISPUTES }, (_none, place) => disputeOpened(`dp_${place}`, 1));
    const notice = (disputeId: string) => noticeOf({ type: 'disputed', disputeId, status: 'open' }, gbp(1));
    given(payment)(...states.captured, ...disputes.slice(1))
      .when(recordNotice(notice('dp_more')))
      .then([disputeOpened('dp_more', 1)]);
    given(payment)(...states.captured, ...disputes)
      .when(recordNotice(notice('dp_more')))
      .thenRejected({ code: 'WEBHOOK_OUTCOME_MISMATCH' });
  });

  it('rejects the failure of a refund that has succeeded', () => {
    given(payment)(...refunding, refunded('rfd_1', 1_500))
      .when(recordNotice(noticeOf(hasFailed, gbp(1_500))))
      .thenRejected({ code: 'WEBHOOK_OUTCOME_MISMATCH' });
  });

  it.each<[string, readonly Event[], Notice]>([
    ['an unknown payment', [], noticeOf(isAuthorized, gbp(5_000))],
    ['a payment that was voided first', [voidedInAdvance], noticeOf(isAuthorized, gbp(5_000))],
    ['a payment that is in a later state', refunding, noticeOf(isAuthorized, gbp(5_000))],
    ['a capture that was not requested', states.authorized, noticeOf(isCaptured, gbp(1))],
    ['a refund that was not requested', states.captured, noticeOf(isRefunded, gbp(1))],
  ])('records nothing of %s', (_what, history, notice) => {
    given(payment)(...history)
      .when(recordNotice(notice))
      .then([]);
  });
});
