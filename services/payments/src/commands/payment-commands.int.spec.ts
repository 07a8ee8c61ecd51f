import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import {
  authorizePayment,
  capturePayment,
  refundPayment,
  voidPayment,
} from '@tradepost/contracts/payments/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { toMessage } from '@tradepost/testing/messages';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import { toSqsEvent } from '@tradepost/testing/sqs';
import type { PaymentProvider } from '../adapters/providers/provider.ts';
import { createSimulatedAdapter } from '../adapters/providers/simulated/adapter.ts';
import type { Charge } from '../adapters/providers/simulated/charge.ts';
import { createSimulatedProvider } from '../adapters/providers/simulated/simulated-provider.ts';
import { API_KEY_SECRET, putEnvironment, sealToken } from '../payments.spec-kit.ts';
import { type CommandDeps, createCommandDeps } from '../provider-deps.ts';
import { handler, paymentCommands } from './payment-commands.ts';

const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
/** Short where the test waits for the time-out; long where a reply is expected, in case the machine is busy. */
const SHORT_TIMEOUT_MS = 800;
const LONG_TIMEOUT_MS = 20_000;

let db: DynamoDb;
let secrets: Secrets;
let deps: CommandDeps;

beforeAll(async () => {
  db = await startDynamoDb({
    services: ['payments'],
    lagging: ['tradepost-dev-payments-events', 'tradepost-dev-payments-simulated-provider'],
  });
  secrets = await startSecrets({ services: ['payments', 'platform'] });
  putEnvironment({ db, secrets }, { PAYMENT_PROVIDER_TIMEOUT_MS: String(LONG_TIMEOUT_MS) });
  deps = createCommandDeps(db.documents);
});

afterAll(async () => {
  await db?.stop();
  await secrets?.stop();
});

type Invocable = typeof handler;
const impatient = paymentCommands(() => ({
  ...deps,
  providers: {
    simulated: createSimulatedAdapter({
      send: createSimulatedProvider({
        client: db.documents,
        tableName: 'tradepost-dev-payments-simulated-provider',
      }),
      timeoutMs: SHORT_TIMEOUT_MS,
      apiKey: async () => secrets.valueOf(API_KEY_SECRET),
    }),
  },
}));
const context = toContext('tradepost-dev-payments-commands');
const invoke = async (
  message: Parameters<Invocable>[0] | Promise<Parameters<Invocable>[0]>,
  by: Invocable = handler,
) => asFunction('tradepost-dev-payments-commands', by)(await message, context);

const authorize = async (paymentId: string, token = 'tok_approved', amountMinor = 5_000) =>
  toMessage(
    authorizePayment,
    {
      paymentId,
      orderId,
      amount: gbp(amountMinor),
      sealedToken: await sealToken(secrets, paymentId, token),
    },
    { subject: paymentId, source: 'tradepost.orders' },
  );
const voidOf = (paymentId: string) =>
  toMessage(voidPayment, { paymentId, orderId }, { subject: paymentId, id: 'ord_1/3/0/VoidPayment' });
const capture = (paymentId: string, amountMinor?: number) =>
  toMessage(
    capturePayment,
    { paymentId, ...(amountMinor === undefined ? {} : { amount: gbp(amountMinor) }) },
    { subject: paymentId },
  );
const refund = (paymentId: string, refundId: string, amountMinor: number) =>
  toMessage(refundPayment, { paymentId, refundId, amount: gbp(amountMinor) }, { subject: paymentId });

/** `pay_` and 26 characters; each test has its own payment. */
const pay = (name: string) => `pay_${name.padEnd(26, '0')}`;
const rfd = (name: string) => `rfd_${name.padEnd(26, '0')}`;

const accepted = (facts: object) => ({ outcome: 'accepted', ...facts });
const authorizedReply = (paymentId: string, amount = gbp(5_000)) =>
  accepted({ paymentId, amount, status: 'authorized' });
const rejected = (rejection: object) => ({ outcome: 'rejected', rejection });
const outcomeUnknown = expect.objectContaining({ name: 'PaymentOutcomeUnknown' });

