import type { PaymentState } from './payment.ts';
import { type ProviderReply, type ProviderRequest, pendingRequest, toResult } from './provider-request.ts';

const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const facts = { orderId: 'ord_1', amount: gbp(5_000), provider: 'simulated' };
const named = { reference: 'pay_1', authorizationKey: 'pay_1/authorize' };
const captured: PaymentState = {
  status: 'captured',
  ...facts,
  providerReference: 'ch_1',
  captured: gbp(4_000),
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

  it('returns the capture of a payment that is capturing, with the amount to capture', () => {
    expect(
      pendingRequest('pay_1', {
        status: 'capturing',
        ...facts,
        providerReference: 'ch_1',
        captureAmount: gbp(4_000),
      }),
    ).toEqual({
      ...named,
      kind: 'capture',
      idempotencyKey: 'pay_1/capture',
      amount: gbp(4_000),
      providerReference: 'ch_1',
    });
  });

  it('returns the oldest refund without a result', () => {
    expect(pendingRequest('pay_1', captured)).toEqual(refund);
  });

  it.each<PaymentState>([
    { status: 'none' },
    { status: 'voided-in-advance', orderId: 'ord_1' },
    { status: 'authorized', ...facts, providerReference: 'ch_1' },
    { status: 'declined', ...facts, declineCode: 'CARD_EXPIRED' },
    { status: 'voided', ...facts },
    { ...captured, refunds: captured.refunds.filter(({ status }) => status === 'refunded') },
  ])('returns undefined if the payment is $status', (payment) => {
    expect(pendingRequest('pay_1', payment)).toBeUndefined();
  });
});

describe('toResult', () => {
  it('includes the id of the requested refund', () => {
    expect(toResult(refund, { outcome: 'refunded' })).toEqual({ type: 'refunded', refundId: 'rfd_2' });
    expect(toResult(refund, { outcome: 'refused', providerCode: 'expired' })).toEqual({
      type: 'refundFailed',
      refundId: 'rfd_2',
      providerCode: 'expired',
    });
  });

  it.each<ProviderReply>([
    { outcome: 'captured' },
    { outcome: 'voided', releasedMinor: 0 },
    { outcome: 'refunded' },
    { outcome: 'refused', providerCode: 'expired' },
  ])('throws if the reply to an authorization is "$outcome"', (reply) => {
    expect(() => toResult(authorize, reply)).toThrow('pay_1/authorize');
  });
});
