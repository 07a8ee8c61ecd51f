import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { listEntries } from '@tradepost/audit/list-entries';
import type { Order, PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import * as routes from '@tradepost/contracts/orders/routes';
import { http } from '@tradepost/lambda/http/http';
import { createSubjectCorrections } from '@tradepost/personal-data/subject-corrections';
import { createSubjectErasures } from '@tradepost/personal-data/subject-erasures';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { ISSUERS, staffClaims } from '@tradepost/testing/claims';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { createCommitCorrection } from './adapters/commit-correction.ts';
import { createOrderSeals } from './adapters/order-seals.ts';
import { createOrderTokens } from './adapters/order-tokens.ts';
import { exportPart } from './commands/export-part.ts';
import { createDeps } from './deps.ts';
import { correct } from './domain/correct.ts';
import { correctOrder } from './http/correct-order.ts';
import { getOrder } from './http/get-order.ts';
import { getOrderHistory } from './http/get-order-history.ts';
import { placeGuestOrder } from './http/place-guest-order.ts';
import { placeOrder } from './http/place-order.ts';
import { type Seals, startSeals } from './seals.spec-kit.ts';
import { projectOrder } from './streams/project-orders.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const STORED = ['events', 'views', 'limits'].map((name) => `tradepost-dev-orders-${name}`);
const KEYS = 'tradepost-dev-customers-subject-keys';
const AUDIT = 'tradepost-dev-operations-audit';
const NOW = Date.now();

let db: DynamoDb;
let seals: Seals;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['orders', 'customers', 'operations'] });
  Object.assign(process.env, ISSUERS, sdkEnvironment({ DYNAMODB: db }), {
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    NEGOTIATED_PRICE_FLOOR_PERCENT: '0',
    ORDER_EVENTS_TABLE_NAME: STORED[0],
    ORDER_VIEWS_TABLE_NAME: STORED[1],
    ORDER_LIMITS_TABLE_NAME: STORED[2],
    ORDER_NUMBERS_TABLE_NAME: 'tradepost-dev-orders-numbers',
    OFFERS_TABLE_NAME: 'tradepost-dev-orders-offers',
  });
  seals = await startSeals(db);
  await depsOf().offers.save({
    ...{ id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E', status: 'active', version: 0, title: 'Mug', slug: 'mug' },
    ...{ categories: [], variants: [{ sku: 'MUG', options: {}, prices: { GBP: 850 } }] },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
  });
}, 120_000);
afterAll(async () => {
  await db?.stop();
  await seals?.stop();
});

/** Dependencies of a function instance that has read no key yet. */
const depsOf = () => {
  const client = db.documents;
  const deps = createDeps(client);
  return {
    ...deps,
    ...seals,
    audit: createAuditLog({ client, tableName: AUDIT, stage: 'dev', nowMs: Date.now }),
    orderSeals: createOrderSeals(seals.newSubjectKeys()),
    hashEmail: seals.guestHashes.ofEmail,
    commitCorrection: createCommitCorrection({
      client,
      toWrite: deps.orders.toWrite,
      ...createSubjectCorrections({ client, tableName: KEYS }),
    }),
    catalogOffers: () => ({ read: async () => new Map() }),
    acceptsGuests: () => true,
    orderCaps: () => ({ unitsPerLine: 10, unitsPerOrder: 10 }),
    orderTokens: createOrderTokens(async () => 'key', 'dev'),
  };
};

const callOrders = callHttp('orders');
type Deps = ReturnType<typeof depsOf>;
/** Each call has an instance of its own. */
const call = <Body = Order>(
  name: string,
  handler: (deps: Deps) => HttpFunction,
  request: Parameters<typeof callOrders>[2],
) => callOrders<Body>(name, handler(depsOf()), request);

const PERSON = {
  email: 'zofie@angstrom.example',
  note: 'Klingel zweimal',
  shippingAddress: {
    ...{ name: 'Žofie Ångström', line1: 'Straße der Eichhörnchen 7', line2: 'Hinterhof', city: 'Łódź' },
    ...{ postalCode: '90-001', country: 'PL', phone: '+48 42 555 01 99' },
  },
};
const body = {
  currency: 'GBP',
  lines: [{ sku: 'MUG', quantity: 1 }],
  ...PERSON,
  paymentToken: 'tok_approved',
};