/** Charges that the simulated provider stored for a payment. */
async function chargesOf(paymentId: string): Promise<readonly Charge[]> {
  const { Items = [] } = await db.documents.send(
    new ScanCommand({ TableName: 'tradepost-dev-payments-simulated-provider', ConsistentRead: true }),
  );
  return Items.filter(({ pk }) => String(pk).startsWith(`charge#${paymentId}/`)).map(
    ({ charge }) => charge as Charge,
  );
}

async function eventsOf(paymentId: string): Promise<readonly string[]> {
  const commits = await deps.payments.history(paymentId);
  return commits.flatMap(({ events }) => events).map(({ type }) => type);
}

describe('AuthorizePayment, by test token', () => {
  it('holds the money for tok_approved', async () => {
    const paymentId = pay('1A');
    await expect(invoke(authorize(paymentId))).resolves.toEqual(authorizedReply(paymentId, gbp(5_000)));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'authorized', amountMinor: 5_000 }]);
    const commits = await deps.payments.history(paymentId);
    expect(commits.map(({ version, events: [event] }) => [version, event?.type])).toEqual([
      [0, 'AuthorizationRequested'],
      [1, 'PaymentAuthorized'],
    ]);
    expect(commits[1]).toMatchObject({
      actor: 'tradepost.orders',
      correlationId: 'correlation-1',
      causationId: 'message-id-1',
    });
  });

  it.each([
    ['1B', 'tok_declined', 'PAYMENT_DECLINED'],
    ['1C', 'tok_insufficient_funds', 'INSUFFICIENT_FUNDS'],
    ['1D', 'tok_expired', 'CARD_EXPIRED'],
    ['1E', 'tok_requires_action', 'PAYMENT_ACTION_REQUIRED'],
    ['1F', 'tok_of_nobody', 'PAYMENT_DECLINED'],
  ])('rejects %s: %s with %s, also when repeated', async (name, token, code) => {
    const paymentId = pay(name);
    await expect(invoke(authorize(paymentId, token))).resolves.toEqual(rejected({ code }));
    await expect(invoke(authorize(paymentId, token))).resolves.toEqual(rejected({ code }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'declined' }]);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentDeclined']);
  });

  it('reports an unknown outcome for tok_processing_error_once, and holds the money at the next attempt', async () => {
    const paymentId = pay('1G');
    await expect(invoke(authorize(paymentId, 'tok_processing_error_once'))).rejects.toEqual(outcomeUnknown);
    await expect(invoke(authorize(paymentId, 'tok_processing_error_once'))).resolves.toMatchObject({
      outcome: 'accepted',
    });
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'authorized' }]);
  });

  it('reports an unknown outcome for tok_timeout_taken, and holds the money once', async () => {
    const paymentId = pay('1H');
    await expect(invoke(authorize(paymentId, 'tok_timeout_taken'), impatient)).rejects.toEqual(
      outcomeUnknown,
    );
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'authorized' }]);
    await expect(invoke(authorize(paymentId, 'tok_timeout_taken'), impatient)).resolves.toMatchObject({
      outcome: 'accepted',
    });
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'authorized' }]);
  });

  it('always reports an unknown outcome for tok_timeout_not_taken, until a void', async () => {
    const paymentId = pay('1J');
    await expect(invoke(authorize(paymentId, 'tok_timeout_not_taken'), impatient)).rejects.toEqual(
      outcomeUnknown,
    );
    await expect(invoke(authorize(paymentId, 'tok_timeout_not_taken'), impatient)).rejects.toEqual(
      outcomeUnknown,
    );
    await expect(chargesOf(paymentId)).resolves.toEqual([]);
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(invoke(authorize(paymentId, 'tok_timeout_not_taken'), impatient)).resolves.toEqual(
      rejected({ code: 'PAYMENT_VOIDED' }),
    );
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'voidedInAdvance' }]);
  });

  it('releases the money held by tok_timeout_taken if a void comes before the repeat', async () => {
    const paymentId = pay('1K');
    await expect(invoke(authorize(paymentId, 'tok_timeout_taken'), impatient)).rejects.toEqual(
      outcomeUnknown,
    );
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'voided' }]);
    const [last] = (await deps.payments.history(paymentId)).slice(-1);
    expect(last?.events).toMatchObject([
      { type: 'PaymentVoided', orderId, amount: gbp(5_000), wasBooked: false },
    ]);
  });
});

