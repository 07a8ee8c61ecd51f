import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import { replay } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { authorize } from './authorize.ts';
import { capture } from './capture.ts';
import {
  authorized,
  captured,
  captureFailed,
  captureRequested,
  chargeClosed,
  declined,
  declinedOpen,
  disputeLost,
  disputeOpened,
  disputeWon,
  eur,
  facts,
  gbp,
  orderId,
  partCaptured,
  partRequested,
  pending,
  refunded,
  refundFailed,
  refunding,
  refundRequested,
  remainderVoided,
  remainderVoidRequested,
  requested,
  states,
  voided,
  voidedInAdvance,
  voidRequested,
} from './payment.spec-kit.ts';
import { payment } from './payment.ts';
import type { PaymentEvent } from './payment-event.ts';
import { refund } from './refund.ts';
import { voidPayment } from './void-payment.ts';
import { voidRemainder } from './void-remainder.ts';

const events = {
  AuthorizationRequested: requested,
  PaymentAuthorized: authorized,
  PaymentPending: pending,
  PaymentDeclined: declined,
  ChargeClosed: chargeClosed,
  PaymentVoidedInAdvance: voidedInAdvance,
  VoidRequested: voidRequested,
  PaymentVoided: voided,
  CaptureRequested: captureRequested,
  PaymentCaptured: captured,
  RefundRequested: refundRequested('rfd_2', 100),
  PaymentRefunded: refunded('rfd_1', 1_500),
  RefundFailed: refundFailed('rfd_1'),
  CaptureFailed: captureFailed(),
  RemainderVoidRequested: remainderVoidRequested,
  RemainderVoided: remainderVoided,
  DisputeOpened: disputeOpened('dp_2', 100),
  DisputeWon: disputeWon('dp_1', 500),
  DisputeLost: disputeLost('dp_1', 500),
};

/** With a pending refund and an open dispute, so that each event about one of them can follow. */
const withRefundAndDispute = [refundRequested('rfd_1', 1_500), disputeOpened('dp_1', 500)];
const taken = {
  capturing: [...states.capturing, ...withRefundAndDispute],
  partlyCaptured: [...states.partlyCaptured, ...withRefundAndDispute],
  releasing: [...states.releasing, ...withRefundAndDispute],
  captured: [...refunding, disputeOpened('dp_1', 500)],
};
const staysAs = <Status extends keyof typeof taken>(status: Status) => ({
  RefundRequested: status,
  PaymentRefunded: status,
  RefundFailed: status,
  DisputeOpened: status,
  DisputeWon: status,
  DisputeLost: status,
});

followTable(
  payment,
  { states: { ...states, declined: [requested, pending, declinedOpen], ...taken }, events },
  {
    none: { AuthorizationRequested: 'authorizing', PaymentVoidedInAdvance: 'voided-in-advance' },
    'voided-in-advance': {},
    authorizing: {
      PaymentPending: 'pending',
      PaymentAuthorized: 'authorized',
      PaymentDeclined: 'declined',
      VoidRequested: 'voiding',
    },
    pending: {
      PaymentAuthorized: 'authorized',
      PaymentDeclined: 'declined',
      VoidRequested: 'voiding',
      PaymentVoided: 'voided',
    },
    authorized: { VoidRequested: 'voiding', CaptureRequested: 'capturing', PaymentVoided: 'voided' },
    declined: { ChargeClosed: 'declined' },
    voiding: { PaymentVoided: 'voided' },
    voided: {},
    capturing: { PaymentCaptured: 'captured', CaptureFailed: 'partlyCaptured', ...staysAs('capturing') },
    partlyCaptured: {
      CaptureRequested: 'capturing',
      RemainderVoidRequested: 'releasing',
      RemainderVoided: 'captured',
      ...staysAs('partlyCaptured'),
    },
    releasing: { RemainderVoided: 'captured', ...staysAs('releasing') },
    captured: staysAs('captured'),
  },
);

const capturesMany = () => true;

