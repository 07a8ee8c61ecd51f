import { given } from '@tradepost/testing/given';
import { commandTable, type Outcome } from '@tradepost/testing/tables';
import {
  authorized,
  captured,
  chargeClosed,
  declined,
  declinedOpen,
  disputeLost,
  disputeOpened,
  disputeWon,
  gbp,
  partCaptured,
  partRequested,
  pending,
  refunded,
  refundFailed,
  refundRequested,
  requested,
  states,
  voided,
  voidRequested,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';
import type { PaymentEvent } from './payment-event.ts';
import { type ProviderResult, recordResult } from './record-result.ts';

const isAuthorized: ProviderResult = { type: 'authorized', providerReference: 'ch_1' };
const isDeclined: ProviderResult = { type: 'declined', declineCode: 'CARD_EXPIRED' };
const isPending: ProviderResult = {
  type: 'pending',
  providerReference: 'ch_1',
  actionKind: 'redirect',
  sealedAction: 's1.Zk3vQ9aB.action',
};
const isVoided = (releasedMinor: number): ProviderResult => ({ type: 'voided', releasedMinor });
const isRefunded: ProviderResult = { type: 'refunded', refundId: 'rfd_1' };
const hasFailed: ProviderResult = { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'expired' };

const refunding = [...states.captured, refundRequested('rfd_1', 1_500, 'broken')];

const none: readonly PaymentEvent['type'][] = [];
const ignored = {
  none,
  'voided-in-advance': none,
  authorizing: none,
  pending: none,
  authorized: none,
  declined: none,
  voiding: none,
  voided: none,
  capturing: none,
  partlyCaptured: none,
  releasing: none,
  captured: none,
} satisfies Record<keyof typeof states, Outcome<PaymentEvent>>;

commandTable(
  payment,
  { ...states, captured: refunding },
  {
    'the result authorized': [
      recordResult(isAuthorized),
      { ...ignored, authorizing: ['PaymentAuthorized'], pending: ['PaymentAuthorized'] },
    ],
    'the result declined': [
      recordResult(isDeclined),
      { ...ignored, authorizing: ['PaymentDeclined'], pending: ['PaymentDeclined'] },
    ],
    'the result voided': [
      recordResult(isVoided(5_000)),
      { ...ignored, pending: ['PaymentVoided'], voiding: ['PaymentVoided'], releasing: ['RemainderVoided'] },
    ],
    'the result pending': [recordResult(isPending), { ...ignored, authorizing: ['PaymentPending'] }],
    'the result expired': [
      recordResult({ type: 'expired' }),
      {
        ...ignored,
        pending: ['PaymentVoided'],
        authorized: ['PaymentVoided'],
        partlyCaptured: ['RemainderVoided'],
      },
    ],
    'the result captureFailed': [
      recordResult({ type: 'captureFailed', providerCode: 'expired' }),
      { ...ignored, capturing: ['CaptureFailed'] },
    ],
    'the result disputed': [
      recordResult({ type: 'disputed', disputeId: 'dp_1', status: 'lost' }, gbp(500)),
      {
        ...ignored,
        capturing: ['DisputeOpened', 'DisputeLost'],
        partlyCaptured: ['DisputeOpened', 'DisputeLost'],
        releasing: ['DisputeOpened', 'DisputeLost'],
        captured: ['DisputeOpened', 'DisputeLost'],
      },
    ],
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

describe('recordResult of a pending payment', () => {
  it.each([
    ['confirm', '2026-01-01T12:30:00.000Z'],
    ['redirect', '2026-01-01T13:00:00.000Z'],
    ['bankTransfer', '2026-01-08T12:00:00.000Z'],
  ] as const)('gives the customer time until it is over: %s', (actionKind, until) => {
    given(payment)(...states.authorizing)
      .when((state) =>
        recordResult({ ...isPending, actionKind } as ProviderResult)(state, {
          version: 0,
          at: '2026-01-01T12:00:00.000Z',
        }),
      )
      .then([{ ...pending, until }]);
  });

  it('closes the charge of a decline with the next void', () => {
    given(payment)(...states.pending)
      .when(recordResult(isDeclined))
      .then([declinedOpen]);
    given(payment)(requested, pending, declinedOpen)
      .when(recordResult(isVoided(0)))
      .then([chargeClosed]);
    given(payment)(requested, pending, declinedOpen).when(recordResult(isAuthorized)).then([]);
  });

  it('releases nothing when it expires, because nothing was booked', () => {
    given(payment)(...states.pending)
      .when(recordResult({ type: 'expired' }))
      .then([{ ...voided, amount: gbp(0), wasBooked: false }]);
  });
});

describe('recordResult of one of several captures', () => {
  const capturingPart = [requested, authorized, partRequested];

  it('has the sum of the captures, and releases nothing', () => {
    given(payment)(...capturingPart)
      .when(recordResult({ type: 'captured', of: { captureId: 'cap_1' } }))
      .then([partCaptured]);
  });

  it('of another capture is ignored', () => {
    for (const captureId of ['cap_2', undefined])
      given(payment)(...capturingPart)
        .when(recordResult({ type: 'captured', of: { captureId } }))
        .then([]);
  });

  it('of the failure of another capture is ignored', () => {
    given(payment)(...capturingPart)
      .when(recordResult({ type: 'captureFailed', providerCode: 'expired', of: { captureId: 'cap_2' } }))
      .then([]);
  });

  it('releases the rest if it is final', () => {
    given(payment)(requested, authorized, { ...partRequested, isFinal: true })
      .when(recordResult({ type: 'captured' }))
      .then([{ ...partCaptured, released: gbp(3_000) }]);
  });
});

describe('recordResult of a dispute', () => {
  const dispute = (status: 'open' | 'won' | 'lost') =>
    recordResult({ type: 'disputed', disputeId: 'dp_1', status }, gbp(500));
  const opened = [...states.captured, disputeOpened('dp_1', 500)];

  it('opens it once', () => {
    given(payment)(...states.captured)
      .when(dispute('open'))
      .then([disputeOpened('dp_1', 500)]);
    given(payment)(...opened)
      .when(dispute('open'))
      .then([]);
  });

  it('records the first decision only', () => {
    given(payment)(...opened)
      .when(dispute('won'))
      .then([disputeWon('dp_1', 500)]);
    given(payment)(...opened, disputeWon('dp_1', 500))
      .when(dispute('lost'))
      .then([]);
  });

  it('opens it with a decision that arrives first', () => {
    given(payment)(...states.captured)
      .when(dispute('lost'))
      .then([disputeOpened('dp_1', 500), disputeLost('dp_1', 500)]);
  });
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
