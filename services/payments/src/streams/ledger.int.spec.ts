import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  authorizePayment,
  capturePayment,
  refundPayment,
  voidPayment,
} from '@tradepost/contracts/payments/commands';
import { type JournalEntry, type TrialBalance, trialBalance } from '@tradepost/contracts/payments/model';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { toStreamEvent } from '@tradepost/testing/stream';
import * as paymentCommands from '../commands/payment-commands.ts';
import * as ledger from '../http/get-ledger.ts';
import * as payment from '../http/get-payment.ts';
import * as paymentEntries from '../http/get-payment-entries.ts';
import { putEnvironment, sealToken } from '../payments.spec-kit.ts';
import * as ledgerProjection from './project-ledger.ts';

const commands = asFunction('tradepost-dev-payments-commands', paymentCommands.handler);
const call = callHttp('payments');
const getLedger = (currency: string) => call('get-ledger', ledger.handler, { params: { currency } });
const getPayment = (paymentId: string) => call('get-payment', payment.handler, { params: { paymentId } });
const getPaymentEntries = (paymentId: string) =>
  call<{ readonly items: readonly JournalEntry[] }>('get-payment-entries', paymentEntries.handler, {
    params: { paymentId },
  });
const projectLedger = asFunction('tradepost-dev-payments-project-ledger', ledgerProjection.handler);

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const refundId = 'rfd_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const context = toContext();
const pay = (name: string) => `pay_${name.padEnd(26, '0')}`;

let db: DynamoDb;
let secrets: Secrets;

beforeAll(async () => {
  db = await startDynamoDb({ services: ['payments'] });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets });
});

afterAll(async () => {
  await db?.stop();
  await secrets?.stop();
});

const inCurrency = (currency: string) => (amountMinor: number) => ({ amountMinor, currency });

async function authorize(paymentId: string, amount: { amountMinor: number; currency: string }) {
  return commands(
    toMessage(authorizePayment, {
      paymentId,
      orderId,
      amount,
      sealedToken: await sealToken(secrets, paymentId),
    }),
    context,
  );
}

const voidOf = (paymentId: string) => commands(toMessage(voidPayment, { paymentId, orderId }), context);

/** Items of a payment in the event store, as its stream would deliver them. */
async function recordsOf(paymentId: string): Promise<readonly Record<string, unknown>[]> {
  const { Items = [] } = await db.documents.send(
    new QueryCommand({
      TableName: 'tradepost-dev-payments-events',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `payment#${paymentId}` },
    }),
  );
  return Items;
}

async function streamed(...paymentIds: readonly string[]) {
  const items = await Promise.all(paymentIds.map(recordsOf));
  return toStreamEvent(items.flat().map((newImage) => ({ newImage })));
}

async function ledgerIn(currency: string): Promise<TrialBalance> {
  const { status, body } = await getLedger(currency);
  expect(status).toBe(200);
  return trialBalance.parse(body);
}

const account = ({ accounts }: TrialBalance, name: string) => {
  const found = accounts.find((each) => each.account === name);
  return [found?.debitMinor, found?.creditMinor];
};

