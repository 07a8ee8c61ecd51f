import type { NewEvent } from '@tradepost/aggregate/aggregate';
import type { StoredCommit } from '@tradepost/aggregate/store';
import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import { payment as paymentAggregate } from '../domain/payment.ts';
import type { PaymentEvent } from '../domain/payment-event.ts';
import { toPayment } from './to-payment.ts';

const id = 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const facts = { orderId, amount: gbp(5_000), provider: 'simulated' };
const requested: NewEvent<PaymentEvent> = {
  type: 'AuthorizationRequested',
  ...facts,
  sealedToken: 's1.Zk3vQ9aB.tok_approved',
};
const authorized: NewEvent<PaymentEvent> = { type: 'PaymentAuthorized', ...facts, providerReference: 'ch_1' };

const log = (...events: readonly NewEvent<PaymentEvent>[]): readonly StoredCommit<PaymentEvent>[] =>
  events.map((event, version) => {
    const at = `2026-01-01T00:00:0${version}.000Z`;
    return {
      id,
      version,
      events: [parseEvent(event, at, paymentAggregate.events)],
      at,
      actor: 'tradepost.orders',
      correlationId: 'cor_1',
    };
  });

describe('toPayment', () => {
  it('returns undefined without commits', () => {
    expect(toPayment([])).toBeUndefined();
  });

  it('returns an authorized payment without its token', () => {
    expect(toPayment(log(requested, authorized))).toEqual({
      id,
      orderId,
      status: 'authorized',
      amount: gbp(5_000),
      captured: gbp(0),
      refunded: gbp(0),
      provider: 'simulated',
      providerReference: 'ch_1',
      version: 1,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:01.000Z',
    });
  });

  it('does not return the token, even while the authorization is pending', () => {
    expect(JSON.stringify(toPayment(log(requested)))).not.toContain('tok_');
  });

  it('returns the decline code', () => {
    const payment = toPayment(
      log(requested, { type: 'PaymentDeclined', ...facts, declineCode: 'CARD_EXPIRED' }),
    );
    expect(payment).toMatchObject({ status: 'declined', declineCode: 'CARD_EXPIRED', version: 1 });
  });

  it('returns the captured amount, and the sum of the refunds that succeeded', () => {
    const refund = (refundId: string, amountMinor: number) => ({
      orderId,
      refundId,
      amount: gbp(amountMinor),
    });
    const payment = toPayment(
      log(
        requested,
        authorized,
        { type: 'CaptureRequested', amount: gbp(4_000) },
        { type: 'PaymentCaptured', orderId, amount: gbp(4_000), released: gbp(1_000) },
        { type: 'RefundRequested', ...refund('rfd_1', 100) },
        { type: 'PaymentRefunded', ...refund('rfd_1', 100) },
        { type: 'RefundRequested', ...refund('rfd_2', 200) },
      ),
    );
    expect(payment).toMatchObject({ status: 'captured', captured: gbp(4_000), refunded: gbp(100) });
  });

  it('returns a payment that was voided before its authorization, without an amount', () => {
    expect(toPayment(log({ type: 'PaymentVoidedInAdvance', orderId }))).toEqual({
      id,
      orderId,
      status: 'voided',
      version: 0,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
  });
});