commandTable(payment, states, {
  authorize: [
    authorize({ ...facts, sealedToken: 's1.Zk3vQ9aB.tok_approved' }),
    {
      none: ['AuthorizationRequested'],
      'voided-in-advance': 'PAYMENT_VOIDED',
      // No events: the pending request is finished first.
      authorizing: [],
      authorized: [],
      declined: 'CARD_EXPIRED',
      voiding: [],
      voided: 'PAYMENT_VOIDED',
      capturing: [],
      captured: [],
      pending: [],
      partlyCaptured: [],
      releasing: [],
    },
  ],
  'authorize with another amount': [
    authorize({ ...facts, amount: gbp(5_001), sealedToken: 's1.Zk3vQ9aB.tok_approved' }),
    {
      none: ['AuthorizationRequested'],
      'voided-in-advance': 'PAYMENT_VOIDED',
      authorizing: 'PAYMENT_MISMATCH',
      authorized: 'PAYMENT_MISMATCH',
      declined: 'PAYMENT_MISMATCH',
      voiding: 'PAYMENT_MISMATCH',
      voided: 'PAYMENT_MISMATCH',
      capturing: 'PAYMENT_MISMATCH',
      captured: 'PAYMENT_MISMATCH',
      pending: 'PAYMENT_MISMATCH',
      partlyCaptured: 'PAYMENT_MISMATCH',
      releasing: 'PAYMENT_MISMATCH',
    },
  ],
  voidPayment: [
    voidPayment({ orderId, refundId: 'rfd_void' }),
    {
      none: ['PaymentVoidedInAdvance'],
      'voided-in-advance': [],
      // Money may be held already.
      authorizing: ['VoidRequested'],
      authorized: ['VoidRequested'],
      declined: [],
      voiding: [],
      voided: [],
      capturing: [],
      captured: ['RefundRequested'],
      pending: ['VoidRequested'],
      partlyCaptured: ['RemainderVoidRequested'],
      releasing: [],
    },
  ],
  'voidPayment of another order': [
    voidPayment({ orderId: 'ord_2', refundId: 'rfd_void' }),
    {
      none: ['PaymentVoidedInAdvance'],
      'voided-in-advance': 'PAYMENT_MISMATCH',
      authorizing: 'PAYMENT_MISMATCH',
      authorized: 'PAYMENT_MISMATCH',
      declined: 'PAYMENT_MISMATCH',
      voiding: 'PAYMENT_MISMATCH',
      voided: 'PAYMENT_MISMATCH',
      capturing: 'PAYMENT_MISMATCH',
      captured: 'PAYMENT_MISMATCH',
      pending: 'PAYMENT_MISMATCH',
      partlyCaptured: 'PAYMENT_MISMATCH',
      releasing: 'PAYMENT_MISMATCH',
    },
  ],
  capture: [
    capture({ amount: gbp(4_000), capturesMany }),
    {
      none: 'PAYMENT_NOT_FOUND',
      'voided-in-advance': 'PAYMENT_VOIDED',
      authorizing: 'PAYMENT_NOT_AUTHORIZED',
      authorized: ['CaptureRequested'],
      declined: 'PAYMENT_NOT_AUTHORIZED',
      voiding: 'PAYMENT_VOIDED',
      voided: 'PAYMENT_VOIDED',
      capturing: [],
      captured: [],
      pending: 'PAYMENT_NOT_AUTHORIZED',
      partlyCaptured: 'PAYMENT_CAPTURED',
      releasing: [],
    },
  ],
  'capture of a part': [
    capture({ captureId: 'cap_2', amount: gbp(1_000), capturesMany }),
    {
      none: 'PAYMENT_NOT_FOUND',
      'voided-in-advance': 'PAYMENT_VOIDED',
      authorizing: 'PAYMENT_NOT_AUTHORIZED',
      pending: 'PAYMENT_NOT_AUTHORIZED',
      authorized: ['CaptureRequested'],
      declined: 'PAYMENT_NOT_AUTHORIZED',
      voiding: 'PAYMENT_VOIDED',
      voided: 'PAYMENT_VOIDED',
      // No events: the pending request is finished first.
      capturing: [],
      partlyCaptured: ['CaptureRequested'],
      releasing: [],
      captured: 'PAYMENT_CAPTURED',
    },
  ],
  voidRemainder: [
    voidRemainder(),
    {
      none: 'PAYMENT_NOT_FOUND',
      'voided-in-advance': 'PAYMENT_VOIDED',
      authorizing: 'PAYMENT_NOT_CAPTURED',
      pending: 'PAYMENT_NOT_CAPTURED',
      authorized: 'PAYMENT_NOT_CAPTURED',
      declined: 'PAYMENT_NOT_CAPTURED',
      voiding: 'PAYMENT_VOIDED',
      voided: 'PAYMENT_VOIDED',
      capturing: [],
      partlyCaptured: ['RemainderVoidRequested'],
      releasing: [],
      captured: [],
    },
  ],
  refund: [
    refund({ refundId: 'rfd_1', amount: gbp(1_500) }),
    {
      none: 'PAYMENT_NOT_FOUND',
      'voided-in-advance': 'PAYMENT_NOT_CAPTURED',
      authorizing: 'PAYMENT_NOT_CAPTURED',
      authorized: 'PAYMENT_NOT_CAPTURED',
      declined: 'PAYMENT_NOT_CAPTURED',
      voiding: 'PAYMENT_NOT_CAPTURED',
      voided: 'PAYMENT_NOT_CAPTURED',
      // No events: the capture is finished first.
      capturing: [],
      captured: ['RefundRequested'],
      pending: 'PAYMENT_NOT_CAPTURED',
      partlyCaptured: ['RefundRequested'],
      releasing: [],
    },
  ],
});