describe('a repeated AuthorizePayment', () => {
  it('is rejected with another amount', async () => {
    const paymentId = pay('2A');
    await invoke(authorize(paymentId));
    await expect(invoke(authorize(paymentId, 'tok_approved', 5_001))).resolves.toEqual(
      rejected({ code: 'PAYMENT_MISMATCH', orderId, amount: gbp(5_000) }),
    );
  });

  it('makes one charge in 20 concurrent attempts, which get the same reply', async () => {
    const paymentId = pay('2B');
    const replies = await Promise.all(Array.from({ length: 20 }, () => invoke(authorize(paymentId))));
    expect(replies).toEqual(Array(20).fill(authorizedReply(paymentId, gbp(5_000))));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'authorized' }]);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
  });
});

describe('a stage without a payment provider', () => {
  it('fails to authorize without storing events, and can void the payment', async () => {
    putEnvironment({ db, secrets }, { PAYMENT_PROVIDER: 'none' });
    const without = paymentCommands(() => createCommandDeps(db.documents));
    const paymentId = pay('2N');
    await expect(invoke(authorize(paymentId), without)).rejects.toThrow('stage has no payment provider');
    await expect(eventsOf(paymentId)).resolves.toEqual([]);
    await expect(invoke(voidOf(paymentId), without)).resolves.toEqual(accepted({ paymentId }));
    await expect(eventsOf(paymentId)).resolves.toEqual(['PaymentVoidedInAdvance']);
    putEnvironment({ db, secrets });
  });

  it.each(['', 'Stripe', 'SIMULATED'])('does not start with PAYMENT_PROVIDER "%s"', (PAYMENT_PROVIDER) => {
    putEnvironment({ db, secrets }, { PAYMENT_PROVIDER });
    expect(() => createCommandDeps(db.documents)).toThrow('PAYMENT_PROVIDER');
    putEnvironment({ db, secrets });
  });
});

describe('VoidPayment', () => {
  it('bars a payment that does not exist yet', async () => {
    const paymentId = pay('3A');
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(invoke(authorize(paymentId))).resolves.toEqual(rejected({ code: 'PAYMENT_VOIDED' }));
    await expect(chargesOf(paymentId)).resolves.toEqual([]);
    await expect(eventsOf(paymentId)).resolves.toEqual(['PaymentVoidedInAdvance']);
  });

  it('releases held money once', async () => {
    const paymentId = pay('3B');
    await invoke(authorize(paymentId));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'voided' }]);
    await expect(eventsOf(paymentId)).resolves.toEqual([
      'AuthorizationRequested',
      'PaymentAuthorized',
      'VoidRequested',
      'PaymentVoided',
    ]);
  });

  it('has nothing to do after a decline', async () => {
    const paymentId = pay('3C');
    await invoke(authorize(paymentId, 'tok_declined'));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentDeclined']);
  });

  it('leaves no money held, at any moment during the authorization', async () => {
    const names = Array.from({ length: 30 }, (_none, count) => pay(`3D${String(count).padStart(3, '0')}`));
    await Promise.all(
      names.map(async (paymentId, count) => {
        const [reply] = await Promise.all([
          invoke(authorize(paymentId)),
          // Later voids meet later steps of the authorization.
          new Promise((resolve) => setTimeout(resolve, count)).then(() => invoke(voidOf(paymentId))),
        ]);
        expect([authorizedReply(paymentId), rejected({ code: 'PAYMENT_VOIDED' })]).toContainEqual(reply);
        expect((await chargesOf(paymentId)).filter(({ status }) => status === 'authorized')).toEqual([]);
        expect(['voided', 'voided-in-advance']).toContain((await deps.payments.load(paymentId)).state.status);
      }),
    );
  });

  it('is not undone by a delayed reply to the authorization', async () => {
    const paymentId = pay('3E');
    let isVoided = () => {};
    const untilVoided = new Promise<void>((resolve) => {
      isVoided = resolve;
    });
    const prompt = deps.providers['simulated'] as PaymentProvider;
    const slow: PaymentProvider = async (request) => {
      const reply = await prompt(request);
      if (request.kind === 'authorize') await untilVoided;
      return reply;
    };
    const late = paymentCommands(() => ({ ...deps, providers: { simulated: slow } }));
    const authorization = invoke(authorize(paymentId), late);
    while ((await chargesOf(paymentId)).length === 0) await new Promise(setImmediate);
    await expect(invoke(voidOf(paymentId), late)).resolves.toEqual(accepted({ paymentId }));
    isVoided();
    await expect(authorization).resolves.toEqual(rejected({ code: 'PAYMENT_VOIDED' }));
    await expect(eventsOf(paymentId)).resolves.toEqual([
      'AuthorizationRequested',
      'VoidRequested',
      'PaymentVoided',
    ]);
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'voided' }]);
  });
});

