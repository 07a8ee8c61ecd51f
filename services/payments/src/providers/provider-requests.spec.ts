import type { PaymentState } from '../domain/payment.ts';
import type { ProviderReply, ProviderRequest } from './provider.ts';
import { pendingRequest, toResult } from './provider-requests.ts';

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
  token: 'tok_approved',
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
  it('is the authorization of a payment that is authorizing', () => {
    expect(pendingRequest('pay_1', { status: 'authorizing', ...facts, token: 'tok_approved' })).toEqual(
      authorize,
    );
  });

  it('is the void of a payment that is voiding', () => {
    expect(pendingRequest('pay_1', { status: 'voiding', ...facts, wasBooked: false })).toEqual({
      ...named,
      kind: 'void',
      idempotencyKey: 'pay_1/void',
      amount: gbp(5_000),
    });
  });

  it('is the capture of a payment that is capturing, of what is to be captured', () => {
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

  it('is the oldest refund that has no result', () => {
    expect(pendingRequest('pay_1', captured)).toEqual(refund);
  });

  it.each<PaymentState>([
    { status: 'none' },
    { status: 'barred', orderId: 'ord_1' },
    { status: 'authorized', ...facts, providerReference: 'ch_1' },
    { status: 'declined', ...facts, declineCode: 'CARD_EXPIRED' },
    { status: 'voided', ...facts },
    { ...captured, refunds: captured.refunds.filter(({ status }) => status === 'refunded') },
  ])('is nothing where the payment is $status', (payment) => {
    expect(pendingRequest('pay_1', payment)).toBeUndefined();
  });
});

describe('toResult', () => {
  it('names the refund that was asked for', () => {
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
  ])('does not take «$outcome» for an answer to an authorization', (reply) => {
    expect(() => toResult(authorize, reply)).toThrow('pay_1/authorize');
  });
});