const placeFor = (customerId: string | undefined, key: string) =>
  call('place-order', (deps) => http(routes.placeOrder, (request) => placeOrder(request, deps)), {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: { ...body, customerId },
  });
const placeAsGuest = async (key: string) => {
  const { body: placed } = await call<PlacedGuestOrder>(
    'place-guest-order',
    (deps) => http(routes.placeGuestOrder, (request) => placeGuestOrder(request, deps)),
    { method: 'POST', headers: { 'Idempotency-Key': key }, body, claims: null },
  );
  return placed;
};
const patch = (orderId: string, version: number | '*', patched: object, signedInMs = NOW) =>
  call<Order & { readonly code?: string }>(
    'correct-order',
    (deps) => http(routes.correctOrder, (request) => correctOrder(request, deps)),
    {
      method: 'PATCH',
      params: { orderId },
      headers: {
        'If-Match': version === '*' ? '*' : `"${version}"`,
        'Content-Type': 'application/merge-patch+json',
      },
      body: { reason: 'a typing error', ...patched },
      claims: staffClaims(undefined, {}, signedInMs),
    },
  );
const read = (orderId: string, at?: string) =>
  call('get-order', (deps) => http(routes.getOrder, (request) => getOrder(request, deps)), {
    params: { orderId },
    query: at === undefined ? {} : { at },
  });

async function project(orderId: string): Promise<void> {
  const deps = depsOf();
  await projectOrder(await deps.orders.history(orderId), deps);
}
async function subjectItem(orderId: string) {
  const { state } = await depsOf().orders.load(orderId);
  if (state.status === 'none') throw new Error('no order');
  const pk = `subject#${state.subjectId}`;
  const { Item = {} } = await db.documents.send(new GetCommand({ TableName: KEYS, Key: { pk } }));
  return { subjectId: state.subjectId, item: Item };
}

const NEW_EMAIL = 'zofia@correct.example';

