import type { OpenedRequest } from '../../../domain/provider-request.ts';
import { createStripeAdapter } from './adapter.ts';
import { authorization, captureOf, refundOf, voidRequest } from './requests.spec-kit.ts';
import { API_KEY, type Fault, type StripeServer, startStripeServer } from './stripe-server.spec-kit.ts';

/** Long where a response is expected, in case the machine is busy. */
const TIMEOUT_MS = 20_000;
const SHORT_TIMEOUT_MS = 200;

let stripe: StripeServer;

beforeEach(async () => {
  stripe = await startStripeServer();
});
afterEach(() => stripe.stop());

const send = (request: OpenedRequest, timeoutMs = TIMEOUT_MS) =>
  createStripeAdapter({ apiKey: async () => API_KEY, timeoutMs, address: stripe.address })(request);

const unavailable = expect.objectContaining({ name: 'ProviderUnavailable' });
const authorized = { outcome: 'authorized', providerReference: 'pi_1' };
const declined = (declineCode = 'PAYMENT_DECLINED') => ({ outcome: 'declined', declineCode });

async function capturedPayment(): Promise<void> {
  await send(authorization);
  await send(captureOf('pi_1'));
}

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a response that breaks off after the effect', { kind: 'brokenResponse', executes: true }],
  ['a response that breaks off without effect', { kind: 'brokenResponse', executes: false }],
  ['a stored server error after the effect', { kind: 'storedError', executes: true }],
  ['a stored server error without effect', { kind: 'storedError', executes: false }],
  ['a response that is no JSON', { kind: 'noJson', executes: true }],
  ['a response without an object', { kind: 'emptyObject' }],
  ['a gateway error', { kind: 'error', status: 503 }],
  ['the same request in progress', { kind: 'error', status: 409, code: 'idempotency_key_in_use' }],
  ['a lock on the object', { kind: 'error', status: 429, code: 'lock_timeout' }],
];
/** Requests before that of the fault: a look-up of refunds. */
const FIRST = { create: 0, confirm: 1, capture: 0, cancel: 0, list: 0, refund: 1 };

/** Sends a request with a fault at one of its calls, then again without. */
async function sendTwice(request: OpenedRequest, step: keyof typeof FIRST, fault: Fault) {
  stripe.plan(...Array.from({ length: FIRST[step] }, () => undefined), fault);
  await expect(send(request)).rejects.toEqual(unavailable);
  stripe.plan();
  return send(request);
}

describe.each(FAULTS)('after %s, the repeat has the outcome', (_what, fault) => {
  it.each(['create', 'confirm'] as const)('of an authorization (%s): money is held once', async (step) => {
    const reply = await sendTwice(authorization, step, fault);
    expect(reply).toMatchObject({ outcome: 'authorized' });
    const held = stripe.books.intents.filter(({ status }) => status === 'requires_capture');
    expect(held).toMatchObject([{ id: (reply as typeof authorized).providerReference }]);
  });

  it('of a declined authorization: the card is charged once', async () => {
    const request = { ...authorization, token: 'pm_card_visa_chargeDeclinedInsufficientFunds' };
    await expect(sendTwice(request, 'confirm', fault)).resolves.toEqual(declined('INSUFFICIENT_FUNDS'));
  });

  it('of a capture: the amount is taken once', async () => {
    await send(authorization);
    await expect(sendTwice(captureOf('pi_1', 3_000), 'capture', fault)).resolves.toEqual({
      outcome: 'captured',
    });
    expect(stripe.books.intents).toMatchObject([{ amount_received: 3_000 }]);
  });

  it('of a void: the hold is released', async () => {
    await send(authorization);
    const request = { ...voidRequest, providerReference: 'pi_1' };
    await expect(sendTwice(request, 'cancel', fault)).resolves.toEqual({
      outcome: 'voided',
      releasedMinor: 5_000,
    });
  });

  it.each(['list', 'refund'] as const)('of a refund (%s): the amount is refunded once', async (step) => {
    await capturedPayment();
    await expect(sendTwice(refundOf('pi_1', 2_000), step, fault)).resolves.toEqual({ outcome: 'refunded' });
    expect(stripe.books.refunds).toHaveLength(1);
  });
});

it('a request without a response has an unknown outcome after the time limit', async () => {
  stripe.plan({ kind: 'noResponse', executes: true });
  await expect(send(authorization, SHORT_TIMEOUT_MS)).rejects.toEqual(unavailable);
  await expect(send(authorization)).resolves.toEqual(authorized);
  expect(stripe.books.intents).toHaveLength(1);
});

it('a connection that Stripe closes is opened once more, under the same key', async () => {
  stripe.plan(undefined, { kind: 'closedConnection' });
  await expect(send(authorization)).resolves.toEqual(authorized);
  expect(stripe.requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
    'pay_1/authorize/intent',
    'pay_1/authorize',
    'pay_1/authorize',
  ]);
});

/** The confirmation gets a server error `times` times, each under a new key. */
async function failToConfirm(times: number): Promise<void> {
  for (let failed = 0; failed < times; failed += 1) {
    // The creation, and for each key so far its stored error and the look-up.
    stripe.plan(...Array.from({ length: 1 + 2 * failed }, () => undefined), {
      kind: 'storedError',
      executes: false,
    });
    await expect(send(authorization)).rejects.toEqual(unavailable);
  }
  stripe.plan();
}

describe('a server error that Stripe has stored', () => {
  it('under the first two keys is passed by a third one', async () => {
    await failToConfirm(2);
    await expect(send(authorization)).resolves.toEqual(authorized);
    const { idempotencyKey, path } = stripe.requests.at(-1) ?? {};
    expect([path, idempotencyKey]).toEqual(['/v1/payment_intents/pi_1/confirm', 'pay_1/authorize/3']);
  });

  it('under three keys leaves the outcome unknown', async () => {
    await failToConfirm(3);
    await expect(send(authorization)).rejects.toEqual(unavailable);
    expect(stripe.requests.map(({ idempotencyKey }) => idempotencyKey)).not.toContain('pay_1/authorize/4');
  });
});
