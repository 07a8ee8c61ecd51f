import { evolve, noPayment, type PaymentEvent, paymentEvent } from './payment.ts';

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const amount = { amountMinor: 5_000, currency: 'GBP' };
const facts = { orderId, amount, provider: 'simulated' };
const refund = { orderId, refundId: 'rfd_01JD3XK8WQ4N6T2B9V5M7R0C1E', amount };

const everyEvent: readonly PaymentEvent[] = [
  { type: 'AuthorizationRequested', ...facts, token: 'tok_approved' },
  { type: 'AuthorizationBarred', orderId },
  { type: 'Authorized', ...facts, providerReference: 'ch_1' },
  { type: 'Declined', ...facts, declineCode: 'CARD_EXPIRED' },
  { type: 'VoidRequested' },
  { type: 'Voided', orderId, amount, wasBooked: true },
  { type: 'CaptureRequested', amount },
  { type: 'Captured', orderId, amount, released: { amountMinor: 0, currency: 'GBP' } },
  { type: 'RefundRequested', ...refund },
  { type: 'Refunded', ...refund },
  { type: 'RefundFailed', refundId: refund.refundId, providerCode: 'expired' },
];

describe('paymentEvent', () => {
  it.each(everyEvent)('parses a stored $type', (event) => {
    expect(paymentEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });
  it('parses a payment that the API would no longer accept', () => {
    const old = {
      type: 'AuthorizationRequested',
      orderId: 'an order',
      amount: { amountMinor: 9_999_999_999_999, currency: 'ZZZ' },
      provider: '',
      token: '',
    };
    expect(paymentEvent.parse(old)).toEqual(old);
  });
  it('rejects unknown events and shapes', () => {
    expect(() => paymentEvent.parse({ type: 'ChargedBack', orderId })).toThrow();
    expect(() => paymentEvent.parse({ type: 'CaptureRequested', amount: 50 })).toThrow();
  });
});

describe('evolve', () => {
  it.each(everyEvent.filter(({ type }) => !['AuthorizationRequested', 'AuthorizationBarred'].includes(type)))(
    'ignores $type of a payment that does not exist',
    (event) => {
      expect(evolve(noPayment, event)).toBe(noPayment);
    },
  );

  it('leaves a voided payment voided after another void', () => {
    const twiceVoided: readonly PaymentEvent[] = [
      { type: 'AuthorizationRequested', ...facts, token: 'tok_approved' },
      { type: 'VoidRequested' },
      { type: 'Voided', orderId, amount, wasBooked: false },
      { type: 'VoidRequested' },
    ];
    expect(twiceVoided.reduce(evolve, noPayment)).toEqual({ status: 'voided', ...facts });
  });

  it('removes the token when the authorization is recorded', () => {
    const answered = evolve(
      { status: 'authorizing', ...facts, token: 'tok_approved' },
      { type: 'Authorized', ...facts, providerReference: 'ch_1' },
    );
    expect(answered).toEqual({ status: 'authorized', ...facts, providerReference: 'ch_1' });
  });
});