describe('correctOrder', () => {
  it('changes the fields that are given, removes those that are null, and keeps the others', async () => {
    const { body: placed } = await placeFor('corrected', 'corrected');
    const {
      status,
      headers,
      body: shown,
    } = await patch(placed.id, 0, {
      note: null,
      shippingAddress: { line1: 'Straße der Eichhörnchen 17', line2: null, country: 'PL' },
    });
    const { note: _note, ...rest } = PERSON;
    const { line2: _line2, ...address } = PERSON.shippingAddress;
    expect(status).toBe(200);
    expect(headers['ETag'] ?? headers['etag']).toBe('"1"');
    expect(shown).toEqual({
      ...placed,
      ...rest,
      note: undefined,
      shippingAddress: { ...address, line1: 'Straße der Eichhörnchen 17' },
      version: 1,
      updatedAt: shown.updatedAt,
    });
    expect((await read(placed.id)).body).toEqual(shown);
    expect((await read(placed.id, placed.placedAt)).body).toMatchObject(PERSON);
  });

  it('shows what the order had before, and after, in its history', async () => {
    const { body: placed } = await placeFor('history', 'history');
    await patch(placed.id, 0, { email: NEW_EMAIL });
    const { body: history } = await call<{ readonly items: readonly { readonly data: object }[] }>(
      'get-order-history',
      (deps) => http(routes.getOrderHistory, (request) => getOrderHistory(request, deps)),
      { params: { orderId: placed.id } },
    );
    expect(history.items.map(({ data }) => data)).toEqual([
      expect.objectContaining(PERSON),
      { corrected: ['contact'], ...PERSON, email: NEW_EMAIL },
    ]);
  });

  it('changes nothing, and records nothing, if nothing is different', async () => {
    const { body: placed } = await placeFor('same', 'same');
    const { status, body: shown } = await patch(placed.id, 0, PERSON);
    expect([status, shown]).toEqual([200, placed]);
    const { items } = await listEntries(db.documents, AUDIT, {
      ...{ by: { target: `orders/${placed.id}` }, newestFirst: true, limit: 10 },
    });
    expect(items).toEqual([]);
  });

  it('records the reason and the names of the fields first, and stores no text of the person anywhere', async () => {
    const { body: placed } = await placeFor('audited', 'audited');
    const texts = { email: 'nowhere@in-clear.example', name: 'Qwertzuiop Nowhere', phone: '+48 111 222 333' };
    const { email, ...address } = texts;
    await patch(placed.id, 0, { email, shippingAddress: address });
    await project(placed.id);
    const { items } = await listEntries(db.documents, AUDIT, {
      ...{ by: { target: `orders/${placed.id}` }, newestFirst: true, limit: 10 },
    });
    expect(items).toEqual([
      expect.objectContaining({
        act: 'OrderCorrected',
        reason: 'a typing error',
        after: { corrected: ['email', 'phone', 'name'] },
      }),
    ]);
    const commits = await depsOf().orders.history(placed.id);
    const scans = await Promise.all(
      [...STORED, KEYS, AUDIT].map((TableName) => db.documents.send(new ScanCommand({ TableName }))),
    );
    const stored = JSON.stringify([toContractEvents(commits), scans.map(({ Items }) => Items)]);
    expect(stored).toContain(placed.id);
    for (const text of Object.values(texts)) expect(stored).not.toContain(text);
  });

  it.each([
    ['another country', { shippingAddress: { country: 'DE' } }, 0, 'COUNTRY_NOT_CORRECTABLE'],
    ['no e-mail address', { email: null }, 0, 'VALIDATION_FAILED'],
    ['another version', { note: 'later' }, 7, 'PRECONDITION_FAILED'],
  ])('rejects %s', async (_what, patched, version, code) => {
    const { body: placed } = await placeFor('rejected', `rejected-${code}`);
    expect((await patch(placed.id, version, patched)).body.code).toBe(code);
    expect((await read(placed.id)).body).toEqual(placed);
  });

  it('rejects an order that does not exist, and a person who signed in too long ago', async () => {
    const none = await patch('ord_01JD3XK8WQ4N6T2B9V5M7R0C1E', 0, {});
    expect([none.status, none.body.code]).toEqual([404, 'ORDER_NOT_FOUND']);
    const stale = await patch(none.body.id, 0, {}, NOW - 3_600_000);
    expect([stale.status, stale.body.code]).toEqual([401, 'INSUFFICIENT_USER_AUTHENTICATION']);
  });

  it('keeps both of two corrections at once of any version', async () => {
    const { body: placed } = await placeFor('at-once', 'at-once');
    const both = await Promise.all([
      patch(placed.id, '*', { note: 'first' }),
      patch(placed.id, '*', { shippingAddress: { phone: '+48 1' } }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await read(placed.id)).body).toMatchObject({
      ...{ note: 'first', shippingAddress: { phone: '+48 1' }, version: 2 },
    });
  });

  it('is part of the export of the person', async () => {
    const { body: placed } = await placeFor('exported', 'exported');
    await patch(placed.id, 0, { email: NEW_EMAIL });
    const stored: unknown[] = [];
    const put = async (...part: readonly unknown[]) => void stored.push(...part);
    const given = { requestId: 'prq_1', customerId: null, orderIds: [placed.id] };
    await exportPart(given, { ...depsOf(), exportParts: { put } });
    expect(stored).toEqual(['prq_1', 'orders', [expect.objectContaining({ email: NEW_EMAIL })]]);
  });
});

describe("a corrected guest's order", () => {
  it('is found by the new address, and no more by the former one', async () => {
    const placed = await placeAsGuest('found');
    await project(placed.id);
    const [former, present] = await Promise.all([PERSON.email, NEW_EMAIL].map(seals.guestHashes.ofEmail));
    await patch(placed.id, 0, { email: NEW_EMAIL });
    await project(placed.id);
    const { guestOrders, orders } = depsOf();
    expect(await guestOrders.newestOf(present ?? '')).toBe(placed.id);
    expect(await guestOrders.newestOf(former ?? '')).toBeUndefined();
    // The projection of the first version writes late.
    const late = { emailHash: former ?? '', orderId: placed.id, placedAt: placed.placedAt, version: 0 };
    await guestOrders.save(late);
    expect(await guestOrders.newestOf(former ?? '')).toBeUndefined();
    expect((await orders.load(placed.id)).state).toMatchObject({ emailHash: present });
    expect((await subjectItem(placed.id)).item).toMatchObject({ emailHash: present });
  });

  it('is claimed with the new address alone', async () => {
    const placed = await placeAsGuest('claimed');
    await patch(placed.id, 0, { email: NEW_EMAIL });
    const { subjectId } = await subjectItem(placed.id);
    const keys = seals.newSubjectKeys();
    const claim = async (customerId: string, email: string) =>
      keys.claim(customerId, { subjectId, emailHash: await seals.guestHashes.ofEmail(email) });
    expect(await claim('cus_former', PERSON.email)).toBe(false);
    expect(await claim('cus_present', NEW_EMAIL)).toBe(true);
  });

  it('is taken from a customer whose claim by the former address is not carried out', async () => {
    const placed = await placeAsGuest('half-claimed');
    const { subjectId } = await subjectItem(placed.id);
    const keys = seals.newSubjectKeys();
    const emailHash = await seals.guestHashes.ofEmail(PERSON.email);
    expect(await keys.claim('cus_half', { subjectId, emailHash })).toBe(true);
    await patch(placed.id, 0, { email: NEW_EMAIL });
    expect(await keys.subjectsOf('cus_half')).toEqual([]);
    expect((await subjectItem(placed.id)).item).not.toHaveProperty('claimedBy');
  });
});

describe('a privacy request by an address', () => {
  it('finds a corrected order by the new one alone, also if its request was sent twice', async () => {
    const placed = await placeAsGuest('twice');
    // The keys that the second of two requests at once leaves.
    const [former, present] = await Promise.all([PERSON.email, NEW_EMAIL].map(seals.guestHashes.ofEmail));
    const keys = seals.newSubjectKeys();
    await keys.createForOrder({ orderId: placed.id, emailHash: former ?? '' });
    await patch(placed.id, 0, { email: NEW_EMAIL });
    const ordersOf = async (emailHash = '') => {
      const found = await keys.findByEmail(emailHash);
      const subjectIds = found.map(({ subjectId }) => subjectId);
      const orderIds = found.map(({ orderId }) => orderId);
      const orders = await depsOf().ordersOfPerson({ customerId: null, orderIds, subjectIds });
      return orders.map(({ state }) => state.orderId);
    };
    expect(await ordersOf(former)).not.toContain(placed.id);
    expect(await ordersOf(present)).toContain(placed.id);
  });
});

describe('an order whose person was erased', () => {
  const erase = (subjectId: string) =>
    createSubjectErasures({ client: db.documents, tableName: KEYS }).erase({ subjectId });

  it('is not corrected', async () => {
    const placed = await placeAsGuest('erased');
    await erase((await subjectItem(placed.id)).subjectId);
    const { status, body: answer } = await patch(placed.id, 0, { email: NEW_EMAIL });
    expect([status, answer.code]).toEqual([410, 'PERSONAL_DATA_ERASED']);
  });

  it('is not corrected by an instance that still has the key, nor at the moment of the erasure', async () => {
    for (const email of [NEW_EMAIL, undefined]) {
      const placed = await placeAsGuest(`cached-${email}`);
      const { subjectId } = await subjectItem(placed.id);
      const { orders, commitCorrection } = depsOf();
      const emailHash = email === undefined ? undefined : await seals.guestHashes.ofEmail(email);
      const known = await orders.load(placed.id);
      const decision = correct({ sealed: { contact: 's1..x' }, emailHash })(known.state, {
        version: 0,
        at: '',
      });
      const cause = { actor: 'support', correlationId: 'cor_1' };
      const commit = orders.prepare(known, 'events' in decision ? decision.events : [], cause);
      await erase(subjectId);
      expect(await commitCorrection(placed.id, commit, { subjectId, emailHash })).toBe(false);
      expect((await orders.load(placed.id)).version).toBe(0);
      expect((await subjectItem(placed.id)).item).not.toHaveProperty('emailHash');
    }
  });
});
