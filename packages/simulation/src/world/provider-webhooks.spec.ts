import type { Item } from '../dynamodb/attribute-value.ts';
import type { FaultKind } from '../faults/fault-kinds.ts';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import type { HttpAnswer, HttpRequest } from './http-client.ts';
import { type AnsweredWebhook, createProviderWebhooks, sign } from './provider-webhooks.ts';
import { createScheduler } from './scheduler.ts';
import { MISMATCHES } from './webhook-notice.ts';

const TABLE = 'tradepost-dev-payments-simulated-provider';
const SECRET = 'plJ3nmyCDGBKInavdOK15jsl';
const MINUTE_MS = 60_000;
const SIGNED: ReadonlySet<string> = new Set(['five minutes old', 'replayed', ...MISMATCHES]);
const SEEDS = Array.from({ length: 40 }, (_none, seed) => seed);

const authorized = { status: { N: '201' }, body: { M: { id: { S: 'ch_1' } } } };
const declined = { status: { N: '402' }, body: { M: { error: { M: { code: { S: 'card_declined' } } } } } };
const done = { status: { N: '200' }, body: { M: {} } };
const voided = { status: { N: '200' }, body: { M: { releasedMinor: { N: '7' } } } };

function charge(answers: Readonly<Record<string, Item>>): Item {
  const given = Object.entries(answers).map(([key, answer]) => [key, { M: answer }]);
  const amount = { M: { amountMinor: { N: '500' }, currency: { S: 'GBP' } } };
  return {
    pk: { S: 'charge#pay_1/authorize' },
    answers: { M: Object.fromEntries(given) },
    amounts: { M: Object.fromEntries(given.map(([key]) => [key, amount])) },
  };
}

type Sent = { readonly atMs: number; readonly request: HttpRequest };

/** Returns the webhooks that a provider sends after it answered a call; `status` is the answer to each webhook. */
async function sentBy({
  seed = 1,
  kinds = [],
  before,
  after = charge({ 'pay_1/authorize': authorized }),
  table = TABLE,
  status = 200,
}: {
  readonly seed?: number;
  readonly kinds?: readonly FaultKind[];
  readonly before?: Item;
  readonly after?: Item;
  readonly table?: string;
  readonly status?: number;
}) {
  const scheduler = createScheduler(0);
  const draw = createDraw(seed);
  const sent: Sent[] = [];
  const answered: AnsweredWebhook[] = [];
  const reportCall = createProviderWebhooks({
    scheduler,
    draw,
    faults: createFaults({ draw, kinds, isAll: true }),
    secret: SECRET,
    trace: () => {},
    onAnswer: (each) => answered.push(each),
    http: {
      send: async (request): Promise<HttpAnswer> => {
        sent.push({ atMs: scheduler.nowMs(), request });
        return { status, text: '', body: undefined };
      },
    },
  });
  reportCall({ table, keys: {}, before, after });
  while (scheduler.step(Number.POSITIVE_INFINITY)) await new Promise((resolve) => setImmediate(resolve));
  return { sent, answered };
}

function signatureOf({ headers = {}, body }: HttpRequest): string {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '' } = headers;
  return sign({ id, timestamp, body: String(body) }, SECRET);
}

function ageMs({ atMs, request }: Sent): number {
  return atMs - Number(request.headers?.['webhook-timestamp']) * 1_000;
}

/** Returns the webhooks of many seeds, with one kind of fault on at its highest rate. */
async function sentOver(kind: FaultKind) {
  return Promise.all(SEEDS.map((seed) => sentBy({ seed, kinds: [kind] })));
}