describe('CapturePayment', () => {
  it('captures the whole amount', async () => {
    const paymentId = pay('4A');
    await invoke(authorize(paymentId));
    await expect(invoke(capture(paymentId))).resolves.toEqual(
      accepted({ paymentId, amount: gbp(5_000), capturedTotal: gbp(5_000) }),
    );
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'captured', capturedMinor: 5_000 }]);
  });

  it('captures a part once, and gives a repeat the same reply', async () => {
    const paymentId = pay('4B');
    await invoke(authorize(paymentId));
    for (const message of [capture(paymentId, 4_000), capture(paymentId, 4_000), capture(paymentId)]) {
      await expect(invoke(message)).resolves.toEqual(
        accepted({ paymentId, amount: gbp(4_000), capturedTotal: gbp(4_000) }),
      );
    }
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ capturedMinor: 4_000 }]);
    await expect(invoke(capture(paymentId, 1_000))).resolves.toEqual(
      rejected({ code: 'PAYMENT_CAPTURED', captured: gbp(4_000) }),
    );
  });

  it('captures no more than is authorized, and nothing after a void', async () => {
    const paymentId = pay('4C');
    await expect(invoke(capture(paymentId))).resolves.toEqual(rejected({ code: 'PAYMENT_NOT_FOUND' }));
    await invoke(authorize(paymentId));
    await expect(invoke(capture(paymentId, 5_001))).resolves.toEqual(
      rejected({ code: 'AMOUNT_EXCEEDS_AUTHORIZED', authorized: gbp(5_000), captured: gbp(0) }),
    );
    await invoke(voidOf(paymentId));
    await expect(invoke(capture(paymentId))).resolves.toEqual(rejected({ code: 'PAYMENT_VOIDED' }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'voided', capturedMinor: 0 }]);
  });
});

describe('RefundPayment', () => {
  it('refunds in parts, each once, and no more than was captured', async () => {
    const paymentId = pay('5A');
    await invoke(authorize(paymentId));
    await invoke(capture(paymentId, 4_000));
    const first = accepted({ paymentId, refundId: rfd('1'), amount: gbp(1_500) });
    await expect(invoke(refund(paymentId, rfd('1'), 1_500))).resolves.toEqual(first);
    await expect(invoke(refund(paymentId, rfd('1'), 1_500))).resolves.toEqual(first);
    await expect(invoke(refund(paymentId, rfd('2'), 2_501))).resolves.toEqual(
      rejected({
        code: 'AMOUNT_EXCEEDS_CAPTURED',
        captured: gbp(4_000),
        refunded: gbp(1_500),
        disputed: gbp(0),
      }),
    );
    await expect(invoke(refund(paymentId, rfd('3'), 2_500))).resolves.toMatchObject({ outcome: 'accepted' });
    await expect(chargesOf(paymentId)).resolves.toMatchObject([
      { capturedMinor: 4_000, refundedMinor: 4_000 },
    ]);
  });

  it('refunds no more than was captured in ten concurrent commands', async () => {
    const paymentId = pay('5B');
    await invoke(authorize(paymentId));
    await invoke(capture(paymentId));
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_none, count) => invoke(refund(paymentId, rfd(`4${count}`), 1_000))),
    );
    expect(replies.filter((reply) => 'outcome' in reply && reply.outcome === 'accepted')).toHaveLength(5);
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ refundedMinor: 5_000 }]);
  });

  it('returns the code of a rejection by the provider, also when repeated', async () => {
    const paymentId = pay('5C');
    await invoke(authorize(paymentId));
    await invoke(capture(paymentId));
    const provider: PaymentProvider = async () => ({ outcome: 'refused', providerCode: 'account_closed' });
    const refusing = paymentCommands(() => ({ ...deps, providers: { simulated: provider } }));
    const answer = rejected({ code: 'REFUND_FAILED', refundId: rfd('5'), providerCode: 'account_closed' });
    await expect(invoke(refund(paymentId, rfd('5'), 1_000), refusing)).resolves.toEqual(answer);
    await expect(invoke(refund(paymentId, rfd('5'), 1_000))).resolves.toEqual(answer);
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ refundedMinor: 0 }]);
  });
});

