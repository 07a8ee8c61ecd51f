import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditLog } from '@tradepost/audit/audit-log';
import type { GuestOrder, Order, PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import * as routes from '@tradepost/contracts/orders/routes';
import { http } from '@tradepost/lambda/http/http';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { ISSUERS } from '@tradepost/testing/claims';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { createOrderSeals } from './adapters/order-seals.ts';
import { createOrderTokens } from './adapters/order-tokens.ts';
import { createDeps } from './deps.ts';
import { cancelOrder } from './http/cancel-order.ts';
import { getGuestOrder } from './http/get-guest-order.ts';
import { getOrder } from './http/get-order.ts';
import { getOrderHistory } from './http/get-order-history.ts';
import { listOrders } from './http/list-orders.ts';
import { placeGuestOrder } from './http/place-guest-order.ts';
import { placeOrder } from './http/place-order.ts';
import { type Seals, startSeals } from './seals.spec-kit.ts';
import { projectOrder } from './streams/project-orders.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const STORED = ['events', 'views', 'limits'].map((name) => `tradepost-dev-orders-${name}`);

let db: DynamoDb;
let seals: Seals;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['orders', 'customers', 'operations'], lagging: STORED.slice(0, 1) });
  Object.assign(process.env, ISSUERS, {
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    NEGOTIATED_PRICE_FLOOR_PERCENT: '0',
    ORDER_EVENTS_TABLE_NAME: STORED[0],
    ORDER_VIEWS_TABLE_NAME: STORED[1],
    ORDER_LIMITS_TABLE_NAME: STORED[2],
    OFFERS_TABLE_NAME: 'tradepost-dev-orders-offers',
  });
  seals = await startSeals(db);
  await depsOf().offers.save({
    id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    status: 'active',
    version: 0,
    title: 'Mug',
    slug: 'mug',
    categories: [],
    variants: [{ sku: 'MUG', options: {}, prices: { GBP: 850 } }],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  });
}, 120_000);
afterAll(async () => {
  await db?.stop();
  await seals?.stop();
});

/** Dependencies of a function instance that has read no key yet. */
const depsOf = () => ({
  ...createDeps(db.documents),
  ...seals,
  audit: createAuditLog({
    ...{ client: db.documents, tableName: 'tradepost-dev-operations-audit', stage: 'dev', nowMs: Date.now },
  }),
  orderSeals: createOrderSeals(seals.newSubjectKeys()),
  catalogOffers: () => ({ read: async () => new Map() }),
  acceptsGuests: () => true,
  orderCaps: () => ({ unitsPerLine: 10, unitsPerOrder: 10 }),
  orderTokens: createOrderTokens(async () => 'key', 'dev'),
});

const callOrders = callHttp('orders');
/** Each call has an instance of its own. */
const call = <Body = Order>(
  name: string,
  handler: (deps: ReturnType<typeof depsOf>) => HttpFunction,
  request: Parameters<typeof callOrders>[2],
) => callOrders<Body>(name, handler(depsOf()), request);

const PERSON = {
  email: 'zofie@angstrom.example',
  note: 'Klingel „Žofie“ zweimal',
  shippingAddress: {
    name: 'Žofie Ångström',
    company: 'Ångström & Töchter',
    line1: 'Straße der Eichhörnchen 7',
    line2: 'Hinterhof links',
    city: 'Łódź',
    region: 'Łódzkie',
    postalCode: '90-001',
    country: 'PL',
    phone: '+48 42 555 01 99',
  },
};
const REASON = 'Žofie bestellt doch lieber selbst';
const body = {
  currency: 'GBP',
  lines: [{ sku: 'MUG', quantity: 1 }],
  ...PERSON,
  paymentToken: 'tok_approved',
};

const place = (more: object = {}, key = 'once') =>
  call('place-order', (deps) => http(routes.placeOrder, (request) => placeOrder(request, deps)), {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: { ...body, ...more },
  });
const read = (orderId: string) =>
  call('get-order', (deps) => http(routes.getOrder, (request) => getOrder(request, deps)), {
    params: { orderId },
  });
const list = (customerId: string) =>
  call<{ readonly items: readonly Order[] }>(
    'list-orders',
    (deps) => http(routes.listOrders, (request) => listOrders(request, deps)),
    { query: { customerId } },
  );
const history = (orderId: string) =>
  call<{ readonly items: readonly { readonly data: object }[] }>(
    'get-order-history',
    (deps) => http(routes.getOrderHistory, (request) => getOrderHistory(request, deps)),
    { params: { orderId } },
  );
const cancel = (orderId: string) =>
  call('cancel-order', (deps) => http(routes.cancelOrder, (request) => cancelOrder(request, deps)), {
    method: 'POST',
    params: { orderId },
    body: { reason: REASON },
  });

async function project(orderId: string): Promise<void> {
  const deps = depsOf();
  await projectOrder(await deps.orders.history(orderId), deps);
}
const subjectOf = async (orderId: string): Promise<string> => {
  const { state } = await depsOf().orders.load(orderId);
  return state.status === 'none' ? '' : state.subjectId;
};

/** Texts of the person, in the forms in which they could be stored. */
const TRACES = Object.values({
  ...PERSON,
  ...PERSON.shippingAddress,
  shippingAddress: '',
  country: '',
  REASON,
})
  .filter((text): text is string => typeof text === 'string' && text !== '')
  .flatMap((text) => [
    text,
    text.toLowerCase(),
    encodeURIComponent(text),
    Buffer.from(text).toString('base64url'),
    Buffer.from(text)
      .toString('base64')
      .replace(/={1,2}$/, ''),
  ]);