describe('evolve', () => {
  it('removes the token when the authorization is recorded', () => {
    expect(replay(payment, states.authorized)).toEqual({
      status: 'authorized',
      ...facts,
      providerReference: 'ch_1',
      failedCaptures: [],
    });
  });

  it('ends the hold with the last of several captures', () => {
    const parts = [
      ...states.partlyCaptured,
      { ...partRequested, captureId: 'cap_2', amount: gbp(3_000), isFinal: true },
      { ...partCaptured, captureId: 'cap_2', amount: gbp(3_000), capturedTotal: gbp(5_000) },
    ];
    expect(replay(payment, parts)).toMatchObject({
      status: 'captured',
      captured: gbp(5_000),
      captures: [
        { captureId: 'cap_1', amount: gbp(2_000) },
        { captureId: 'cap_2', amount: gbp(3_000) },
      ],
    });
  });

  it('keeps what was captured when a later capture fails', () => {
    const failed = [
      ...states.partlyCaptured,
      { ...partRequested, captureId: 'cap_2' },
      captureFailed('cap_2'),
    ];
    expect(replay(payment, failed)).toMatchObject({ status: 'partlyCaptured', captured: gbp(2_000) });
  });

  it.each([
    ['a second request of a refund', refundRequested('rfd_1', 1_500)],
    ['the result of a refund that was not requested', refunded('rfd_2', 100)],
    ['the failure of a refund that was not requested', refundFailed('rfd_2')],
  ])('ignores %s', (_what, event) => {
    const before = replay(payment, refunding);
    expect(replay({ ...payment, initial: before }, [event])).toBe(before);
  });

  it('ignores a second result of a refund', () => {
    const before = replay(payment, [...refunding, refunded('rfd_1', 1_500)]);
    expect(replay({ ...payment, initial: before }, [refundFailed('rfd_1')])).toBe(before);
  });
});

describe('a stored event', () => {
  const at = '2026-01-01T12:00:00.000Z';
  const parse = (stored: unknown): PaymentEvent => parseEvent(stored, at, payment.events);

  it.each(Object.values(events))('of the type $type is parsed', (event) => {
    expect(parse(JSON.parse(JSON.stringify(event)))).toEqual({ ...event, at });
  });

  it.each([
    ['Authorized', authorized],
    ['Declined', declined],
    ['AuthorizationBarred', voidedInAdvance],
    ['Voided', voided],
    ['Captured', captured],
    ['Refunded', refunded('rfd_1', 1_500)],
  ])('of the former type %s is renamed', (type, event) => {
    expect(parse({ ...event, type })).toEqual({ ...event, at });
  });

  it('is parsed even if the API would no longer accept its values', () => {
    const former = {
      type: 'PaymentDeclined',
      at,
      orderId: 'an order',
      amount: { amountMinor: 9_999_999_999_999, currency: 'ZZZ' },
      provider: '',
      declineCode: 'A_FORMER_CODE',
    };
    expect(parse(former)).toEqual(former);
  });

  it('of an unknown type or shape is an error', () => {
    expect(() => parse({ type: 'ChargedBack', orderId })).toThrow();
    expect(() => parse({ type: 'CaptureRequested', amount: 50 })).toThrow();
    expect(() => parse({ ...declined, amount: eur(1), declineCode: 7 })).toThrow();
  });
});
