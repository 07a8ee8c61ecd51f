import { listEntries } from '@tradepost/audit/list-entries';
import type { Scope } from '@tradepost/contracts/access/scopes';
import { authorizePayment, capturePayment } from '@tradepost/contracts/payments/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { staffClaims } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import * as commands from '../commands/payment-commands.ts';
import { AUDIT_TABLE_NAME, putEnvironment, sealToken } from '../payments.spec-kit.ts';
import * as completeSimulatedPayment from './complete-simulated-payment.ts';
import * as createCapture from './create-capture.ts';
import * as createRefund from './create-refund.ts';

const FUNCTION = 'tradepost-dev-payments-commands';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const pay = (name: string) => `pay_${name.padEnd(26, '0')}`;

let db: DynamoDb;
let secrets: Secrets;
beforeAll(async () => {
  db = await startDynamoDb({
    services: ['payments', 'operations'],
    lagging: ['tradepost-dev-payments-events', 'tradepost-dev-payments-simulated-provider'],
  });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets });
});
afterAll(async () => {
  await db?.stop();
  await secrets?.stop();
});

const invoke = (message: object) =>
  asFunction(FUNCTION, commands.handler)(message as never, toContext(FUNCTION));

async function authorize(paymentId: string, token = 'tok_approved'): Promise<void> {
  const sealedToken = await sealToken(secrets, paymentId, token);
  await invoke(
    toMessage(
      authorizePayment,
      { paymentId, orderId, amount: gbp(5_000), sealedToken },
      { subject: paymentId },
    ),
  );
}

const FINANCE: readonly Scope[] = ['payments:read', 'payments:capture', 'payments:refund'];
const SUPPORT: readonly Scope[] = ['payments:read', 'payments:refund'];

