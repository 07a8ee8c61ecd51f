import { given } from '@tradepost/testing/given';
import { commandTable, type Outcome } from '@tradepost/testing/tables';
import {
  authorized,
  captured,
  declined,
  gbp,
  refunded,
  refundFailed,
  refundRequested,
  requested,
  states,
  voided,
  voidRequested,
} from './payment.spec-kit.ts';
import { type PaymentEvent, payment } from './payment.ts';
import { type ProviderResult, recordResult } from './record-result.ts';

const isAuthorized: ProviderResult = { type: 'authorized', providerReference: 'ch_1' };
const isDeclined: ProviderResult = { type: 'declined', declineCode: 'CARD_EXPIRED' };
const isVoided = (releasedMinor: number): ProviderResult => ({ type: 'voided', releasedMinor });
const isRefunded: ProviderResult = { type: 'refunded', refundId: 'rfd_1' };
const hasFailed: ProviderResult = { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'expired' };

const refunding = [...states.captured, refundRequested('rfd_1', 1_500, 'broken')];

const none: readonly PaymentEvent['type'][] = [];
const ignored = {
  none,
  'voided-in-advance': none,
  authorizing: none,
  authorized: none,
  declined: none,
  voiding: none,
  voided: none,
  capturing: none,
  captured: none,
} satisfies Record<keyof typeof states, Outcome<PaymentEvent>>;

commandTable(
  payment,
  { ...states, captured: refunding },
  {
    'the result authorized': [recordResult(isAuthorized), { ...ignored, authorizing: ['PaymentAuthorized'] }],
    'the result declined': [recordResult(isDeclined), { ...ignored, authorizing: ['PaymentDeclined'] }],
    'the result voided': [recordResult(isVoided(5_000)), { ...ignored, voiding: ['PaymentVoided'] }],
    'the result captured': [
      recordResult({ type: 'captured' }),
      { ...ignored, capturing: ['PaymentCaptured'] },
    ],
    'the result refunded': [recordResult(isRefunded), { ...ignored, captured: ['PaymentRefunded'] }],
    'the result refundFailed': [recordResult(hasFailed), { ...ignored, captured: ['RefundFailed'] }],
  },
);

describe('recordResult', () => {
  it('records the result of an authorization', () => {
    given(payment)(...states.authorizing)
      .when(recordResult(isAuthorized))
      .then([authorized]);
    given(payment)(...states.authorizing)
      .when(recordResult(isDeclined))
      .then([declined]);
  });

  it('records a capture, which releases the rest of the hold', () => {
    given(payment)(...states.capturing)
      .when(recordResult({ type: 'captured' }))
      .then([captured]);
  });

  it('records the result of a refund, with its amount and its reason', () => {
    given(payment)(...refunding)
      .when(recordResult(isRefunded))
      .then([refunded('rfd_1', 1_500, 'broken')]);
    given(payment)(...refunding)
      .when(recordResult(hasFailed))
      .then([refundFailed('rfd_1')]);
  });

  it.each([isRefunded, hasFailed])('records no second result of a refund: $type', (result) => {
    given(payment)(...refunding, refunded('rfd_1', 1_500))
      .when(recordResult(result))
      .then([]);
  });

  it.each([isRefunded, hasFailed])(
    'records no result of a refund that was not requested: $type',
    (result) => {
      given(payment)(...states.captured)
        .when(recordResult(result))
        .then([]);
    },
  );
});

describe('recordResult of a void', () => {
  it('releases the booked amount, even if the hold had expired', () => {
    given(payment)(...states.voiding)
      .when(recordResult(isVoided(0)))
      .then([voided]);
  });

  it('releases the amount that the provider released, if the authorization was not recorded', () => {
    given(payment)(requested, voidRequested)
      .when(recordResult(isVoided(5_000)))
      .then([{ ...voided, wasBooked: false }]);
  });

  it.each([isAuthorized, isDeclined])('ignores the authorization that it ended: $type', (result) => {
    const unbooked = [requested, voidRequested];
    for (const history of [unbooked, [...unbooked, { ...voided, amount: gbp(0), wasBooked: false }]])
      given(payment)(...history)
        .when(recordResult(result))
        .then([]);
  });
});
