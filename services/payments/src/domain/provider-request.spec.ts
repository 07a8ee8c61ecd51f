import type { PaymentState, TakenPayment } from './payment-state.ts';
import { type ProviderRequest, pendingRequest, type SealedReply, toResult } from './provider-request.ts';

const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const facts = { orderId: 'ord_1', amount: gbp(5_000), provider: 'simulated' };
const named = { reference: 'pay_1', authorizationKey: 'pay_1/authorize' };
const held = { ...facts, providerReference: 'ch_1', failedCaptures: [] };
const captured: TakenPayment = {
  status: 'captured',
  ...held,
  captured: gbp(4_000),
  captures: [{ amount: gbp(4_000) }],
  disputes: [],
  refunds: [
    { refundId: 'rfd_1', amount: gbp(100), status: 'refunded' },
    { refundId: 'rfd_2', amount: gbp(200), status: 'requested' },
    { refundId: 'rfd_3', amount: gbp(300), status: 'requested' },
  ],
};

const authorize: ProviderRequest = {
  ...named,
  kind: 'authorize',
  idempotencyKey: 'pay_1/authorize',
  amount: gbp(5_000),
  sealedToken: 's1.Zk3vQ9aB.tok_approved',
};
const refund: ProviderRequest = {
  ...named,
  kind: 'refund',
  idempotencyKey: 'pay_1/refund/rfd_2',
  amount: gbp(200),
  providerReference: 'ch_1',
  refundId: 'rfd_2',
};

describe('pendingRequest', () => {
  it('returns the authorization of a payment that is authorizing', () => {
    expect(
      pendingRequest('pay_1', { status: 'authorizing', ...facts, sealedToken: 's1.Zk3vQ9aB.tok_approved' }),
    ).toEqual(authorize);
  });

  it('returns the void of a payment that is voiding', () => {
    expect(pendingRequest('pay_1', { status: 'voiding', ...facts, wasBooked: false })).toEqual({
      ...named,
      kind: 'void',
      idempotencyKey: 'pay_1/void',
      amount: gbp(5_000),
    });
  });

  const capture = { amount: gbp(4_000), isFinal: true };
  const captureRequest = {
    ...named,
    kind: 'capture',
    idempotencyKey: 'pay_1/capture',
    amount: gbp(4_000),
    providerReference: 'ch_1',
    isFinal: true,
  };
  const { status: _status, ...taken } = captured;

  it('returns the capture of a payment that is capturing, before its refunds', () => {
    expect(pendingRequest('pay_1', { ...taken, status: 'capturing', capture })).toEqual(captureRequest);
  });

  it('returns the capture of a part under the id of the capture', () => {
    const part = { ...capture, captureId: 'cap_1', isFinal: false };
    expect(pendingRequest('pay_1', { ...taken, status: 'capturing', capture: part })).toEqual({
      ...captureRequest,
      idempotencyKey: 'pay_1/capture/cap_1',
      captureId: 'cap_1',
      isFinal: false,
    });
  });

  it('returns the void of what is left of a payment that is releasing', () => {
    expect(pendingRequest('pay_1', { ...taken, status: 'releasing' })).toEqual({
      ...named,
      kind: 'void',
      idempotencyKey: 'pay_1/release',
      amount: gbp(1_000),
      providerReference: 'ch_1',
    });
  });

  it('returns the void of a declined payment whose charge the customer could still complete', () => {
    const declined = {
      status: 'declined',
      ...facts,
      declineCode: 'CARD_EXPIRED',
      openCharge: 'ch_1',
    } as const;
    expect(pendingRequest('pay_1', declined)).toEqual({
      ...named,
      kind: 'void',
      idempotencyKey: 'pay_1/void',
      amount: gbp(5_000),
      providerReference: 'ch_1',
    });
  });

  it('returns the oldest refund without a result', () => {
    expect(pendingRequest('pay_1', captured)).toEqual(refund);
  });

  it.each<PaymentState>([
    { status: 'none' },
    { status: 'voided-in-advance', orderId: 'ord_1' },
    {
      status: 'pending',
      ...facts,
      providerReference: 'ch_1',
      sealedAction: 's1.x.y',
      until: '2026-01-01T13:00:00Z',
    },
    { status: 'authorized', ...held },
    { status: 'declined', ...facts, declineCode: 'CARD_EXPIRED' },
    { status: 'voided', ...facts },
    { ...captured, refunds: captured.refunds.filter(({ status }) => status === 'refunded') },
  ])('returns undefined if the payment is $status', (payment) => {
    expect(pendingRequest('pay_1', payment)).toBeUndefined();
  });
});

describe('toResult', () => {
  it('of a refused capture is its failure', () => {
    const capture: ProviderRequest = {
      ...named,
      kind: 'capture',
      idempotencyKey: 'pay_1/capture',
      amount: gbp(1),
      providerReference: 'ch_1',
      isFinal: true,
    };
    expect(toResult(capture, { outcome: 'refused', providerCode: 'expired' })).toEqual({
      type: 'captureFailed',
      providerCode: 'expired',
      of: {},
    });
  });

  it('of a capture names the capture, because another one may have been requested during the call', () => {
    const capture: ProviderRequest = {
      ...named,
      kind: 'capture',
      idempotencyKey: 'pay_1/capture/cap_1',
      captureId: 'cap_1',
      amount: gbp(1),
      providerReference: 'ch_1',
      isFinal: false,
    };
    const of = { captureId: 'cap_1' };
    expect(toResult(capture, { outcome: 'captured' })).toEqual({ type: 'captured', of });
    const refused = { outcome: 'refused', providerCode: 'expired' } as const;
    expect(toResult(capture, refused)).toEqual({ type: 'captureFailed', providerCode: 'expired', of });
    const pending = {
      outcome: 'pending',
      providerReference: 'ch_1',
      actionKind: 'confirm',
      sealedAction: 's1.x.y',
    } as const;
    expect(() => toResult(capture, pending)).toThrow('pay_1/capture');
  });

  it('includes the id of the requested refund', () => {
    expect(toResult(refund, { outcome: 'refunded' })).toEqual({ type: 'refunded', refundId: 'rfd_2' });
    expect(toResult(refund, { outcome: 'refused', providerCode: 'expired' })).toEqual({
      type: 'refundFailed',
      refundId: 'rfd_2',
      providerCode: 'expired',
    });
  });

  it.each<SealedReply>([
    { outcome: 'captured' },
    { outcome: 'voided', releasedMinor: 0 },
    { outcome: 'refunded' },
    { outcome: 'refused', providerCode: 'expired' },
  ])('throws if the reply to an authorization is "$outcome"', (reply) => {
    expect(() => toResult(authorize, reply)).toThrow('pay_1/authorize');
  });
});
