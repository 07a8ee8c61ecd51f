import {
  authorizePayment,
  capturePayment,
  refundPayment,
  voidPayment,
} from '@tradepost/contracts/payments/commands';
import { receiveProviderWebhook as route } from '@tradepost/contracts/payments/routes';
import { http } from '@tradepost/lambda/http/http';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import Stripe from 'stripe';
import { createStripeAdapter } from './adapters/providers/stripe/adapter.ts';
import {
  API_KEY,
  type StripeServer,
  startStripeServer,
} from './adapters/providers/stripe/stripe-server.spec-kit.ts';
import { createStripeWebhookReader } from './adapters/providers/stripe/webhooks.ts';
import { paymentCommands } from './commands/payment-commands.ts';
import { receiveProviderWebhook } from './http/receive-provider-webhook.ts';
import { putEnvironment, sealToken } from './payments.spec-kit.ts';
import { type CommandDeps, createCommandDeps } from './provider-deps.ts';

const COMMANDS = 'tradepost-dev-payments-commands';
const WEBHOOK_SECRET = `whsec_${'w'.repeat(32)}`;
const TIMEOUT_MS = 20_000;
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const amount = { amountMinor: 5_000, currency: 'GBP' };
const pay = (name: string) => `pay_${name.padEnd(26, '0')}`;
const rfd = `rfd_${'1'.padEnd(26, '0')}`;

const logs = captureLogs();
let db: DynamoDb;
let secrets: Secrets;
let stripe: StripeServer;
let deps: CommandDeps;

beforeAll(async () => {
  db = await startDynamoDb({ services: ['payments'] });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets }, { POWERTOOLS_LOG_LEVEL: 'INFO', PAYMENT_PROVIDER: 'stripe' });
});
beforeEach(async () => {
  stripe = await startStripeServer();
  const provider = createStripeAdapter({
    apiKey: async () => API_KEY,
    timeoutMs: TIMEOUT_MS,
    address: stripe.address,
  });
  deps = { ...createCommandDeps(db.documents), providers: { stripe: provider } };
});
afterEach(() => stripe.stop());
afterAll(async () => {
  logs.restore();
  await db?.stop();
  await secrets?.stop();
});

const invoke = (message: Parameters<ReturnType<typeof paymentCommands>>[0]) =>
  asFunction(
    COMMANDS,
    paymentCommands(() => deps),
  )(message, toContext(COMMANDS));
const authorize = async (paymentId: string, token = 'pm_card_visa') =>
  invoke(
    toMessage(
      authorizePayment,
      { paymentId, orderId, amount, sealedToken: await sealToken(secrets, paymentId, token) },
      { subject: paymentId },
    ),
  );
const voidIt = (paymentId: string) =>
  invoke(toMessage(voidPayment, { paymentId, orderId }, { subject: paymentId }));
const accepted = expect.objectContaining({ outcome: 'accepted' });
const outcomeUnknown = expect.objectContaining({ name: 'PaymentOutcomeUnknown' });

async function eventsOf(paymentId: string): Promise<readonly string[]> {
  const commits = await deps.payments.history(paymentId);
  return commits.flatMap(({ events }) => events).map(({ type }) => type);
}

const call = callHttp('payments');
/** The stage of the specs has no permission to read Stripe's secrets. */
const receiveWebhook = http(route, (request) => {
  const readers = new Map([
    [
      'stripe',
      createStripeWebhookReader(
        async () => WEBHOOK_SECRET,
        async () => undefined,
      ),
    ],
  ]);
  return receiveProviderWebhook(request, { payments: deps.payments, readers });
});
/** Sends a webhook about the last PaymentIntent, signed as Stripe signs. */
async function notify(type: string, paymentId: string, changes: object = {}) {
  const object = {
    ...{ id: 'pi_1', amount: 5_000, amount_received: 5_000, currency: 'gbp', latest_charge: 'ch_1' },
    ...{ metadata: { paymentId }, ...changes },
  };
  const payload = JSON.stringify({ type, data: { object } });
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  const request = { method: 'POST', params: { provider: 'stripe' }, headers, body: payload } as const;
  const { status } = await call('receive-provider-webhook', receiveWebhook, request);
  return status;
}

