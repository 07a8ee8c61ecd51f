import {
  authorizePayment,
  capturePayment,
  voidPayment,
  voidRemainder,
} from '@tradepost/contracts/payments/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { recordNotice } from '../domain/record-notice.ts';
import type { ProviderResult } from '../domain/record-result.ts';
import { putEnvironment, sealToken } from '../payments.spec-kit.ts';
import { type CommandDeps, createCommandDeps } from '../provider-deps.ts';
import { handler, paymentCommands } from './payment-commands.ts';

const FUNCTION = 'tradepost-dev-payments-commands';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const pay = (name: string) => `pay_${name.padEnd(26, '0')}`;
const cap = (name: string) => `cap_${name.padEnd(26, '0')}`;

let db: DynamoDb;
let secrets: Secrets;
let deps: CommandDeps;

beforeAll(async () => {
  db = await startDynamoDb({
    services: ['payments'],
    lagging: ['tradepost-dev-payments-events', 'tradepost-dev-payments-simulated-provider'],
  });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets });
  deps = createCommandDeps(db.documents);
});
afterAll(async () => {
  await db?.stop();
  await secrets?.stop();
});

type Invocable = typeof handler;
type AnyReply = { readonly outcome: string; readonly nextAction?: { readonly clientSecret?: string } };
const invoke = async (message: Parameters<Invocable>[0], by: Invocable = handler) =>
  (await asFunction(FUNCTION, by)(message, toContext(FUNCTION))) as AnyReply;

const authorize = async (paymentId: string, token: string, by?: Invocable) => {
  const sealedToken = await sealToken(secrets, paymentId, token);
  const data = { paymentId, orderId, amount: gbp(5_000), sealedToken };
  return invoke(toMessage(authorizePayment, data, { subject: paymentId }), by);
};
const capture = (paymentId: string, captureId: string, amountMinor?: number) => {
  const amount = amountMinor === undefined ? {} : { amount: gbp(amountMinor) };
  return invoke(toMessage(capturePayment, { paymentId, captureId, ...amount }, { subject: paymentId }));
};
const voidIt = (paymentId: string) =>
  invoke(toMessage(voidPayment, { paymentId, orderId }, { subject: paymentId }));

/** The provider reports an outcome by webhook. */
async function report(paymentId: string, result: ProviderResult): Promise<void> {
  const { state } = await deps.payments.load(paymentId);
  const providerReference = 'providerReference' in state ? state.providerReference : undefined;
  const notice = { provider: 'simulated', providerReference, amount: gbp(5_000), result };
  await deps.payments.execute(paymentId, recordNotice(notice), { actor: 'provider:simulated' } as never);
}
const authorized: ProviderResult = { type: 'authorized', providerReference: 'ch_1' };
const declined: ProviderResult = { type: 'declined', declineCode: 'PAYMENT_DECLINED' };

async function eventsOf(paymentId: string): Promise<readonly string[]> {
  const commits = await deps.payments.history(paymentId);
  return commits.flatMap(({ events }) => events).map(({ type }) => type);
}

