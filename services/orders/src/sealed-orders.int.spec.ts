import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { listEntries } from '@tradepost/audit/list-entries';
import type { GuestOrder, InvoiceDetails, Order, PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import * as routes from '@tradepost/contracts/orders/routes';
import { http } from '@tradepost/lambda/http/http';
import type { Erasure } from '@tradepost/personal-data/subject';
import { createSubjectErasures } from '@tradepost/personal-data/subject-erasures';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { ISSUERS } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { messagesTo } from '@tradepost/testing/messages-to';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { createOrderSeals } from './adapters/order-seals.ts';
import { createOrderTokens } from './adapters/order-tokens.ts';
import { exportPart } from './commands/export-part.ts';
import { findOrdersOfPerson } from './commands/find-orders-of-person.ts';
import { onSubjectErased, handler as onSubjectErasedHandler } from './consumers/on-subject-erased.ts';
import { createDeps } from './deps.ts';
import { cancelOrder } from './http/cancel-order.ts';
import { getGuestOrder } from './http/get-guest-order.ts';
import { getInvoiceDetails } from './http/get-invoice-details.ts';
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

const erase = (erasure: Erasure) =>
  createSubjectErasures({
    client: db.documents,
    tableName: 'tradepost-dev-customers-subject-keys',
  }).erase(erasure);

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
    await erase({ subjectId: await subjectOf(placed.id), invoiceUntil: '2036-12-31' });
    const { email: _email, note: _note, cancellationReason: _reason, ...rest } = placed;
    const shippingAddress = { country: 'PL' };
    const { customerId: _customerId, ...facts } = rest;
    const expected = { ...facts, shippingAddress, personalData: 'erased', status: 'cancelled', version: 1 };
    const { body: erased } = await read(placed.id);
    expect(erased).toEqual({ ...expected, cancelledAt: erased.cancelledAt, updatedAt: erased.updatedAt });
    expect((await list('erased')).body.items).toEqual([erased]);
    const events = (await history(placed.id)).body.items.map(({ data }) => data);
    expect(events[0]).toMatchObject({ shippingAddress: { country: 'PL' }, personalData: 'erased' });
    expect(events[0]).not.toHaveProperty('email');
    expect(events[1]).toEqual({});
  });

  it('can be cancelled, without a reason', async () => {
    const { body: placed } = await place({ customerId: 'late' }, 'late');
    await erase({ subjectId: await subjectOf(placed.id) });
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
    await erase({ subjectId });
    const { body: shown } = await call<GuestOrder>(
      'get-guest-order',
      (deps) => http(routes.getGuestOrder, (request) => getGuestOrder(request, deps)),
      { params: { orderId: placed.id }, headers: { 'X-Order-Token': placed.orderToken } },
    );
    expect(shown.shippingAddress).toEqual({ country: 'PL' });
  });
});

describe('an erased person', () => {
  const BY = { id: 'prq_1/sub_1', source: 'tradepost.customers', correlationid: 'cor_1' };
  const invoiceUntil = '2036-12-31';
  const invoice = (orderId: string) =>
    call<InvoiceDetails & { readonly code: string }>(
      'get-invoice-details',
      (deps) => http(routes.getInvoiceDetails, (request) => getInvoiceDetails(request, deps)),
      { params: { orderId } },
    );
  /** An order whose customer was erased, and whose projection is up to date. */
  const placeAndErase = async (customerId: string) => {
    const { body: placed } = await place({ customerId }, `erasure-of-${customerId}`);
    await project(placed.id);
    const subjectId = await subjectOf(placed.id);
    await erase({ subjectId, invoiceUntil });
    await onSubjectErased({ subjectId, customerId }, BY, depsOf());
    await project(placed.id);
    return { placed, subjectId };
  };

  it('has orders that no list finds by the customer', async () => {
    const { placed, subjectId } = await placeAndErase('gone');
    expect((await list('gone')).body.items).toEqual([]);
    const { body: shown } = await read(placed.id);
    expect(shown).toMatchObject({ id: placed.id, total: placed.total, personalData: 'erased', version: 1 });
    expect(shown).not.toHaveProperty('customerId');
    await onSubjectErased({ subjectId, customerId: 'gone', orderId: placed.id }, BY, depsOf());
    expect((await read(placed.id)).body.version).toBe(1);
  });

  it('keeps the orders that were placed with other keys', async () => {
    const { subjectId } = await placeAndErase('back');
    const { body: later } = await place({ customerId: 'back' }, 'after-the-erasure');
    await project(later.id);
    await onSubjectErased({ subjectId, customerId: 'back' }, BY, depsOf());
    expect((await read(later.id)).body).toMatchObject({ customerId: 'back', version: 0, ...PERSON });
  });

  it('has name and address for taxes alone, until they are deleted, too', async () => {
    const { placed, subjectId } = await placeAndErase('taxed');
    const { phone: _phone, ...address } = PERSON.shippingAddress;
    expect((await invoice(placed.id)).body).toEqual({
      orderId: placed.id,
      address,
      total: placed.total,
      placedAt: placed.placedAt,
      restrictedUntil: invoiceUntil,
    });
    const { items } = await listEntries(db.documents, 'tradepost-dev-operations-audit', {
      by: { target: `orders/${placed.id}` },
      newestFirst: true,
      limit: 10,
    });
    expect(items.map(({ act }) => act)).toEqual(['InvoiceDetailsRead']);
    await erase({ subjectId });
    expect((await invoice(placed.id)).body.code).toBe('INVOICE_DETAILS_ERASED');
    expect((await invoice('ord_01JD3XK8WQ4N6T2B9V5M7R0C1E')).status).toBe(404);
  });

  it('is found with all orders and what is under way, before and after', async () => {
    const { subjectId } = await placeAndErase('found');
    const whom = { customerId: 'found', orderIds: [] };
    expect(await findOrdersOfPerson(whom, depsOf())).toMatchObject({ orders: 0, lastPlacedAt: null });
    const { body: later } = await place({ customerId: 'found' }, 'found-later');
    await project(later.id);
    expect(await findOrdersOfPerson(whom, depsOf())).toEqual({
      orders: 1,
      pending: 1,
      lastPlacedAt: later.placedAt,
      customerId: 'found',
      subjectIds: [expect.not.stringContaining(subjectId)],
    });
  });

  it('gets an export of their orders, as they see them', async () => {
    const { body: placed } = await place({ customerId: 'exported' }, 'exported');
    await project(placed.id);
    const stored: unknown[] = [];
    const exportParts = { put: async (...part: readonly unknown[]) => void stored.push(...part) };
    const given = { requestId: 'prq_1', customerId: 'exported', orderIds: [] };
    expect(await exportPart(given, { ...depsOf(), exportParts })).toEqual({ orders: 1 });
    expect(stored).toEqual([
      'prq_1',
      'orders',
      [expect.objectContaining({ id: placed.id, paymentId: placed.paymentId, ...PERSON })],
    ]);
  });

  it('is erased by the message that is delivered', async () => {
    const delivered = (await messagesTo('orders')).get('onSubjectErased') ?? [];
    expect(delivered.map(({ sample }) => sample)).toEqual(['subject-erased']);
    process.env['CUSTOMERS_DEAD_LETTERS_URL'] = 'unused';
    const handler = asFunction('tradepost-dev-orders-on-subject-erased', onSubjectErasedHandler);
    const messages = delivered.map(({ message }) => message);
    expect(await handler(toSqsEvent(messages), toContext())).toEqual({ batchItemFailures: [] });
  });
});