describe('an order', () => {
  it('is read as it was sent, by every instance', async () => {
    const placed = await place({ customerId: 'reader' }, 'read');
    expect(placed.body).toMatchObject(PERSON);
    expect(placed.body).not.toHaveProperty('personalData');
    expect(placed.body).not.toHaveProperty('sealed');
    await project(placed.body.id);
    await expect(read(placed.body.id)).resolves.toMatchObject({ body: PERSON });
    await expect(list('reader')).resolves.toMatchObject({ body: { items: [PERSON] } });
    const cancelled = await cancel(placed.body.id);
    expect(cancelled.body).toMatchObject({ ...PERSON, cancellationReason: REASON });
    const events = (await history(placed.body.id)).body.items.map(({ data }) => data);
    expect(events).toEqual([expect.objectContaining(PERSON), { reason: REASON }]);
  });

  it('is the same for a repeat of its request, although seals are random', async () => {
    const first = await place({ customerId: 'twice' }, 'twice');
    const { status, body: repeated } = await place({ customerId: 'twice' }, 'twice');
    expect([status, repeated]).toEqual([first.status, first.body]);
    const other = await call<{ readonly code: string }>(
      'place-order',
      (deps) => http(routes.placeOrder, (request) => placeOrder(request, deps)),
      { method: 'POST', headers: { 'Idempotency-Key': 'twice' }, body: { ...body, note: 'another' } },
    );
    expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('of one customer is sealed with the keys of the first', async () => {
    const [one, other] = await Promise.all(['a', 'b'].map((key) => place({ customerId: 'loyal' }, key)));
    expect(await subjectOf(one?.body.id ?? '')).toBe(await subjectOf(other?.body.id ?? ''));
    const [guests, next] = await Promise.all(['c', 'd'].map((key) => place({}, key)));
    expect(await subjectOf(guests?.body.id ?? '')).not.toBe(await subjectOf(next?.body.id ?? ''));
  });

  it('is stored and published without any text of the person', async () => {
    const { body: placed } = await place({ customerId: 'stored' }, 'stored');
    await cancel(placed.id);
    await project(placed.id);
    const commits = await depsOf().orders.history(placed.id);
    const events = commits.flatMap((_commit, index) => toContractEvents(commits.slice(0, index + 1)));
    expect(events.map(({ type }) => type)).toEqual(['OrderPlaced', 'OrderCancelled']);
    const scans = STORED.map((TableName) =>
      db.documents.send(new ScanCommand({ TableName, ConsistentRead: true })),
    );
    const stored = JSON.stringify([events, ...(await Promise.all(scans)).map(({ Items }) => Items)]);
    expect(stored).toContain(placed.id);
    expect(TRACES.filter((text) => stored.includes(text))).toEqual([]);
  });
});

describe('an order whose keys were deleted', () => {
  it('is read without the erased fields', async () => {
    const { body: placed } = await place({ customerId: 'erased' }, 'erased');
    await cancel(placed.id);
    await project(placed.id);
    await seals.newSubjectKeys().deleteKeys(await subjectOf(placed.id), ['contact']);
    const { email: _email, note: _note, cancellationReason: _reason, ...rest } = placed;
    const { phone: _phone, ...shippingAddress } = placed.shippingAddress;
    const partly = { ...rest, shippingAddress, personalData: 'erased' };
    const expected = { ...partly, status: 'cancelled', version: 1 };
    const { body: shown } = await read(placed.id);
    expect(shown).toEqual({ ...expected, cancelledAt: shown.cancelledAt, updatedAt: shown.updatedAt });
    await seals.newSubjectKeys().deleteKeys(await subjectOf(placed.id), ['invoice']);
    const { body: erased } = await read(placed.id);
    expect(erased).toEqual({ ...shown, shippingAddress: { country: 'PL' } });
    expect((await list('erased')).body.items).toEqual([erased]);
    const events = (await history(placed.id)).body.items.map(({ data }) => data);
    expect(events[0]).toMatchObject({ shippingAddress: { country: 'PL' }, personalData: 'erased' });
    expect(events[0]).not.toHaveProperty('email');
    expect(events[1]).toEqual({});
  });

  it('can be cancelled, without a reason', async () => {
    const { body: placed } = await place({ customerId: 'late' }, 'late');
    await seals.newSubjectKeys().deleteKeys(await subjectOf(placed.id), ['contact', 'invoice']);
    const { status, body: cancelled } = await cancel(placed.id);
    expect([status, cancelled.status]).toEqual([200, 'cancelled']);
    expect(cancelled).not.toHaveProperty('cancellationReason');
  });

  it('of a guest is read with the country alone', async () => {
    const { body: placed } = await call<PlacedGuestOrder>(
      'place-guest-order',
      (deps) => http(routes.placeGuestOrder, (request) => placeGuestOrder(request, deps)),
      { method: 'POST', headers: { 'Idempotency-Key': 'guest' }, body },
    );
    expect(placed.shippingAddress).toEqual({ city: 'Łódź', region: 'Łódzkie', country: 'PL' });
    const emailHash = await seals.guestHashes.ofEmail(PERSON.email);
    const found = await seals.newSubjectKeys().findByEmail(emailHash);
    const subjectId = found.find(({ orderId }) => orderId === placed.id)?.subjectId ?? '';
    await seals.newSubjectKeys().deleteKeys(subjectId, ['contact', 'invoice']);
    const { body: shown } = await call<GuestOrder>(
      'get-guest-order',
      (deps) => http(routes.getGuestOrder, (request) => getGuestOrder(request, deps)),
      { params: { orderId: placed.id }, headers: { 'X-Order-Token': placed.orderToken } },
    );
    expect(shown.shippingAddress).toEqual({ country: 'PL' });
  });
});
