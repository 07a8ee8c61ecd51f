import Stripe from 'stripe';
import { createStripeWebhookReader } from './webhooks.ts';

const SECRET = `whsec_${'s'.repeat(32)}`;
const paymentId = 'pay_1';

const read = createStripeWebhookReader(
  async () => SECRET,
  async (intentId) => (intentId === 'pi_1' ? paymentId : undefined),
);

function webhookOf(content: unknown, { secret = SECRET, agedSeconds = 0 } = {}) {
  const payload = typeof content === 'string' ? content : JSON.stringify(content);
  const timestamp = Math.floor(Date.now() / 1_000) - agedSeconds;
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { headers: { 'stripe-signature': signature }, body: Buffer.from(payload) };
}

const intent = {
  ...{ id: 'pi_1', object: 'payment_intent', amount: 500, amount_received: 0, currency: 'gbp' },
  ...{ latest_charge: 'ch_1', last_payment_error: null, metadata: { paymentId } },
};
const refund = {
  ...{
    id: 're_1',
    object: 'refund',
    amount: 200,
    currency: 'gbp',
    payment_intent: 'pi_1',
    status: 'succeeded',
  },
  metadata: { paymentId, refundId: 'rfd_1' },
};
const dispute = {
  ...{ id: 'dp_1', object: 'dispute', amount: 500, currency: 'gbp', payment_intent: 'pi_1' },
  ...{ status: 'needs_response', reason: 'fraudulent', metadata: {} },
  balance_transactions: [
    { amount: -500, fee: 20, currency: 'gbp' },
    { amount: -500, fee: 1_500, currency: 'usd' },
  ],
};
const eventOf = (type: string, object: object) => ({ id: 'evt_1', object: 'event', type, data: { object } });
const AUTHORIZED = eventOf('payment_intent.amount_capturable_updated', {
  ...intent,
  status: 'requires_capture',
});
const failedWith = (error: object | null) =>
  eventOf('payment_intent.payment_failed', { ...intent, last_payment_error: error });

describe('a signed webhook of Stripe', () => {
  it.each([
    [AUTHORIZED, 500, { type: 'authorized', providerReference: 'pi_1' }],
    [
      failedWith({ code: 'card_declined', decline_code: 'insufficient_funds' }),
      500,
      { type: 'declined', declineCode: 'INSUFFICIENT_FUNDS' },
    ],
    [failedWith(null), 500, { type: 'declined', declineCode: 'PAYMENT_DECLINED' }],
    [eventOf('payment_intent.succeeded', { ...intent, amount_received: 300 }), 300, { type: 'captured' }],
    [
      eventOf('payment_intent.canceled', { ...intent, latest_charge: null }),
      500,
      { type: 'voided', releasedMinor: 0 },
    ],
    [
      eventOf('charge.dispute.created', dispute),
      500,
      { type: 'disputed', disputeId: 'dp_1', status: 'open', feeMinor: 20, reason: 'fraudulent' },
    ],
    [
      eventOf('charge.dispute.closed', { ...dispute, status: 'lost', balance_transactions: [] }),
      500,
      { type: 'disputed', disputeId: 'dp_1', status: 'lost', feeMinor: 0, reason: 'fraudulent' },
    ],
    [eventOf('payment_intent.canceled', intent), 500, { type: 'expired' }],
    [eventOf('refund.created', refund), 200, { type: 'refunded', refundId: 'rfd_1' }],
    [eventOf('refund.updated', refund), 200, { type: 'refunded', refundId: 'rfd_1' }],
    [
      eventOf('refund.failed', { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' }),
      200,
      { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'lost_or_stolen_card' },
    ],
    [
      eventOf('refund.updated', { ...refund, status: 'canceled' }),
      200,
      { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'canceled' },
    ],
  ])('is read as the outcome of a call: $type', async (content, amountMinor, result) => {
    await expect(read(webhookOf(content))).resolves.toEqual({
      paymentId,
      providerReference: 'pi_1',
      amount: { amountMinor, currency: 'GBP' },
      result,
    });
  });

  it('has the amount in our minor units', async () => {
    const content = eventOf('payment_intent.amount_capturable_updated', {
      ...intent,
      amount: 500,
      currency: 'isk',
    });
    await expect(read(webhookOf(content))).resolves.toMatchObject({
      amount: { amountMinor: 5, currency: 'ISK' },
    });
  });

  it.each([
    ['of another type', eventOf('payout.paid', { ...intent })],
    ['of a step that the customer must take', eventOf('payment_intent.requires_action', intent)],
    ['of an inquiry', eventOf('charge.dispute.created', { ...dispute, status: 'warning_needs_response' })],
    ['of a closed inquiry', eventOf('charge.dispute.closed', { ...dispute, status: 'warning_closed' })],
    [
      'of a dispute that is not ours',
      eventOf('charge.dispute.created', { ...dispute, payment_intent: 'pi_2' }),
    ],
    ['of a charge that is not ours', eventOf('payment_intent.succeeded', { ...intent, metadata: {} })],
    [
      'of an id that is not a payment',
      eventOf('payment_intent.succeeded', { ...intent, metadata: { paymentId: '1' } }),
    ],
    ['of a refund that is not ours', eventOf('refund.created', { ...refund, metadata: {} })],
    ['of a pending refund', eventOf('refund.created', { ...refund, status: 'pending' })],
    [
      'of an amount finer than its currency',
      eventOf('refund.created', { ...refund, currency: 'isk', amount: 550 }),
    ],
    ['without JSON', '{'],
    ['without an object', { type: 'refund.created' }],
  ])('%s is irrelevant', async (_what, content) => {
    await expect(read(webhookOf(content))).resolves.toBe('irrelevant');
  });
});

describe('a webhook is not signed', () => {
  it('with another secret', async () => {
    await expect(read(webhookOf(AUTHORIZED, { secret: 'whsec_other' }))).resolves.toBe('notSigned');
  });

  it('more than five minutes after its signature', async () => {
    await expect(read(webhookOf(AUTHORIZED, { agedSeconds: 290 }))).resolves.toMatchObject({ paymentId });
    await expect(read(webhookOf(AUTHORIZED, { agedSeconds: 301 }))).resolves.toBe('notSigned');
  });

  it.each([
    ['another byte', Buffer.from(JSON.stringify(AUTHORIZED).replace('500', '501'))],
    ['other white space', Buffer.from(JSON.stringify(AUTHORIZED, null, 1))],
    ['no bytes', Buffer.from('')],
    ['bytes that are not UTF-8', Buffer.from([0xc3, 0x28])],
  ])('if its body has %s', async (_what, body) => {
    await expect(read({ ...webhookOf(AUTHORIZED), body })).resolves.toBe('notSigned');
  });

  it.each([
    ['no header', {}],
    ['an empty header', { 'stripe-signature': '' }],
    ['a header without a signature', { 'stripe-signature': 't=1' }],
    [
      'a signature of an older scheme',
      { 'stripe-signature': webhookOf(AUTHORIZED).headers['stripe-signature'].replace('v1=', 'v0=') },
    ],
  ])('if it has %s', async (_what, headers) => {
    await expect(read({ ...webhookOf(AUTHORIZED), headers })).resolves.toBe('notSigned');
  });
});