describe('VoidPayment after a capture', () => {
  it('refunds the captured amount once, less earlier refunds', async () => {
    const paymentId = pay('5D');
    await invoke(authorize(paymentId));
    await invoke(capture(paymentId, 4_000));
    await invoke(refund(paymentId, rfd('6'), 1_500));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([
      { status: 'captured', capturedMinor: 4_000, refundedMinor: 4_000 },
    ]);
    expect((await eventsOf(paymentId)).slice(6)).toEqual(['RefundRequested', 'PaymentRefunded']);
    await expect(invoke(refund(paymentId, rfd('7'), 1))).resolves.toEqual(
      rejected({
        code: 'AMOUNT_EXCEEDS_CAPTURED',
        captured: gbp(4_000),
        refunded: gbp(4_000),
        disputed: gbp(0),
      }),
    );
  });

  it('fails if the provider rejects the refund, and is accepted after another refund of the money', async () => {
    const paymentId = pay('5E');
    await invoke(authorize(paymentId));
    await invoke(capture(paymentId));
    const provider: PaymentProvider = async () => ({ outcome: 'refused', providerCode: 'account_closed' });
    const refusing = paymentCommands(() => ({ ...deps, providers: { simulated: provider } }));
    const stuck = expect.objectContaining({ name: 'RestNotRefunded' });
    await expect(invoke(voidOf(paymentId), refusing)).rejects.toEqual(stuck);
    await expect(invoke(voidOf(paymentId))).rejects.toEqual(stuck);
    await invoke(refund(paymentId, rfd('71'), 5_000));
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ refundedMinor: 5_000 }]);
  });
});