describe('a payment with Stripe', () => {
  it('is authorized, captured in part and refunded in part', async () => {
    const paymentId = pay('1A');
    await expect(authorize(paymentId)).resolves.toEqual(accepted);
    const part = { amountMinor: 3_000, currency: 'GBP' };
    await expect(
      invoke(toMessage(capturePayment, { paymentId, amount: part }, { subject: paymentId })),
    ).resolves.toEqual(accepted);
    const refund = { paymentId, refundId: rfd, amount: { amountMinor: 1_000, currency: 'GBP' } };
    await expect(invoke(toMessage(refundPayment, refund, { subject: paymentId }))).resolves.toEqual(accepted);
    await expect(eventsOf(paymentId)).resolves.toEqual([
      ...['AuthorizationRequested', 'PaymentAuthorized', 'CaptureRequested', 'PaymentCaptured'],
      ...['RefundRequested', 'PaymentRefunded'],
    ]);
    expect(stripe.books).toMatchObject({
      intents: [{ amount_received: 3_000 }],
      refunds: [{ amount: 1_000 }],
    });
  });

  it('needs no second hold after a response that broke off', async () => {
    const paymentId = pay('1B');
    stripe.plan(undefined, { kind: 'brokenResponse', executes: true });
    await expect(authorize(paymentId)).rejects.toEqual(outcomeUnknown);
    await expect(authorize(paymentId)).resolves.toEqual(accepted);
    expect(stripe.books.intents).toMatchObject([{ status: 'requires_capture' }]);
  });

  it('is authorized by the webhook if the response broke off, once', async () => {
    const paymentId = pay('1C');
    stripe.plan(undefined, { kind: 'brokenResponse', executes: true });
    await expect(authorize(paymentId)).rejects.toEqual(outcomeUnknown);
    await expect(notify('payment_intent.amount_capturable_updated', paymentId)).resolves.toBe(200);
    await expect(notify('payment_intent.amount_capturable_updated', paymentId)).resolves.toBe(200);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
  });

  it('is voided after a response that broke off, and then refuses the late authorization', async () => {
    const paymentId = pay('1D');
    stripe.plan(undefined, { kind: 'brokenResponse', executes: false });
    await expect(authorize(paymentId)).rejects.toEqual(outcomeUnknown);
    await expect(voidIt(paymentId)).resolves.toEqual(accepted);
    await expect(authorize(paymentId)).resolves.toMatchObject({ rejection: { code: 'PAYMENT_VOIDED' } });
    expect(stripe.books.intents).toMatchObject([{ status: 'canceled' }]);
  });

  it('is pending while the customer authenticates, and then authorized or declined by the webhook', async () => {
    const card = 'pm_card_threeDSecure2Required';
    const ends = [
      ['1F', 'payment_intent.amount_capturable_updated', 'PaymentAuthorized'],
      ['1G', 'payment_intent.payment_failed', 'PaymentDeclined'],
    ] as const;
    for (const [name, type, end] of ends) {
      const paymentId = pay(name);
      const secret = expect.stringContaining('_secret_');
      await expect(authorize(paymentId, card)).resolves.toMatchObject({
        ...{ status: 'pending', nextAction: { kind: 'confirm', clientSecret: secret } },
      });
      const { state } = await deps.payments.load(paymentId);
      const id = 'providerReference' in state ? state.providerReference : undefined;
      for (let sent = 0; sent < 2; sent += 1)
        await expect(notify(type, paymentId, { id })).resolves.toBe(200);
      await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentPending', end]);
    }
  });

  it('is declined if the card needs 3-D Secure, and nobody can authenticate', async () => {
    await expect(authorize(pay('1E'), 'pm_card_authenticationRequired')).resolves.toMatchObject({
      rejection: { code: 'PAYMENT_ACTION_REQUIRED' },
    });
  });
});

describe('a webhook of Stripe changes nothing', () => {
  it.each([
    ['another amount', { amount: 4_999 }, 'WEBHOOK_AMOUNT_MISMATCH'],
    ['another currency', { currency: 'eur' }, 'WEBHOOK_AMOUNT_MISMATCH'],
  ])('with %s, and raises an alarm', async (what, changes, code) => {
    const paymentId = pay(what === 'another amount' ? '2A' : '2B');
    stripe.plan(undefined, { kind: 'brokenResponse', executes: true });
    await expect(authorize(paymentId)).rejects.toEqual(outcomeUnknown);
    await expect(notify('payment_intent.amount_capturable_updated', paymentId, changes)).resolves.toBe(200);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested']);
    expect(logs.lines()).toContainEqual(
      expect.objectContaining({ message: 'webhook not applied', subject: paymentId, code }),
    );
  });

  it('with another PaymentIntent, once that of the payment is known', async () => {
    const paymentId = pay('2C');
    await authorize(paymentId);
    stripe.plan({ kind: 'brokenResponse', executes: false });
    await expect(invoke(toMessage(capturePayment, { paymentId }, { subject: paymentId }))).rejects.toEqual(
      outcomeUnknown,
    );
    await expect(notify('payment_intent.succeeded', paymentId, { id: 'pi_2' })).resolves.toBe(200);
    await expect(eventsOf(paymentId)).resolves.not.toContain('PaymentCaptured');
    await expect(notify('payment_intent.succeeded', paymentId)).resolves.toBe(200);
    await expect(eventsOf(paymentId)).resolves.toContain('PaymentCaptured');
  });

  it('of a type that reports no call', async () => {
    await expect(notify('charge.dispute.created', pay('2D'))).resolves.toBe(200);
    await expect(eventsOf(pay('2D'))).resolves.toEqual([]);
  });
});

it('a webhook with the signature of another secret gets 401', async () => {
  const body = '{"type":"refund.created"}';
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_other' });
  const request = {
    method: 'POST',
    params: { provider: 'stripe' },
    headers: { 'stripe-signature': signature },
    body,
  } as const;
  await expect(call('receive-provider-webhook', receiveWebhook, request)).resolves.toMatchObject({
    status: 401,
    body: { code: 'WEBHOOK_SIGNATURE_INVALID' },
  });
});
