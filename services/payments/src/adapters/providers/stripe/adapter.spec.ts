import type { OpenedRequest } from '../../../domain/provider-request.ts';
import { createStripeAdapter } from './adapter.ts';
import { authorization, captureOf, refundOf, voidRequest } from './requests.spec-kit.ts';
import { API_KEY, type StripeServer, startStripeServer } from './stripe-server.spec-kit.ts';

/** Long where a response is expected, in case the machine is busy. */
const TIMEOUT_MS = 20_000;

let stripe: StripeServer;

beforeEach(async () => {
  stripe = await startStripeServer();
});
afterEach(() => stripe.stop());

const send = (request: OpenedRequest) =>
  createStripeAdapter({ apiKey: async () => API_KEY, timeoutMs: TIMEOUT_MS, address: stripe.address })(
    request,
  );

const unavailable = expect.objectContaining({ name: 'ProviderUnavailable' });
const authorized = { outcome: 'authorized', providerReference: 'pi_1' };
const declined = (declineCode = 'PAYMENT_DECLINED') => ({ outcome: 'declined', declineCode });

async function capturedPayment(): Promise<void> {
  await send(authorization);
  await send(captureOf('pi_1'));
}

describe('the requests of an authorization', () => {
  it('create a PaymentIntent that has no personal data, and confirm it', async () => {
    await expect(send(authorization)).resolves.toEqual(authorized);
    expect(stripe.requests).toEqual([
      {
        method: 'POST',
        path: '/v1/payment_intents',
        params: {
          ...{ amount: '5000', currency: 'gbp', capture_method: 'manual', 'payment_method_types[0]': 'card' },
          'metadata[paymentId]': 'pay_1',
        },
        idempotencyKey: 'pay_1/authorize/intent',
        version: '2026-10-28.endive',
      },
      {
        method: 'POST',
        path: '/v1/payment_intents/pi_1/confirm',
        params: { payment_method: 'pm_card_visa', use_stripe_sdk: 'true' },
        idempotencyKey: 'pay_1/authorize',
        version: '2026-10-28.endive',
      },
    ]);
  });

  it('have the amount in the smallest unit of Stripe', async () => {
    await send({ ...authorization, amount: { amountMinor: 5, currency: 'ISK' } });
    expect(stripe.requests[0]?.params).toMatchObject({ amount: '500', currency: 'isk' });
  });

  it('confirm with a confirmation token', async () => {
    await send({ ...authorization, token: 'ctoken_1' });
    expect(stripe.requests[1]?.params).toMatchObject({ confirmation_token: 'ctoken_1' });
  });
});

describe('an authorization is declined', () => {
  it.each([
    ['pm_card_visa_chargeDeclined', 'PAYMENT_DECLINED'],
    ['pm_card_radarBlock', 'PAYMENT_DECLINED'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'INSUFFICIENT_FUNDS'],
    ['pm_card_chargeDeclinedExpiredCard', 'CARD_EXPIRED'],
    ['pm_card_authenticationRequired', 'PAYMENT_ACTION_REQUIRED'],
    ['pm_unknown', 'PAYMENT_DECLINED'],
  ])('for %s with %s, as often as it is sent', async (token, code) => {
    await expect(send({ ...authorization, token })).resolves.toEqual(declined(code));
    await expect(send({ ...authorization, token })).resolves.toEqual(declined(code));
  });

  it('without a request if Stripe cannot charge the amount', async () => {
    const amount = { amountMinor: 5_124, currency: 'KWD' };
    await expect(send({ ...authorization, amount })).resolves.toEqual(declined());
    expect(stripe.requests).toEqual([]);
  });
});