type Body = {
  readonly code?: string;
  readonly captureId?: string;
  readonly refundId?: string;
  readonly status?: string;
  readonly payment: { readonly status: string; readonly captured: object; readonly refunded: object };
};
const call = callHttp('payments');
type Sent = { readonly key?: string; readonly scopes?: readonly Scope[]; readonly signedInMs?: number };
const post =
  (name: string, handler: typeof createCapture.handler) =>
  async (paymentId: string, body: object, { key, scopes = FINANCE, signedInMs }: Sent = {}) => {
    const claims = staffClaims(scopes, {}, signedInMs ?? Date.now());
    const headers = {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    return call<Body>(name, handler, {
      ...{ method: 'POST', params: { paymentId }, headers, claims, body: JSON.stringify(body) },
    });
  };
const capture = post('create-capture', createCapture.handler);
const refund = post('create-refund', createRefund.handler);
const complete = post('complete-simulated-payment', completeSimulatedPayment.handler);

const MINUTE_MS = 60_000;

describe('POST /v1/payments/{paymentId}/captures', () => {
  it('captures parts, each once for its Idempotency-Key', async () => {
    const paymentId = pay('1A');
    await authorize(paymentId);
    const first = await capture(paymentId, { amount: gbp(2_000) }, { key: 'parcel-1' });
    expect(first).toMatchObject({
      status: 201,
      body: { payment: { status: 'partlyCaptured', captured: gbp(2_000) } },
    });
    const again = await capture(paymentId, { amount: gbp(2_000) }, { key: 'parcel-1' });
    expect(again.body.captureId).toBe(first.body.captureId);
    expect(await capture(paymentId, { amount: gbp(1_000) }, { key: 'parcel-1' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await capture(paymentId, {}, { key: 'parcel-2' })).toMatchObject({
      body: { payment: { status: 'captured', captured: gbp(5_000) } },
    });
  });

  it('is recorded in the audit log before it is made', async () => {
    const paymentId = pay('1B');
    await authorize(paymentId);
    await capture(paymentId, { amount: gbp(2_000), final: true });
    const by = { target: `payments/${paymentId}` };
    const { items } = await listEntries(db.documents, AUDIT_TABLE_NAME, { by, limit: 10 });
    expect(items).toMatchObject([{ act: 'MoneyCaptured', after: { amount: gbp(2_000), final: true } }]);
  });

  it.each([
    ['needs a recent sign-in', { signedInMs: Date.now() - 10 * MINUTE_MS }, 401],
    ['needs its scope', { scopes: SUPPORT }, 403],
  ])('%s', async (_what, sent, status) => {
    expect(await capture(pay('1C'), {}, sent)).toMatchObject({ status });
  });

  it('returns the reason if it is not made', async () => {
    const paymentId = pay('1D');
    expect(await capture(paymentId, {})).toMatchObject({ status: 404, body: { code: 'PAYMENT_NOT_FOUND' } });
    await authorize(paymentId, 'tok_capture_refused');
    expect(await capture(paymentId, { amount: gbp(5_001) })).toMatchObject({
      status: 409,
      body: { code: 'AMOUNT_EXCEEDS_AUTHORIZED' },
    });
    expect(await capture(paymentId, {})).toMatchObject({ status: 409, body: { code: 'CAPTURE_FAILED' } });
  });
});

describe('POST /v1/payments/{paymentId}/refunds', () => {
  const captured = async (name: string) => {
    const paymentId = pay(name);
    await authorize(paymentId);
    await invoke(toMessage(capturePayment, { paymentId }, { subject: paymentId }));
    return paymentId;
  };

  it('refunds once for its Idempotency-Key', async () => {
    const paymentId = await captured('2A');
    const body = { amount: gbp(1_500), reason: 'One mug came broken.' };
    const first = await refund(paymentId, body, { key: 'complaint-1' });
    expect(first).toMatchObject({ status: 201, body: { payment: { refunded: gbp(1_500) } } });
    const again = await refund(paymentId, body, { key: 'complaint-1' });
    expect(again.body).toMatchObject({ refundId: first.body.refundId, payment: { refunded: gbp(1_500) } });
    expect(await refund(paymentId, { amount: gbp(3_501) })).toMatchObject({
      status: 409,
      body: { code: 'AMOUNT_EXCEEDS_CAPTURED' },
    });
  });

  it('has a limit for support, over all refunds of the payment', async () => {
    const paymentId = await captured('2B');
    const asSupport = { scopes: SUPPORT };
    expect(await refund(paymentId, { amount: gbp(1_500) }, asSupport)).toMatchObject({ status: 201 });
    expect(await refund(paymentId, { amount: gbp(501) }, asSupport)).toMatchObject({
      status: 403,
      body: { code: 'REFUND_LIMIT_EXCEEDED', limit: gbp(2_000), refunded: gbp(1_500) },
    });
    expect(await refund(paymentId, { amount: gbp(500) }, asSupport)).toMatchObject({ status: 201 });
    expect(await refund(paymentId, { amount: gbp(501) })).toMatchObject({ status: 201 });
  });
});

describe('the completion page of the simulated provider', () => {
  it('authorizes or declines a pending payment, whose webhook may arrive twice', async () => {
    for (const [name, outcome, status] of [
      ['3A', 'approve', 'authorized'],
      ['3B', 'decline', 'declined'],
    ] as const) {
      const paymentId = pay(name);
      await authorize(paymentId, 'tok_3ds');
      expect(await complete(paymentId, { outcome: 'nothing' })).toMatchObject({
        body: { status: 'pending' },
      });
      for (let sent = 0; sent < 2; sent += 1)
        expect(await complete(paymentId, { outcome, webhooks: 2 })).toMatchObject({
          status: 200,
          body: { status },
        });
      const { state } = await commandsState(paymentId);
      expect(state.status).toBe(status);
    }
  });

  it('sends a late webhook when it is asked again', async () => {
    const paymentId = pay('3C');
    await authorize(paymentId, 'tok_redirect');
    await complete(paymentId, { outcome: 'approve', webhooks: 0 });
    expect((await commandsState(paymentId)).state.status).toBe('pending');
    await complete(paymentId, { outcome: 'approve' });
    expect((await commandsState(paymentId)).state.status).toBe('authorized');
  });

  it('completes no other payment', async () => {
    const paymentId = pay('3D');
    expect(await complete(paymentId, { outcome: 'approve' })).toMatchObject({ status: 404 });
    await authorize(paymentId);
    expect(await complete(paymentId, { outcome: 'decline' })).toMatchObject({
      status: 409,
      body: { code: 'PAYMENT_NOT_PENDING' },
    });
  });
});

async function commandsState(paymentId: string) {
  const { createDeps } = await import('../deps.ts');
  return createDeps(db.documents).payments.load(paymentId);
}
