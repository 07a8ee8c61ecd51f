import { authorizePayment } from '@tradepost/contracts/payments/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { putEnvironment, sealToken } from '../payments.spec-kit.ts';
import { type CommandDeps, createCommandDeps } from '../provider-deps.ts';
import { paymentCommands } from './payment-commands.ts';

let db: DynamoDb;
let secrets: Secrets;
let deps: CommandDeps;
let nowMs = Date.parse('2026-03-01T09:00:00.000Z');
const logs = captureLogs();

beforeAll(async () => {
  db = await startDynamoDb({ services: ['payments'] });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets });
  deps = createCommandDeps(db.documents, () => new Date(nowMs).toISOString());
});
/** Each test has an hour of its own. */
beforeEach(() => {
  nowMs += 3_600_000;
  logs.clear();
});
afterAll(async () => {
  logs.restore();
  await db?.stop();
  await secrets?.stop();
});

const id = (prefix: string, number: number) => `${prefix}_${String(number).padStart(26, '0')}`;
let payments = 0;
function newPaymentId(): string {
  payments += 1;
  return id('pay', payments);
}

/** Authorizes a new payment of a guest; returns `accepted`, or the code of the rejection. */
async function authorize(
  token: string,
  guest: number | null,
  ip = guest ?? 0,
  paymentId = newPaymentId(),
  amountMinor = 100,
) {
  const handler = asFunction(
    'tradepost-dev-payments-commands',
    paymentCommands(() => deps),
  );
  const hashes = guest === null ? null : { emailHash: id('eml', guest), ipHash: id('ipa', ip) };
  const message = toMessage(
    authorizePayment,
    {
      paymentId,
      orderId: paymentId.replace('pay_', 'ord_'),
      amount: { amountMinor, currency: 'GBP' },
      sealedToken: await sealToken(secrets, paymentId, token),
      guest: hashes,
    },
    { subject: paymentId, source: 'tradepost.orders' },
  );
  const reply = (await handler(message, toContext('tradepost-dev-payments-commands'))) as {
    readonly outcome: string;
    readonly rejection?: { readonly code: string };
  };
  return reply.rejection?.code ?? reply.outcome;
}

/** Declines as many payments as one guest may have in an hour. */
async function decline(guest: number, ip?: number) {
  for (let count = 0; count < 3; count += 1)
    expect(await authorize(`tok_unknown_${guest}_${count}`, guest, ip)).toBe('PAYMENT_DECLINED');
}

describe('a guest with too many declines in an hour', () => {
  it('is declined without a request to the provider', async () => {
    await decline(1);
    const paymentId = id('pay', 900);
    expect(await authorize('tok_approved', 1, 1, paymentId)).toBe('PAYMENT_DECLINED');
    expect((await deps.payments.load(paymentId)).state.status).toBe('none');
    expect(logs.lines()).toContainEqual(
      expect.objectContaining({ GuestAuthorizationsBlocked: expect.anything() }),
    );
  });

  it('may pay in the next hour', async () => {
    await decline(2);
    nowMs += 3_600_000;
    expect(await authorize('tok_approved', 2)).toBe('accepted');
  });

  it('does not affect another guest', async () => {
    await decline(3);
    expect(await authorize('tok_approved', 4)).toBe('accepted');
  });

  it('gets the same reply for a payment that was authorized before', async () => {
    const paymentId = id('pay', 901);
    expect(await authorize('tok_approved', 5, 5, paymentId)).toBe('accepted');
    await decline(5);
    expect(await authorize('tok_approved', 5, 5, paymentId)).toBe('accepted');
  });
});

describe('declines of a card and of an IP address', () => {
  it('count for all guests that use the card', async () => {
    for (const guest of [10, 11, 12]) expect(await authorize('tok_declined', guest)).toBe('PAYMENT_DECLINED');
    const paymentId = id('pay', 902);
    await authorize('tok_declined', 13, 13, paymentId);
    expect((await deps.payments.load(paymentId)).state.status).toBe('none');
  });

  it('count for all guests with the IP address, up to a limit of its own', async () => {
    for (const guest of [20, 21, 22])
      expect(await authorize(`tok_no_${guest}`, guest, 99)).toBe('PAYMENT_DECLINED');
    expect(await authorize('tok_approved', 23, 99)).toBe('accepted');
    expect(await authorize('tok_no_24', 24, 99)).toBe('PAYMENT_DECLINED');
    expect(await authorize('tok_approved', 25, 99)).toBe('PAYMENT_DECLINED');
  });

  it('do not include rejections of our own', async () => {
    const paymentId = id('pay', 903);
    expect(await authorize('tok_approved', 30, 30, paymentId)).toBe('accepted');
    for (let count = 0; count < 4; count += 1)
      expect(await authorize('tok_approved', 30, 30, paymentId, 200)).toBe('PAYMENT_MISMATCH');
    expect(await authorize('tok_approved', 30)).toBe('accepted');
  });

  it('are not counted for customers', async () => {
    for (let count = 0; count < 4; count += 1)
      expect(await authorize('tok_declined', null)).toBe('PAYMENT_DECLINED');
    expect(await authorize('tok_approved', null)).toBe('accepted');
  });
});
