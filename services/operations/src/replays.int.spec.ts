import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { toArchivedEvent } from '@tradepost/contracts/archived-event';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { Replay } from '@tradepost/contracts/operations/model';
import { asFunction } from '@tradepost/testing/as-function';
import { staffClaims } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { oneFieldChanged } from '@tradepost/testing/each-field';
import { type EventBuses, startEventBuses } from '@tradepost/testing/event-buses';
import { toHttpEvent } from '@tradepost/testing/http';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import * as approving from './http/approve-replay.ts';
import * as getting from './http/get-replay.ts';
import * as listing from './http/list-events.ts';
import * as starting from './http/start-replay.ts';

const startReplay = asFunction('tradepost-dev-operations-start-replay', starting.handler);
const approveReplay = asFunction('tradepost-dev-operations-approve-replay', approving.handler);
const getReplay = asFunction('tradepost-dev-operations-get-replay', getting.handler);
const listEvents = asFunction('tradepost-dev-operations-list-events', listing.handler);

const ARCHIVE = 'tradepost-dev-platform-event-archive';
const COMMANDS = 'tradepost-dev-inventory-commands';
const EVENTS = 'tradepost-dev-platform-events';
const ARN = 'arn:aws:events:us-east-1:000000000000';

let db: DynamoDb;
let queues: Queues;
let buses: EventBuses;
let secrets: Secrets;
const logs = captureLogs();

beforeAll(async () => {
  db = await startDynamoDb({
    services: ['operations', 'platform'],
    lagging: ['tradepost-dev-operations-replays'],
  });
  queues = await startQueues([COMMANDS, EVENTS], { services: ['operations', 'platform'] });
  buses = await startEventBuses(['operations', 'platform', 'inventory', 'orders']);
  secrets = await startSecrets({ services: ['operations', 'platform'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, EVENTBRIDGE: buses, SECRETS_MANAGER: secrets, SQS: queues }),
    ID_PEPPER_SECRET_NAME: '/tradepost/dev/platform/id-pepper',
    STAGE: 'dev',
    EVENT_ARCHIVE_TABLE_NAME: ARCHIVE,
    AUDIT_TABLE_NAME: 'tradepost-dev-operations-audit',
    REPLAYS_TABLE_NAME: 'tradepost-dev-operations-replays',
    TIMELINES_TABLE_NAME: 'tradepost-dev-operations-timelines',
    PERIOD_REPLAYS_NEED_APPROVAL: 'false',
    EVENT_BUS_ARN: `${ARN}:event-bus/tradepost-dev`,
    EVENT_ARCHIVE_ARN: `${ARN}:archive/tradepost-dev`,
  });
});
afterEach(() => logs.clear());
afterAll(async () => {
  logs.restore();
  await secrets?.stop();
  await buses?.stop();
  await queues?.stop();
  await db?.stop();
});

const event = (overrides: Partial<CloudEvent>): CloudEvent => ({
  specversion: '1.0',
  id: 'ord_1/0/0',
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00.000Z',
  correlationid: 'correlation-1',
  data: { orderId: 'ord_1', reservationId: 'res_1' },
  ...overrides,
});
const PLACED = event({});
const REJECTED = event({ id: 'ord_1/1/0', type: 'OrderRejected', time: '2026-01-01T12:00:05.250Z' });

type Answer = Partial<Replay> & {
  readonly statusCode: number;
  readonly code?: string;
  readonly consumers?: readonly string[];
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
};

const claimsOf = (sub: string) => staffClaims(['replays:read', 'replays:write'], { sub, username: sub });

async function approve(replayId: string, by: string): Promise<Answer> {
  const input = { method: 'POST', params: { replayId }, claims: claimsOf(by) };
  const answer = await approveReplay(toHttpEvent(input), toContext());
  return { statusCode: answer.statusCode, ...(JSON.parse(answer.body) as object) };
}

async function start(body: object, headers: Record<string, string> = {}, by = 'user-1'): Promise<Answer> {
  const input = { method: 'POST', body, headers, claims: claimsOf(by) };
  const answer = await startReplay(toHttpEvent(input), toContext());
  return { statusCode: answer.statusCode, ...(JSON.parse(answer.body) as object) };
}