describe('a payment that needs a step of the customer', () => {
  it.each([
    ['tok_3ds', { kind: 'confirm', clientSecret: expect.stringContaining('_secret') }],
    ['tok_redirect', { kind: 'redirect', redirectUrl: expect.stringContaining('?payment=pay_') }],
    ['tok_bank_transfer', { kind: 'bankTransfer', instructions: { iban: expect.any(String) } }],
  ])('is pending, with that step, as often as it is requested: %s', async (token, nextAction) => {
    const paymentId = pay(`1${token.slice(4, 6).toUpperCase()}`);
    const first = await authorize(paymentId, token);
    const until = expect.stringMatching(/Z$/);
    expect(first).toMatchObject({ outcome: 'accepted', status: 'pending', nextAction, until });
    expect(await authorize(paymentId, token)).toEqual(first);
    expect(await eventsOf(paymentId)).toEqual(['AuthorizationRequested', 'PaymentPending']);
  });

  it('is stored without what authorizes it', async () => {
    const paymentId = pay('2A');
    const { nextAction } = await authorize(paymentId, 'tok_3ds');
    const stored = JSON.stringify(await deps.payments.history(paymentId));
    expect(nextAction?.clientSecret).toMatch(/_secret$/);
    expect(stored).not.toContain('_secret');
    expect(stored).not.toContain('/shop/');
  });

  it('is authorized by the webhook, once', async () => {
    const paymentId = pay('3A');
    await authorize(paymentId, 'tok_3ds');
    for (const result of [authorized, authorized, declined]) await report(paymentId, result);
    expect(await eventsOf(paymentId)).toEqual([
      ...['AuthorizationRequested', 'PaymentPending', 'PaymentAuthorized'],
    ]);
    expect(await authorize(paymentId, 'tok_3ds')).toMatchObject({
      outcome: 'accepted',
      status: 'authorized',
    });
  });

  it('is closed at the provider with the void that follows its decline', async () => {
    const paymentId = pay('4A');
    await authorize(paymentId, 'tok_3ds');
    for (const result of [declined, authorized]) await report(paymentId, result);
    expect(await authorize(paymentId, 'tok_3ds')).toMatchObject({ rejection: { code: 'PAYMENT_DECLINED' } });
    for (let repeat = 0; repeat < 2; repeat += 1)
      expect(await voidIt(paymentId)).toMatchObject({ outcome: 'accepted' });
    expect(await eventsOf(paymentId)).toEqual([
      ...['AuthorizationRequested', 'PaymentPending', 'PaymentDeclined', 'ChargeClosed'],
    ]);
  });

  it('is voided, after which a late webhook changes nothing', async () => {
    const paymentId = pay('5A');
    await authorize(paymentId, 'tok_bank_transfer');
    expect(await voidIt(paymentId)).toMatchObject({ outcome: 'accepted' });
    await report(paymentId, authorized);
    expect(await eventsOf(paymentId)).toEqual([
      ...['AuthorizationRequested', 'PaymentPending', 'VoidRequested', 'PaymentVoided'],
    ]);
  });

  it('is voided when it is requested again after its time', async () => {
    const paymentId = pay('6A');
    await authorize(paymentId, 'tok_redirect');
    const later = paymentCommands(() => createCommandDeps(db.documents, () => '2099-01-01T00:00:00.000Z'));
    expect(await authorize(paymentId, 'tok_redirect', later)).toMatchObject({
      rejection: { code: 'PAYMENT_NOT_COMPLETED' },
    });
  });

  it('is authorized or voided, and never both, when the webhook meets the void', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async (_none, place) => {
        const paymentId = pay(`7${place}`);
        await authorize(paymentId, 'tok_3ds');
        await Promise.all([report(paymentId, authorized), voidIt(paymentId)]);
        return eventsOf(paymentId);
      }),
    );
    for (const events of outcomes) {
      expect(events.filter((type) => type === 'PaymentVoided')).toHaveLength(1);
      expect(events.at(-1)).toBe('PaymentVoided');
    }
  });
});

describe('several captures of an authorization', () => {
  it('take each part once, also at the same time, and no more than is authorized', async () => {
    const paymentId = pay('1H');
    await authorize(paymentId, 'tok_approved');
    const replies = await Promise.all(
      ['1', '1', '2', '2', '3'].map((name) => capture(paymentId, cap(name), 2_000)),
    );
    expect(replies.filter(({ outcome }) => outcome === 'rejected')).toMatchObject(
      replies.some(({ outcome }) => outcome === 'rejected')
        ? expect.arrayContaining([
            {
              outcome: 'rejected',
              rejection: expect.objectContaining({ code: 'AMOUNT_EXCEEDS_AUTHORIZED' }),
            },
          ])
        : [],
    );
    const { state } = await deps.payments.load(paymentId);
    expect(state).toMatchObject({ status: 'partlyCaptured', captured: gbp(4_000) });
  });

  it('leave a rest that is released', async () => {
    const paymentId = pay('1J');
    await authorize(paymentId, 'tok_approved');
    expect(await capture(paymentId, cap('1'), 2_000)).toMatchObject({
      captureId: cap('1'),
      amount: gbp(2_000),
      capturedTotal: gbp(2_000),
    });
    for (let repeat = 0; repeat < 2; repeat += 1)
      expect(await invoke(toMessage(voidRemainder, { paymentId }, { subject: paymentId }))).toEqual({
        outcome: 'accepted',
        paymentId,
        capturedTotal: gbp(2_000),
      });
    expect(await capture(paymentId, cap('2'), 1)).toMatchObject({ rejection: { code: 'PAYMENT_CAPTURED' } });
  });

  it('are released and refunded by a void', async () => {
    const paymentId = pay('1K');
    await authorize(paymentId, 'tok_approved');
    await capture(paymentId, cap('1'), 2_000);
    expect(await voidIt(paymentId)).toMatchObject({ outcome: 'accepted' });
    expect((await eventsOf(paymentId)).slice(4)).toEqual([
      ...['RemainderVoidRequested', 'RemainderVoided', 'RefundRequested', 'PaymentRefunded'],
    ]);
  });

  it('are refused by the provider with its code', async () => {
    const paymentId = pay('1M');
    await authorize(paymentId, 'tok_capture_refused');
    for (let repeat = 0; repeat < 2; repeat += 1)
      expect(await capture(paymentId, cap('1'), 2_000)).toMatchObject({
        rejection: { code: 'CAPTURE_FAILED', captureId: cap('1'), providerCode: 'authorization_expired' },
      });
    expect(await voidIt(paymentId)).toMatchObject({ outcome: 'accepted' });
  });
});
