import { randomUUID } from 'node:crypto';
import { authorizePayment, capturePayment, voidPayment } from '@tradepost/contracts/payments/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { Webhook as Signer } from 'standardwebhooks';
import type { PaymentProvider } from '../adapters/providers/provider.ts';
import { paymentCommands } from '../commands/payment-commands.ts';
import { ProviderUnavailable } from '../domain/provider-unavailable.ts';
import { putEnvironment, sealToken, WEBHOOKS_SECRET } from '../payments.spec-kit.ts';
import { type CommandDeps, createCommandDeps } from '../provider-deps.ts';
import { handler } from './receive-provider-webhook.ts';

const COMMANDS = 'tradepost-dev-payments-commands';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const amount = { amountMinor: 5_000, currency: 'GBP' };
const pay = (name: string) => `pay_${name.padEnd(26, '0')}`;

const call = callHttp('payments');
const receive = (provider: string, request: HttpRequestInput) =>
  call('receive-provider-webhook', handler, { method: 'POST', params: { provider }, ...request });

const logs = captureLogs();
let db: DynamoDb;
let secrets: Secrets;
let deps: CommandDeps;

beforeAll(async () => {
  db = await startDynamoDb({ services: ['payments'] });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets });
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
  deps = createCommandDeps(db.documents);
});
afterAll(async () => {
  logs.restore();
  await db?.stop();
  await secrets?.stop();
});

async function notify(
  content: object,
  { provider = 'simulated', secret = secrets.valueOf(WEBHOOKS_SECRET) } = {},
) {
  const body = JSON.stringify(content);
  const id = `msg_${randomUUID()}`;
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Signer(secret).sign(id, at, body),
  };
  const { status, body: reply } = await receive(provider, { headers, body });
  return { status, body: reply };
}

async function eventsOf(paymentId: string): Promise<readonly string[]> {
  const commits = await deps.payments.history(paymentId);
  return commits.flatMap(({ events }) => events).map(({ type }) => type);
}

/** A provider that never replies. */
const silent: PaymentProvider = async () => {
  throw new ProviderUnavailable('no answer');
};

/** Sends an authorization to which the provider never replies. */
async function askInVain(paymentId: string): Promise<void> {
  const commands = asFunction(
    COMMANDS,
    paymentCommands(() => ({ ...deps, providers: { simulated: silent } })),
  );
  const command = toMessage(
    authorizePayment,
    { paymentId, orderId, amount, sealedToken: await sealToken(secrets, paymentId) },
    { subject: paymentId },
  );
  await expect(commands(command, toContext(COMMANDS))).rejects.toMatchObject({
    name: 'PaymentOutcomeUnknown',
  });
}

const authorized = (paymentId: string) => ({
  type: 'charge.authorized',
  data: { ...amount, idempotencyKey: `${paymentId}/authorize`, id: 'ch_1' },
});
const taken = { status: 200, body: { received: true } };

describe('a webhook of a provider', () => {
  it('records the outcome of a call without a reply, once', async () => {
    const paymentId = pay('1A');
    await askInVain(paymentId);
    await expect(notify(authorized(paymentId))).resolves.toEqual(taken);
    await expect(notify(authorized(paymentId))).resolves.toEqual(taken);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
    const [, commit] = await deps.payments.history(paymentId);
    expect(commit).toMatchObject({ actor: 'provider:simulated' });
  });

  it('changes nothing after a void', async () => {
    const paymentId = pay('1B');
    await askInVain(paymentId);
    const commands = asFunction(
      COMMANDS,
      paymentCommands(() => deps),
    );
    await commands(
      toMessage(voidPayment, { paymentId, orderId }, { subject: paymentId }),
      toContext(COMMANDS),
    );
    await expect(notify(authorized(paymentId))).resolves.toEqual(taken);
    await expect(eventsOf(paymentId)).resolves.toEqual([
      'AuthorizationRequested',
      'VoidRequested',
      'PaymentVoided',
    ]);
  });

  it.each([
    ['of an unknown payment', () => authorized(pay('1C'))],
    ['of an unknown type', () => ({ type: 'payout.paid', data: { amount: 1 } })],
  ])('%s gets a 200, so that it is not sent again', async (_what, content) => {
    await expect(notify(content())).resolves.toEqual(taken);
    await expect(eventsOf(pay('1C'))).resolves.toEqual([]);
  });

  it.each([
    ['another amount', { amountMinor: 4_999 }],
    ['another currency', { currency: 'EUR' }],
  ])('of %s gets a 200, is logged, and changes nothing', async (_what, changes) => {
    const paymentId = pay(`1F${Object.keys(changes)[0]?.slice(0, 1).toUpperCase()}`);
    await askInVain(paymentId);
    logs.clear();
    const { type, data } = authorized(paymentId);
    await expect(notify({ type, data: { ...data, ...changes } })).resolves.toEqual(taken);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested']);
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      { message: 'webhook not applied', subject: paymentId, code: 'WEBHOOK_AMOUNT_MISMATCH' },
    ]);
  });

  it('of another charge changes nothing once the charge is known', async () => {
    const paymentId = pay('1G');
    await askInVain(paymentId);
    await notify(authorized(paymentId));
    const commands = asFunction(
      COMMANDS,
      paymentCommands(() => ({ ...deps, providers: { simulated: silent } })),
    );
    const command = toMessage(capturePayment, { paymentId }, { subject: paymentId });
    await expect(commands(command, toContext(COMMANDS))).rejects.toMatchObject({
      name: 'PaymentOutcomeUnknown',
    });
    const captured = (id: string) => ({
      type: 'charge.captured',
      data: { ...amount, idempotencyKey: `${paymentId}/capture`, id },
    });
    await expect(notify(captured('ch_2'))).resolves.toEqual(taken);
    await expect(eventsOf(paymentId)).resolves.not.toContain('PaymentCaptured');
    await expect(notify(captured('ch_1'))).resolves.toEqual(taken);
    await expect(eventsOf(paymentId)).resolves.toContain('PaymentCaptured');
  });

  it('with a wrong signature is rejected and changes nothing', async () => {
    const paymentId = pay('1D');
    await askInVain(paymentId);
    await expect(notify(authorized(paymentId), { secret: 'x'.repeat(40) })).resolves.toMatchObject({
      status: 401,
      body: { code: 'WEBHOOK_SIGNATURE_INVALID' },
    });
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested']);
  });

  it.each<[string, Record<string, string>, string | Uint8Array]>([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'type=charge.authorized'],
    ['JSON without a type', { 'content-type': 'application/json' }, '{}'],
    ['broken JSON', { 'content-type': 'application/json' }, '{'],
    ['bytes that are not UTF-8', { 'content-type': 'application/octet-stream' }, Buffer.from([0xc3, 0x28])],
    [
      'compressed JSON',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      Buffer.from([0x1f, 0x8b]),
    ],
    ['nothing', {}, ''],
  ])('reaches the adapter as %s, and gets a 401 if it is not signed', async (_what, headers, body) => {
    const isBase64Encoded = typeof body !== 'string';
    expect(await receive('simulated', { headers, body, isBase64Encoded })).toMatchObject({
      status: 401,
      body: { code: 'WEBHOOK_SIGNATURE_INVALID' },
    });
  });

  it.each(['stripe', 'constructor'])('gets a 404 for the unknown provider %s', async (provider) => {
    await expect(notify(authorized(pay('1E')), { provider })).resolves.toMatchObject({
      status: 404,
      body: { code: 'PROVIDER_NOT_FOUND', provider },
    });
  });
});