async function look(replayId: string): Promise<Answer> {
  const answer = await getReplay(toHttpEvent({ claims: staffClaims(), params: { replayId } }), toContext());
  return { statusCode: answer.statusCode, ...(JSON.parse(answer.body) as object) };
}

const archive = (events: readonly CloudEvent[]) =>
  Promise.all(
    events.map((each) =>
      db.documents.send(new PutCommand({ TableName: ARCHIVE, Item: toArchivedEvent(each) })),
    ),
  );

type ReplayAct = { readonly by: string; readonly replay: { readonly id: string } };

async function auditEntriesOf(id: string | undefined): Promise<readonly CloudEvent[]> {
  const { body } = await listEvents(
    toHttpEvent({ claims: staffClaims(), query: { subject: 'replays' } }),
    toContext(),
  );
  return (JSON.parse(body) as { items: CloudEvent[] }).items.filter(
    (entry) => (entry.data as ReplayAct).replay.id === id,
  );
}

const bodiesIn = async (queue: string) =>
  (await queues.receive(queue)).map(({ body }) => JSON.parse(body) as object);

describe('a replay of an aggregate', () => {
  beforeAll(() => archive([PLACED, REJECTED]));

  it("delivers the events that the consumer's rule matches, transformed by the rule, and is recorded", async () => {
    const replay = await start({ consumer: 'inventory-order-ended', subject: 'ord_1' });
    const facts = { id: replay.id, consumer: 'inventory-order-ended', subject: 'ord_1' };
    expect(replay).toMatchObject({ statusCode: 202, ...facts, status: 'completed', percent: 100, events: 1 });
    expect(await bodiesIn(COMMANDS)).toEqual([
      {
        specversion: '1.0',
        id: 'ord_1/1/0/ReleaseStock',
        source: 'tradepost.inventory',
        type: 'ReleaseStock',
        datacontenttype: 'application/json',
        dataschema: 'urn:tradepost:schema:ReleaseStock:1',
        subject: 'res_1',
        time: REJECTED.time,
        correlationid: 'correlation-1',
        causationid: 'ord_1/1/0',
        data: { reservationId: 'res_1', orderId: 'ord_1' },
      },
    ]);
    expect(await look(replay.id ?? '')).toEqual({ ...replay, statusCode: 200 });
    expect(await auditEntriesOf(replay.id)).toMatchObject([
      { type: 'ReplayStarted', data: { by: 'user-1', replay: facts } },
    ]);
  });

  it('delivers the events once per idempotency key', async () => {
    const body = { consumer: 'platform-every-event', subject: 'ord_1' };
    const headers = { 'Idempotency-Key': 'again' };
    const first = await start(body, headers);
    expect(await bodiesIn(EVENTS)).toEqual([PLACED, REJECTED]);
    expect(await start(body, headers)).toEqual(first);
    expect(await bodiesIn(EVENTS)).toEqual([]);
    expect(await auditEntriesOf(first.id)).toHaveLength(1);
    expect(await start({ ...body, subject: 'ord_2' }, headers)).toMatchObject({
      statusCode: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it.each([
    { consumer: 'inventory-order-ended' },
    { subject: 'ord_2' },
    { subject: undefined, from: '2026-01-01T12:00:00Z', to: '2026-01-01T13:00:00Z' },
  ])('is rejected under the key of a request that differs in %j', async (change) => {
    const body = { consumer: 'platform-every-event', subject: 'ord_1' };
    const headers = { 'Idempotency-Key': `differs-in-${Object.keys(change).join('-')}` };
    await start(body, headers);
    await bodiesIn(EVENTS);
    expect(await start({ ...body, ...change }, headers)).toMatchObject({
      statusCode: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect([...(await bodiesIn(EVENTS)), ...(await bodiesIn(COMMANDS))]).toEqual([]);
  });

  it('completes at once without events', async () => {
    const body = { consumer: 'platform-every-event', subject: 'ord_none' };
    expect(await start(body)).toMatchObject({ statusCode: 202, status: 'completed', events: 0 });
  });

  it('is rejected with TOO_MANY_EVENTS above 1,000 events', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => event({ id: `e${index}`, subject: 'busy' }));
    await archive(many);
    const body = { consumer: 'platform-every-event', subject: 'busy' };
    expect(await start(body)).toMatchObject({ statusCode: 422, code: 'TOO_MANY_EVENTS' });
    expect(await bodiesIn(EVENTS)).toEqual([]);
  });
});

describe('a replay of a period', () => {
  const period = { from: '2026-01-01T12:00:05.100Z', to: '2026-01-01T12:00:05.300Z' };

  it("delivers the events of EventBridge's archive to the one consumer", async () => {
    await buses.put(
      [PLACED, REJECTED].map((one) => ({
        ...{ EventBusName: 'tradepost-dev', Source: one.source, DetailType: one.type },
        ...{ Time: Date.parse(one.time) / 1_000, Detail: JSON.stringify(one) },
      })),
    );
    const before = buses.given.length;
    const { id = '' } = await start({ consumer: 'platform-every-event', ...period });
    let replay = await look(id);
    while (replay.status === 'running') replay = await look(id);
    const facts = { id, consumer: 'platform-every-event', ...period };
    expect(replay).toMatchObject({ statusCode: 200, ...facts, status: 'completed', percent: 100 });
    expect(buses.given.slice(before).map(({ body }) => JSON.parse(body) as object)).toEqual([REJECTED]);
    expect(await auditEntriesOf(id)).toMatchObject([{ data: { replay: facts } }]);
  });

  it('is returned again for a repeated request', async () => {
    const body = { consumer: 'platform-every-event', ...period };
    const headers = { 'Idempotency-Key': 'a-period' };
    const { id } = await start(body, headers);
    expect(await start(body, headers)).toMatchObject({ statusCode: 202, id });
  });

  const body = { consumer: 'platform-every-event', ...period };
  const other = {
    consumer: 'inventory-order-ended',
    from: '2026-01-01T12:00:05Z',
    to: '2026-01-01T12:00:06Z',
  };
  it.each(oneFieldChanged(body, other))(
    'is rejected for a key with another $pointer',
    async ({ body: changed }) => {
      const headers = { 'Idempotency-Key': 'another-period' };
      expect(await start(body, headers)).toMatchObject({ statusCode: 202 });
      expect(await start(changed, headers)).toMatchObject({
        statusCode: 422,
        code: 'IDEMPOTENCY_KEY_REUSED',
      });
    },
  );
});

describe('a replay of another period', () => {
  const period = { from: '2026-03-01T12:00:00Z', to: '2026-03-01T12:01:00Z' };

  it.each([{ from: '2026-03-01T12:00:01Z' }, { to: '2026-03-01T12:01:01Z' }])(
    'is rejected under a key that was used: %j',
    async (change) => {
      const body = { consumer: 'platform-every-event', ...period };
      const headers = { 'Idempotency-Key': `period-${Object.keys(change)[0]}` };
      expect(await start(body, headers)).toMatchObject({ statusCode: 202 });
      expect(await start({ ...body, ...change }, headers)).toMatchObject({
        statusCode: 422,
        code: 'IDEMPOTENCY_KEY_REUSED',
      });
    },
  );
});

describe('a replay of a period on a stage that needs an approval', () => {
  const body = { consumer: 'platform-every-event', from: '2026-02-01T12:00:00Z', to: '2026-02-01T12:01:00Z' };
  beforeAll(() => {
    process.env['PERIOD_REPLAYS_NEED_APPROVAL'] = 'true';
  });
  afterAll(() => {
    process.env['PERIOD_REPLAYS_NEED_APPROVAL'] = 'false';
  });

  it('starts when a second person approves it, and both are recorded', async () => {
    const headers = { 'Idempotency-Key': 'with-approval' };
    const requested = await start(body, headers, 'ada');
    const id = requested.id ?? '';
    expect(requested).toMatchObject({ statusCode: 202, status: 'awaitingApproval', percent: 0 });
    expect(await look(id)).toMatchObject({ statusCode: 200, status: 'awaitingApproval' });
    expect(await approve(id, 'ada')).toMatchObject({ statusCode: 403, code: 'SECOND_PERSON_REQUIRED' });
    const approved = await approve(id, 'grace');
    expect(approved).toMatchObject({ statusCode: 202, id, approvedAt: expect.any(String) });
    expect(approved.status).not.toBe('awaitingApproval');
    expect(await approve(id, 'grace')).toMatchObject({ statusCode: 202, approvedAt: approved.approvedAt });
    expect(await approve(id, 'joan')).toMatchObject({
      statusCode: 409,
      code: 'REPLAY_NOT_AWAITING_APPROVAL',
    });
    const entries = await auditEntriesOf(id);
    expect(entries.map(({ type, data }) => [type, (data as ReplayAct).by])).toEqual([
      ['ReplayRequested', 'ada'],
      ['ReplayApproved', 'grace'],
    ]);
  });

  it('needs none for an aggregate', async () => {
    const replay = await start({ consumer: 'platform-every-event', subject: 'ord_none' }, {}, 'ada');
    expect(replay).toMatchObject({ status: 'completed' });
    expect(await approve(replay.id ?? '', 'grace')).toMatchObject({ code: 'REPLAY_NOT_AWAITING_APPROVAL' });
  });

  it('is not found if there is none', async () => {
    const answer = await approve('rpl_01JD3XK8WQ4N6T2B9V5M7R0C1E', 'grace');
    expect(answer).toMatchObject({ statusCode: 404, code: 'REPLAY_NOT_FOUND' });
  });
});

describe('startReplay', () => {
  const [from, to] = ['2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z'];
  const consumer = 'platform-every-event';

  it.each([
    [{ consumer }, '#', 'must name either from and to, or subject'],
    [{ consumer, from, to, subject: 'ord_1' }, '#', 'must name either from and to, or subject'],
    [{ consumer, from }, '#/to', 'must be there where from is'],
    [{ consumer, to }, '#/from', 'must be there where to is'],
    [{ consumer, from: to, to: from }, '#/to', 'must be later than from'],
    [{ consumer, from, to: '2026-01-01T12:00:00+00:00' }, '#/to', 'must be later than from'],
    [
      { consumer, from, to: 'noon' },
      '#/to',
      'must be an RFC 3339 time with an offset, such as 2026-11-24T09:30:00Z or 2026-11-24T09:30:00+01:00',
    ],
    [{ consumer, subject: '' }, '#/subject', 'Too small: expected string to have >=1 characters'],
    [
      { consumer: 'Everyone', subject: 'ord_1' },
      '#/consumer',
      'must be 1 to 48 lower-case letters, digits and dashes',
    ],
    [{ consumer, subject: 'ord_1', rule: 'r' }, '#/rule', 'is not a field of this object'],
  ])('rejects %j: %s %s', async (body, pointer, detail) => {
    const answer = await start(body);
    expect(answer).toMatchObject({ statusCode: 400, code: 'VALIDATION_FAILED' });
    expect(answer.errors).toMatchObject([{ pointer, detail }]);
  });

  it('rejects an unknown consumer, and returns the names of all consumers', async () => {
    const answer = await start({ consumer: 'nobody', subject: 'ord_1' });
    expect(answer).toMatchObject({ statusCode: 422, code: 'UNKNOWN_CONSUMER' });
    expect(answer.consumers).toEqual([
      'inventory-order-ended',
      'inventory-product-changed',
      'orders-fulfil-order',
      'orders-payment-changed',
      'orders-product-changed',
      'orders-subject-erased',
      'platform-every-event',
    ]);
  });
});

it('getReplay answers 404 for an unknown id', async () => {
  expect(await look('rpl_01JD3XK8WQ4N6T2B9V5M7R0C1E')).toMatchObject({
    statusCode: 404,
    code: 'REPLAY_NOT_FOUND',
  });
});