describe('a crash', () => {
  /** A client that fails from its n-th request on; `moment` is whether that request still reaches DynamoDB. */
  function dyingClient(at: number, moment: 'before' | 'after'): DynamoDBDocumentClient {
    let requests = 0;
    const send = async (...parameters: Parameters<DynamoDBDocumentClient['send']>) => {
      const number = requests;
      requests += 1;
      if (number > at || (number === at && moment === 'before')) throw new Error('crashed');
      const answer = await db.documents.send(...parameters);
      if (number === at) throw new Error('crashed');
      return answer;
    };
    return { send } as unknown as DynamoDBDocumentClient;
  }

  const moments = Array.from({ length: 6 }, (_none, at) => at).flatMap((at) => [
    { at, moment: 'before' as const },
    { at, moment: 'after' as const },
  ]);
  const nameOf = (prefix: string, at: number, moment: string) =>
    pay(`${prefix}${at}${moment === 'after' ? 'Z' : 'A'}`);

  it.each(moments)('$moment request $at of an authorization leads to one charge', async ({ at, moment }) => {
    const paymentId = nameOf('6A', at, moment);
    const dying = paymentCommands(() => createCommandDeps(dyingClient(at, moment)));
    await invoke(authorize(paymentId), dying).catch(() => undefined);
    await expect(invoke(authorize(paymentId))).resolves.toEqual(authorizedReply(paymentId, gbp(5_000)));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'authorized', amountMinor: 5_000 }]);
    await expect(eventsOf(paymentId)).resolves.toEqual(['AuthorizationRequested', 'PaymentAuthorized']);
  });

  it.each(moments)(
    '$moment request $at of an authorization leaves a payment that can be voided',
    async ({ at, moment }) => {
      const paymentId = nameOf('6B', at, moment);
      const dying = paymentCommands(() => createCommandDeps(dyingClient(at, moment)));
      await invoke(authorize(paymentId), dying).catch(() => undefined);
      await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
      expect((await chargesOf(paymentId)).filter(({ status }) => status === 'authorized')).toEqual([]);
    },
  );

  it.each(moments)('$moment request $at of a void leaves no money held', async ({ at, moment }) => {
    const paymentId = nameOf('6C', at, moment);
    await invoke(authorize(paymentId));
    const dying = paymentCommands(() => createCommandDeps(dyingClient(at, moment)));
    await invoke(voidOf(paymentId), dying).catch(() => undefined);
    await expect(invoke(voidOf(paymentId))).resolves.toEqual(accepted({ paymentId }));
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ status: 'voided' }]);
    expect((await eventsOf(paymentId)).slice(2)).toEqual(['VoidRequested', 'PaymentVoided']);
  });

  it.each(moments)('$moment request $at of a capture leads to one capture', async ({ at, moment }) => {
    const paymentId = nameOf('6D', at, moment);
    await invoke(authorize(paymentId));
    const dying = paymentCommands(() => createCommandDeps(dyingClient(at, moment)));
    await invoke(capture(paymentId, 4_000), dying).catch(() => undefined);
    await expect(invoke(capture(paymentId, 4_000))).resolves.toMatchObject({ outcome: 'accepted' });
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ capturedMinor: 4_000 }]);
    expect((await eventsOf(paymentId)).slice(2)).toEqual(['CaptureRequested', 'PaymentCaptured']);
  });

  it.each(moments)('$moment request $at of a refund leads to one refund', async ({ at, moment }) => {
    const paymentId = nameOf('6E', at, moment);
    await invoke(authorize(paymentId));
    await invoke(capture(paymentId));
    const dying = paymentCommands(() => createCommandDeps(dyingClient(at, moment)));
    await invoke(refund(paymentId, rfd('6'), 1_000), dying).catch(() => undefined);
    await expect(invoke(refund(paymentId, rfd('6'), 1_000))).resolves.toMatchObject({ outcome: 'accepted' });
    await expect(chargesOf(paymentId)).resolves.toMatchObject([{ refundedMinor: 1_000 }]);
    expect((await eventsOf(paymentId)).slice(4)).toEqual(['RefundRequested', 'PaymentRefunded']);
  });
});

describe('the cost of an authorization', () => {
  it('is three writes and no read', async () => {
    const sent: string[] = [];
    const send = (...parameters: Parameters<DynamoDBDocumentClient['send']>) => {
      sent.push(parameters[0].constructor.name);
      return db.documents.send(...parameters);
    };
    const counting = createCommandDeps({ send } as unknown as DynamoDBDocumentClient);
    await invoke(
      authorize(pay('7A')),
      paymentCommands(() => counting),
    );
    expect(sent).toEqual(['PutCommand', 'PutCommand', 'PutCommand']);
  });
});

describe('the inbox', () => {
  it('removes accepted and rejected commands, and retries failed ones', async () => {
    const done = pay('0A');
    const refused = pay('0B');
    const failed = pay('0C');
    await expect(
      invoke(
        toSqsEvent([
          await authorize(done),
          capture(refused),
          await authorize(failed, 'tok_timeout_not_taken'),
          voidOf(pay('0D')),
        ]),
        impatient,
      ),
    ).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: 'message-3' }] });
    await expect(chargesOf(done)).resolves.toMatchObject([{ status: 'authorized' }]);
    await expect(eventsOf(pay('0D'))).resolves.toEqual(['PaymentVoidedInAdvance']);
  });
});