describe('sign', () => {
  it('returns the signature of the example of Standard Webhooks', () => {
    const body = '{"event_type":"ping","data":{"success":true}}';
    expect(sign({ id: 'msg_loFOjxBNrRLzqYUf', timestamp: '1731705121', body }, SECRET)).toBe(
      'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    );
  });
});

describe('the simulated provider', () => {
  it.each([
    ['authorize', authorized, { type: 'charge.authorized', id: 'ch_1' }],
    ['authorize', declined, { type: 'charge.declined', code: 'card_declined' }],
    ['capture', done, { type: 'charge.captured' }],
    ['void', voided, { type: 'charge.voided', releasedMinor: 7 }],
    ['refund/rfd_1', done, { type: 'charge.refunded' }],
    ['refund/rfd_1', declined, { type: 'charge.refund_failed', code: 'card_declined' }],
  ])('reports the result of a call: %s', async (call, answer, { type, ...facts }) => {
    const idempotencyKey = `pay_1/${call}`;
    const { sent } = await sentBy({ after: charge({ [idempotencyKey]: answer }) });
    expect(sent).toHaveLength(1);
    const [{ request } = { request: undefined }] = sent;
    expect(request).toMatchObject({ method: 'POST', path: '/v1/hooks/payments/simulated' });
    expect(JSON.parse(String(request?.body))).toEqual({
      type,
      data: { idempotencyKey, amountMinor: 500, currency: 'GBP', ...facts },
    });
    expect(request?.headers?.['webhook-signature']).toBe(request && signatureOf(request));
  });

  it('reports only new answers, and ignores other tables', async () => {
    const before = charge({ 'pay_1/authorize': authorized });
    const after = charge({ 'pay_1/authorize': authorized, 'pay_1/capture': done });
    const { sent } = await sentBy({ before, after });
    expect(sent.map(({ request }) => JSON.parse(String(request.body)).type)).toEqual(['charge.captured']);
    expect((await sentBy({ before, after: before })).sent).toEqual([]);
    expect((await sentBy({ table: 'tradepost-dev-payments-events' })).sent).toEqual([]);
  });

  it('repeats a rejected webhook under the same id with a new time, and gives up after five attempts', async () => {
    const { sent } = await sentBy({ status: 401 });
    expect(sent).toHaveLength(5);
    expect(new Set(sent.map(({ request }) => request.headers?.['webhook-id'])).size).toBe(1);
    expect(new Set(sent.map(({ request }) => request.headers?.['webhook-timestamp'])).size).toBe(5);
    for (const each of sent) {
      expect(ageMs(each)).toBeLessThan(1_000);
      expect(each.request.headers?.['webhook-signature']).toBe(signatureOf(each.request));
    }
  });
});

describe('a webhook', () => {
  it('is sometimes lost', async () => {
    const runs = await sentOver('lostWebhook');
    expect(new Set(runs.map(({ sent }) => sent.length))).toEqual(new Set([0, 1]));
  });

  it('sometimes arrives twice under the same id', async () => {
    const runs = await sentOver('duplicateWebhook');
    const twice = runs.map(({ sent }) => sent).find(({ length }) => length === 2) ?? [];
    expect(twice.map(({ request }) => request.headers?.['webhook-id'])).toEqual([
      'msg_pay_1_authorize',
      'msg_pay_1_authorize',
    ]);
  });

  it('sometimes arrives hours late, with the time at which it was sent', async () => {
    const sent = (await sentOver('lateWebhook')).flatMap((run) => run.sent);
    expect(sent).toHaveLength(SEEDS.length);
    expect(Math.max(...sent.map(({ atMs }) => atMs))).toBeGreaterThan(60 * MINUTE_MS);
    for (const each of sent) expect(ageMs(each)).toBeLessThan(1_000);
  });

  it('is sometimes forged: signed with another key, altered, replayed, or of another charge or amount', async () => {
    const runs = await sentOver('forgedWebhook');
    const forgeries = runs.flatMap(({ sent, answered }) =>
      answered.flatMap(({ forgery }, place) => {
        const each = sent[place];
        return forgery === undefined || each === undefined ? [] : [{ forgery, each }];
      }),
    );
    expect(new Set(forgeries.map(({ forgery }) => forgery))).toEqual(
      new Set(['signed by another', 'altered', 'replayed', 'five minutes old', ...MISMATCHES]),
    );
    for (const { forgery, each } of forgeries) {
      const isSigned = each.request.headers?.['webhook-signature'] === signatureOf(each.request);
      expect({ forgery, isSigned }).toEqual({ forgery, isSigned: SIGNED.has(forgery) });
      const { amountMinor, currency } = JSON.parse(String(each.request.body)).data;
      const isOther = amountMinor !== 500 || currency !== 'GBP';
      expect({ forgery, isOther }).toEqual({ forgery, isOther: MISMATCHES.some((one) => one === forgery) });
      if (forgery === 'replayed') expect(ageMs(each)).toBeGreaterThan(15 * MINUTE_MS);
    }
  });
});