describe('an authorization that needs 3-D Secure', () => {
  const secure = { ...authorization, token: 'pm_card_threeDSecure2Required' };
  const pending = {
    outcome: 'pending',
    providerReference: 'pi_1',
    nextAction: { kind: 'confirm', clientSecret: 'pi_1_secret_1' },
  };

  it("is pending, with the secret for the customer's browser, as often as it is sent", async () => {
    await expect(send(secure)).resolves.toEqual(pending);
    await expect(send({ ...secure, idempotencyKey: 'after-24-hours' })).resolves.toEqual(pending);
  });

  it('is cancelled by a void, so that the customer can no longer complete it', async () => {
    await send(secure);
    await expect(send({ ...voidRequest, providerReference: 'pi_1' })).resolves.toEqual({
      outcome: 'voided',
      releasedMinor: 0,
    });
    expect(stripe.books.intents).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('a capture', () => {
  it('is refused when the hold has expired', async () => {
    await send(authorization);
    Object.assign(stripe.books.intents[0] ?? {}, { status: 'canceled' });
    await expect(send(captureOf('pi_1'))).resolves.toEqual({
      outcome: 'refused',
      providerCode: 'authorization_expired',
    });
  });

  it.each([5_000, 3_000])('takes %d of 5,000, once', async (amountMinor) => {
    await send(authorization);
    await expect(send(captureOf('pi_1', amountMinor))).resolves.toEqual({ outcome: 'captured' });
    await expect(send(captureOf('pi_1', amountMinor))).resolves.toEqual({ outcome: 'captured' });
    expect(stripe.books.intents).toMatchObject([{ status: 'succeeded', amount_received: amountMinor }]);
  });

  it('is recognized under a new key, when Stripe has deleted the first one', async () => {
    await capturedPayment();
    const later = { ...captureOf('pi_1'), idempotencyKey: 'after-24-hours' };
    await expect(send(later)).resolves.toEqual({ outcome: 'captured' });
    await expect(send({ ...captureOf('pi_1', 3_000), idempotencyKey: 'another' })).rejects.toThrow(
      'Stripe rejected another: 400 StripeInvalidRequestError payment_intent_unexpected_state req_1',
    );
  });
});

describe('a void', () => {
  it('releases the amount that is held', async () => {
    await send(authorization);
    const voided = { outcome: 'voided', releasedMinor: 5_000 };
    await expect(send({ ...voidRequest, providerReference: 'pi_1' })).resolves.toEqual(voided);
    await expect(send({ ...voidRequest, providerReference: 'pi_1' })).resolves.toEqual(voided);
    await expect(
      send({ ...voidRequest, idempotencyKey: 'after-24-hours', providerReference: 'pi_1' }),
    ).resolves.toEqual(voided);
  });

  it('finds a hold whose authorization got no response', async () => {
    stripe.plan(undefined, { kind: 'brokenResponse', executes: true });
    await expect(send(authorization)).rejects.toEqual(unavailable);
    await expect(send(voidRequest)).resolves.toEqual({ outcome: 'voided', releasedMinor: 5_000 });
    expect(stripe.books.intents).toMatchObject([{ status: 'canceled' }]);
  });

  it('prevents a later authorization', async () => {
    await expect(send(voidRequest)).resolves.toEqual({ outcome: 'voided', releasedMinor: 0 });
    await expect(send(authorization)).resolves.toEqual(declined());
    expect(stripe.books.intents).toMatchObject([{ status: 'canceled', latest_charge: null }]);
  });

  it.each([
    ['below the minimum of Stripe', { amountMinor: 29, currency: 'GBP' }],
    ['that Stripe cannot charge exactly', { amountMinor: 5_124, currency: 'KWD' }],
  ])('releases nothing of an amount %s', async (_what, amount) => {
    await expect(send({ ...authorization, amount })).resolves.toEqual(declined());
    await expect(send({ ...voidRequest, amount })).resolves.toEqual({ outcome: 'voided', releasedMinor: 0 });
  });

  it('releases nothing of a declined payment', async () => {
    await send({ ...authorization, token: 'pm_card_visa_chargeDeclined' });
    await expect(send(voidRequest)).resolves.toEqual({ outcome: 'voided', releasedMinor: 0 });
  });

  it('of a captured payment is an error', async () => {
    await capturedPayment();
    await expect(send({ ...voidRequest, providerReference: 'pi_1' })).rejects.toThrow(
      'payment_intent_unexpected_state',
    );
  });
});

describe('a refund', () => {
  it('is made once for its id', async () => {
    await capturedPayment();
    await expect(send(refundOf('pi_1', 2_000))).resolves.toEqual({ outcome: 'refunded' });
    const later = { ...refundOf('pi_1', 2_000), idempotencyKey: 'after-24-hours' };
    await expect(send(later)).resolves.toEqual({ outcome: 'refunded' });
    await expect(send(refundOf('pi_1', 3_000, 'rfd_2'))).resolves.toEqual({ outcome: 'refunded' });
    expect(stripe.books.refunds.map(({ amount }) => amount)).toEqual([2_000, 3_000]);
  });

  it('is refused with the code of Stripe', async () => {
    await capturedPayment();
    await expect(send(refundOf('pi_1', 5_001))).resolves.toEqual({
      outcome: 'refused',
      providerCode: 'amount_invalid',
    });
    await send(refundOf('pi_1', 5_000, 'rfd_2'));
    const refused = { outcome: 'refused', providerCode: 'charge_already_refunded' };
    await expect(send(refundOf('pi_1', 1, 'rfd_3'))).resolves.toEqual(refused);
  });

  it('has no outcome while it is pending, and has one later', async () => {
    await capturedPayment();
    await send(refundOf('pi_1', 2_000));
    const [booked] = stripe.books.refunds;
    Object.assign(booked ?? {}, { status: 'pending' });
    await expect(send(refundOf('pi_1', 2_000))).rejects.toEqual(unavailable);
    Object.assign(booked ?? {}, { status: 'failed', failure_reason: 'lost_or_stolen_card' });
    await expect(send(refundOf('pi_1', 2_000))).resolves.toEqual({
      outcome: 'refused',
      providerCode: 'lost_or_stolen_card',
    });
  });
});

describe('the API key', () => {
  const OLD_KEY = `sk_test_${'b'.repeat(32)}`;

  it('is read again when Stripe rejects it', async () => {
    const apiKey = async (rejected?: string) => (rejected === undefined ? OLD_KEY : API_KEY);
    const provider = createStripeAdapter({ apiKey, timeoutMs: TIMEOUT_MS, address: stripe.address });
    await expect(provider(authorization)).resolves.toEqual(authorized);
  });

  it('is not in the error when no other is accepted', async () => {
    stripe.accept(OLD_KEY);
    const error = await send(authorization).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ProviderKeyRefused' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(API_KEY);
  });
});

it('another rejection is an error that has no token', async () => {
  stripe.plan(undefined, { kind: 'error', status: 400, code: 'parameter_unknown' });
  const error = await send(authorization).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    message: 'Stripe rejected pay_1/authorize: 400 StripeInvalidRequestError parameter_unknown req_1',
  });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('pm_card_visa');
});