describe('the ledger', () => {
  it('is all zeros in a currency without entries', async () => {
    const ledger = await ledgerIn('CHF');
    expect(ledger).toMatchObject({ totalDebitMinor: 0, totalCreditMinor: 0, balanced: true });
    expect(ledger.accounts).toHaveLength(11);
  });

  it('has the entries of a payment from its authorization to its refund', async () => {
    const gbp = inCurrency('GBP');
    const paymentId = pay('1A');
    await authorize(paymentId, gbp(5_000));
    await commands(toMessage(capturePayment, { paymentId, amount: gbp(4_000) }), context);
    await commands(toMessage(refundPayment, { paymentId, refundId, amount: gbp(1_500) }), context);
    await expect(projectLedger(await streamed(paymentId), context)).resolves.toEqual({
      batchItemFailures: [],
    });
    const ledger = await ledgerIn('GBP');
    expect(account(ledger, 'authorizations-owed')).toEqual([5_000, 5_000]);
    expect(account(ledger, 'authorizations-held')).toEqual([5_000, 5_000]);
    expect(account(ledger, 'sales')).toEqual([0, 4_000]);
    expect(account(ledger, 'refunds')).toEqual([1_500, 0]);
    expect(account(ledger, 'provider-receivable')).toEqual([4_000, 1_500]);
    expect(ledger).toMatchObject({ totalDebitMinor: 15_500, totalCreditMinor: 15_500, balanced: true });

    const { status, body } = await getPaymentEntries(paymentId);
    expect(status).toBe(200);
    expect(body.items.map(({ version, event }) => [version, event])).toEqual([
      [1, 'Authorized'],
      [3, 'Captured'],
      [5, 'Refunded'],
    ]);
    expect(body.items[2]).toEqual({
      paymentId,
      version: 5,
      event: 'Refunded',
      currency: 'GBP',
      postings: [
        { account: 'refunds', side: 'debit', amountMinor: 1_500 },
        { account: 'provider-receivable', side: 'credit', amountMinor: 1_500 },
      ],
      bookedAt: expect.any(String),
    });
  });

  it('books repeated batches and parts of batches once', async () => {
    const sek = inCurrency('SEK');
    const [first, second] = [pay('2A'), pay('2B')] as const;
    await authorize(first, sek(1_000));
    const early = await streamed(first);
    await projectLedger(early, context);
    await authorize(second, sek(200));
    await voidOf(first);
    const all = await streamed(first, second);
    await projectLedger(all, context);
    await projectLedger(all, context);
    await projectLedger(early, context);
    const ledger = await ledgerIn('SEK');
    expect(account(ledger, 'authorizations-owed')).toEqual([1_200, 1_000]);
    expect(account(ledger, 'authorizations-held')).toEqual([1_000, 1_200]);
  });

  it('books a batch once if ten functions process it concurrently', async () => {
    const nok = inCurrency('NOK');
    const paymentIds = Array.from({ length: 12 }, (_none, count) =>
      pay(`3A${String(count).padStart(2, '0')}`),
    );
    await Promise.all(paymentIds.map((paymentId) => authorize(paymentId, nok(100))));
    const batch = await streamed(...paymentIds);
    const answers = await Promise.all(Array.from({ length: 10 }, () => projectLedger(batch, context)));
    expect(answers).toEqual(Array(10).fill({ batchItemFailures: [] }));
    expect(account(await ledgerIn('NOK'), 'authorizations-held')).toEqual([0, 1_200]);
  });

  it('books a batch of more entries than fit into a transaction', async () => {
    const amount = { amountMinor: 10, currency: 'DKK' };
    const newImages = Array.from({ length: 1_000 }, (_none, count) => ({
      pk: `payment#${pay(`4${count}`)}`,
      sk: 1,
      id: pay(`4X${count}X`),
      version: 1,
      events: [{ type: 'Authorized', orderId, amount, provider: 'simulated', providerReference: 'ch_1' }],
      at: '2026-01-01T00:00:00.000Z',
      actor: 'tradepost.orders',
      correlationId: 'cor_1',
    }));
    const batch = toStreamEvent(newImages.map((newImage) => ({ newImage })));
    await expect(projectLedger(batch, context)).resolves.toEqual({ batchItemFailures: [] });
    expect(account(await ledgerIn('DKK'), 'authorizations-held')).toEqual([0, 10_000]);
  });

  it('returns entries in the order of their versions', async () => {
    const amount = { amountMinor: 10, currency: 'CZK' };
    const paymentId = pay('5C');
    const images = [100, 10, 9, 2].map((version) => ({
      ...{ pk: `payment#${paymentId}`, sk: version, id: paymentId, version },
      events: [{ type: 'Authorized', orderId, amount, provider: 'simulated', providerReference: 'ch_1' }],
      ...{ at: '2026-01-01T00:00:00.000Z', actor: 'tradepost.orders', correlationId: 'cor_1' },
    }));
    await projectLedger(toStreamEvent(images.map((newImage) => ({ newImage }))), context);
    const { body } = await getPaymentEntries(paymentId);
    expect(body.items.map(({ version }) => version)).toEqual([2, 9, 10, 100]);
  });

  it('reports an unreadable record and books the others', async () => {
    const paymentId = pay('5A');
    await authorize(paymentId, { amountMinor: 70, currency: 'PLN' });
    const items = await recordsOf(paymentId);
    const bad = { ...items[1], id: pay('5B'), events: [{ type: 'ChargedBack' }] };
    const batch = toStreamEvent([{ newImage: bad }, ...items.map((newImage) => ({ newImage }))]);
    await expect(projectLedger(batch, context)).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
    expect(account(await ledgerIn('PLN'), 'authorizations-held')).toEqual([0, 70]);
  });
});

describe('the HTTP API', () => {
  it('returns a payment with its version as ETag', async () => {
    const paymentId = pay('6A');
    await authorize(paymentId, { amountMinor: 5_000, currency: 'GBP' });
    const { status, headers, body } = await getPayment(paymentId);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ ETag: '"1"' });
    expect(body).toMatchObject({
      id: paymentId,
      orderId,
      status: 'authorized',
      amount: { amountMinor: 5_000, currency: 'GBP' },
      version: 1,
    });
  });

  it('returns no entries of a payment if nothing was booked', async () => {
    const paymentId = pay('6B');
    await voidOf(paymentId);
    await expect(getPaymentEntries(paymentId)).resolves.toMatchObject({
      status: 200,
      body: { items: [] },
    });
    await expect(getPayment(paymentId)).resolves.toMatchObject({ body: { status: 'voided' } });
  });

  it.each([
    ['a payment', getPayment],
    ['the entries of a payment', getPaymentEntries],
  ])('answers 404 for %s that does not exist', async (_what, get) => {
    await expect(get(pay('6C'))).resolves.toMatchObject({
      status: 404,
      body: { code: 'PAYMENT_NOT_FOUND', paymentId: pay('6C') },
    });
  });

  it('answers 400 if the currency is not a currency code', async () => {
    expect(await getLedger('pounds')).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});
