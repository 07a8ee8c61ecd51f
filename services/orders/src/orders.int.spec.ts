import { AsyncLocalStorage } from 'node:async_hooks';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createAuditLog } from '@tradepost/audit/audit-log';
import type { Product } from '@tradepost/contracts/catalog/model';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { placeOrder as placeOrderCommand } from '@tradepost/contracts/orders/commands';
import type { Order } from '@tradepost/contracts/orders/model';
import * as routes from '@tradepost/contracts/orders/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { sampleOf } from '@tradepost/contracts/samples';
import { http } from '@tradepost/lambda/http/http';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { ISSUERS } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { oneFieldChanged } from '@tradepost/testing/each-field';
import { createOrderProjection } from './adapters/order-projection.ts';
import { createOrderTokens } from './adapters/order-tokens.ts';
import { orderCommands } from './commands/order-commands.ts';
import { createDeps, type Deps } from './deps.ts';
import { CatalogUnavailableError } from './domain/catalog-unavailable-error.ts';
import type { Offer } from './domain/price-lines.ts';
import { cancelOrder } from './http/cancel-order.ts';
import { getOrder } from './http/get-order.ts';
import { getOrderHistory } from './http/get-order-history.ts';
import { listOrders } from './http/list-orders.ts';
import { type PlaceOrderDeps, placeOrder } from './http/place-order.ts';
import { sweepOrders } from './schedules/sweep-orders.ts';
import { type Seals, startSeals } from './seals.spec-kit.ts';
import { projectOrder } from './streams/project-orders.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const VIEWS_TABLE = 'tradepost-dev-orders-views';

let db: DynamoDb;
let seals: Seals;
let deps: Deps & PlaceOrderDeps;
/** Offers that the catalogue returns; `undefined` if it is unavailable. */
let catalogOffers: ReadonlyMap<string, Offer> | undefined = new Map();
/** SKUs of each read from the catalogue. */
let asked: (readonly string[])[] = [];
let clock = Date.parse('2026-03-01T09:00:00.000Z');

beforeAll(async () => {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  Object.assign(process.env, ISSUERS);
  process.env['NEGOTIATED_PRICE_FLOOR_PERCENT'] = '0';
  process.env['ORDER_EVENTS_TABLE_NAME'] = 'tradepost-dev-orders-events';
  process.env['ORDER_VIEWS_TABLE_NAME'] = VIEWS_TABLE;
  process.env['ORDER_NUMBERS_TABLE_NAME'] = 'tradepost-dev-orders-numbers';
  process.env['OFFERS_TABLE_NAME'] = 'tradepost-dev-orders-offers';
  db = await startDynamoDb({
    services: ['orders', 'customers', 'operations'],
    lagging: ['tradepost-dev-orders-events', 'tradepost-dev-orders-views'],
  });
  seals = await startSeals(db);
  deps = {
    ...createDeps(db.documents, tick),
    audit: createAuditLog({
      ...{ client: db.documents, tableName: 'tradepost-dev-operations-audit', stage: 'dev', nowMs: Date.now },
    }),
    ...seals,
    catalogOffers: () => ({
      read: async (skus) => {
        asked.push(skus);
        if (catalogOffers === undefined) throw new CatalogUnavailableError('no answer');
        return catalogOffers;
      },
    }),
  };
  await deps.offers.save(product);
}, 120_000);

afterAll(async () => {
  await db?.stop();
  await seals?.stop();
});

/** Returns the time, one second later with each call. */
function tick(): string {
  clock += 1_000;
  return new Date(clock).toISOString();
}

const product: Product = {
  id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  status: 'active',
  version: 0,
  title: 'Mug',
  slug: 'mug',
  categories: [],
  variants: [
    { sku: 'MUG-BLUE', title: 'Mug, blue', options: {}, prices: { GBP: 850 } },
    { sku: 'MUG-RED', options: {}, prices: { GBP: 900 } },
  ],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

const body = {
  currency: 'GBP',
  lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};

const asOrders = <Arguments extends readonly unknown[], Result>(
  name: string,
  handler: (...args: Arguments) => Result,
) => asFunction(`tradepost-dev-orders-${name}`, handler);
const call = callHttp('orders');

const placing = http(routes.placeOrder, (request) => placeOrder(request, deps));
const place = <Answer = Order>(changes: object = {}, headers: Record<string, string> = {}) =>
  call<Answer>('place-order', placing, {
    method: 'POST',
    path: '/v1/orders',
    headers,
    body: { ...body, ...changes },
  });

const read = <Answer = Order>(orderId: string, query: Record<string, string> = {}) =>
  call<Answer>(
    'get-order',
    http(routes.getOrder, (request) => getOrder(request, deps)),
    {
      method: 'GET',
      path: `/v1/orders/${orderId}`,
      params: { orderId },
      query,
    },
  );

const cancel = <Answer = Order>(orderId: string) =>
  call<Answer>(
    'cancel-order',
    http(routes.cancelOrder, (request) => cancelOrder(request, deps)),
    {
      method: 'POST',
      path: `/v1/orders/${orderId}/cancel`,
      params: { orderId },
      body: { reason: 'changed my mind' },
    },
  );

const list = (query: Record<string, string>, on: Pick<Deps, 'orderProjection' | 'orderNumbers'> = deps) =>
  call<{ items: Order[]; nextCursor?: string }>(
    'list-orders',
    http(routes.listOrders, (request) => listOrders(request, { ...seals, ...on })),
    { method: 'GET', path: '/v1/orders', query },
  );

const command = (orderId: string, id: string): CloudEvent<{ orderId: string }> => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'ConfirmOrder',
  subject: orderId,
  time: '2026-03-01T09:00:00.000Z',
  correlationid: 'cor_saga',
  data: { orderId },
});

const confirm = (orderId: string) =>
  asOrders(
    'commands',
    orderCommands(
      () => deps,
      () => seals.orderSeals,
      () => createOrderTokens(async () => 'key', 'dev'),
    ) as (event: CloudEvent, context: unknown) => Promise<unknown>,
  )(command(orderId, 'cmd_1'), toContext());

/** A client that sends one request at a time, and runs `move` after each query. */
function movesBetweenQueries(move: () => Promise<void>): DynamoDBDocumentClient {
  let last: Promise<unknown> = Promise.resolve();
  // Runs outside the list function's context, whose IAM role may not write.
  const moveAsOthers = AsyncLocalStorage.bind(move);
  const send = (command: QueryCommand) => {
    const sent = last.then(async () => {
      const answer = await db.documents.send(command);
      if (command instanceof QueryCommand) await moveAsOthers();
      return answer;
    });
    last = sent.catch(() => undefined);
    return sent;
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

/** A client whose queries read at most `Limit` entries, before the filter. */
function withLimit(client: DynamoDBDocumentClient, Limit: number): DynamoDBDocumentClient {
  const send = (command: QueryCommand) =>
    client.send(command instanceof QueryCommand ? new QueryCommand({ ...command.input, Limit }) : command);
  return { send } as unknown as DynamoDBDocumentClient;
}

/** Projects an order as the table's stream does. */
async function project(orderId: string): Promise<void> {
  await asOrders('project-orders', projectOrder)(await deps.orders.history(orderId), deps);
}

/** The types of the contract events that the stream publishes for an order. */
async function published(orderId: string): Promise<readonly string[]> {
  const log = await deps.orders.history(orderId);
  return log.flatMap((_commit, index) => toContractEvents(log.slice(0, index + 1)).map(({ type }) => type));
}

describe('placeOrder', () => {
  it('answers 201 with the order, its Location and its ETag', async () => {
    const answer = await place();
    expect(answer).toMatchObject({
      status: 201,
      headers: { ETag: '"0"', Location: `/v1/orders/${answer.body.id}` },
      body: { status: 'placed', total: { amountMinor: 1700, currency: 'GBP' } },
    });
    expect(routes.placeOrder.success.body.parse(answer.body)).toEqual(answer.body);
    expect(JSON.stringify(answer.body)).not.toContain('tok_approved');
    expect((await read(answer.body.id)).body).toEqual(answer.body);
  });

  it('answers a repeat as the first request, even if the order was confirmed meanwhile', async () => {
    const first = await place({}, { 'Idempotency-Key': 'repeat-1' });
    await confirm(first.body.id);
    const repeat = await place({}, { 'Idempotency-Key': 'repeat-1' });
    expect(repeat.status).toBe(201);
    expect(repeat.body).toEqual(first.body);
    expect((await deps.orders.history(first.body.id)).length).toBe(2);
  });

  it('answers a repeat as the first request, even if the SKU is no longer for sale', async () => {
    const red = { lines: [{ sku: 'MUG-RED', quantity: 1 }] };
    const first = await place(red, { 'Idempotency-Key': 'repeat-2' });
    await deps.offers.save({
      ...{ ...product, version: 1, variants: product.variants.slice(0, 1) },
      skusRemoved: ['MUG-RED'],
    });
    expect((await place<Problem>(red)).body.code).toBe('SKU_NOT_FOR_SALE');
    expect((await place(red, { 'Idempotency-Key': 'repeat-2' })).body).toEqual(first.body);
  });

  it('refuses a SKU dropped by its product, even if the older version of the product arrived last', async () => {
    const cup = { ...product, id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C9Z', slug: 'cup' };
    const variants = ['CUP-BLUE', 'CUP-RED'].map((sku) => ({ sku, options: {}, prices: { GBP: 100 } }));
    await deps.offers.save({
      ...{ ...cup, version: 1, variants: variants.slice(0, 1) },
      skusRemoved: ['CUP-RED'],
    });
    await deps.offers.save({ ...cup, version: 0, variants });
    expect((await place<Problem>({ lines: [{ sku: 'CUP-RED', quantity: 1 }] })).body.code).toBe(
      'SKU_NOT_FOR_SALE',
    );
    expect((await place({ lines: [{ sku: 'CUP-BLUE', quantity: 1 }] })).status).toBe(201);
  });

  it('refuses another order with the same Idempotency-Key', async () => {
    await place({}, { 'Idempotency-Key': 'reused' });
    const other = await place<Problem>({ note: 'and a bow' }, { 'Idempotency-Key': 'reused' });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  const complete = {
    ...body,
    customerId: 'cus_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    expectedTotal: { amountMinor: 1_700, currency: 'GBP' },
    note: 'with a bow',
    reference: 'A-1',
  };
  it.each(
    oneFieldChanged<object>(complete, {
      ...complete,
      customerId: 'cus_01JD3XK8WQ4N6T2B9V5M7R0C1F',
      email: 'grace@example.com',
      expectedTotal: { amountMinor: 1_800, currency: 'GBP' },
      lines: [
        { sku: 'MUG-RED', quantity: 1 },
        { sku: 'MUG-BLUE', quantity: 2 },
      ],
      note: 'without a bow',
      paymentToken: 'tok_declined',
      reference: 'A-2',
      shippingAddress: { ...body.shippingAddress, city: 'Leeds', company: 'Analytical Engines' },
    }),
  )('refuses its Idempotency-Key with another $pointer', async ({ pointer, body: other }) => {
    const headers = { 'Idempotency-Key': `another ${pointer}`.replaceAll(' ', '-') };
    expect((await place(complete, headers)).status).toBe(201);
    expect(
      await call<Problem>('place-order', placing, { method: 'POST', headers, body: other }),
    ).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('places one order for 100 concurrent identical requests', async () => {
    // On a busy machine some are out of time, and are repeated as a client repeats them.
    const placeOnce = async (): ReturnType<typeof place> => {
      const answer = await place({}, { 'Idempotency-Key': 'hundredfold' });
      return answer.status < 500 ? answer : placeOnce();
    };
    const answers = await Promise.all(Array.from({ length: 100 }, placeOnce));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
  });

  it('accepts up to 1,000 lines', async () => {
    const lines = Array.from({ length: 1_000 }, () => ({ sku: 'MUG-BLUE', quantity: 1 }));
    expect((await place({ lines })).body.total.amountMinor).toBe(850_000);
    expect((await place<Problem>({ lines: [...lines, lines[0]] })).body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ pointer: '#/lines' }],
    });
  });

  it('names the fields of invalid input, and never repeats a card number', async () => {
    const answer = await place<Problem>({
      note: 'take 4242 4242 4242 4242',
      lines: [{ sku: 'MUG-BLUE', quantity: 0 }],
    });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('CARD_NUMBER_NOT_ACCEPTED');
    expect(answer.body.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '#/lines/0/quantity',
      '#/note',
    ]);
    expect(JSON.stringify(answer.body)).not.toContain('4242');
  });
});

describe('placeOrder with offers that differ from the catalogue', () => {
  const lamp: Offer = { sku: 'LAMP', title: 'Lamp', isForSale: true, prices: { GBP: 3000 } };
  const order = { lines: [{ sku: 'LAMP', quantity: 1 }] };
  const lampProduct: Product = {
    ...product,
    id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C7A',
    slug: 'lamp',
    status: 'draft',
    variants: [{ sku: 'LAMP', options: {}, prices: { USD: 3500 } }],
  };
  beforeEach(() => {
    catalogOffers = new Map([['LAMP', lamp]]);
    asked = [];
  });
  afterEach(() => {
    catalogOffers = new Map();
  });

  it('accepts a SKU that the projection does not have yet', async () => {
    const answer = await place(order);
    expect(answer).toMatchObject({ status: 201, body: { lines: [{ sku: 'LAMP', title: 'Lamp' }] } });
    expect(asked).toEqual([['LAMP']]);
  });

  it('refuses a SKU that the catalogue does not have either', async () => {
    const answer = await place<Problem>({ lines: [{ sku: 'LAMPP', quantity: 1 }] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'UNKNOWN_SKU', skus: ['LAMPP'] } });
  });

  it('answers 503 with Retry-After if the catalogue is unavailable', async () => {
    catalogOffers = undefined;
    const answer = await place<Problem>(order);
    expect(answer).toMatchObject({ status: 503, body: { code: 'CATALOG_UNAVAILABLE' } });
    expect(answer.headers['Retry-After']).toBe('1');
  });

  it('accepts a product that was just activated, and a currency that was just added', async () => {
    await deps.offers.save(lampProduct);
    expect((await place(order)).status).toBe(201);
    await deps.offers.save({ ...lampProduct, version: 1, status: 'active' });
    expect((await place(order)).status).toBe(201);
    expect(asked).toHaveLength(2);
  });

  it('accepts a price that was just lowered', async () => {
    catalogOffers = new Map([['MUG-BLUE', { ...lamp, sku: 'MUG-BLUE', prices: { GBP: 800 } }]]);
    const answer = await place({ expectedTotal: { amountMinor: 1600, currency: 'GBP' } });
    expect(answer).toMatchObject({ status: 201, body: { total: { amountMinor: 1600 } } });
  });

  it('does not read from the catalogue if the projection has the SKU for sale', async () => {
    expect((await place()).status).toBe(201);
    expect(asked).toEqual([]);
  });
});

describe('placeOrder and the payment token', () => {
  const free = { lines: [{ sku: 'MUG-BLUE', quantity: 1, unitPrice: { amountMinor: 0, currency: 'GBP' } }] };

  it('accepts an order with a total of 0 without one', async () => {
    const answer = await place({ ...free, paymentToken: undefined });
    expect(answer).toMatchObject({ status: 201, body: { total: { amountMinor: 0, currency: 'GBP' } } });
    expect((await read(answer.body.id)).body).toEqual(answer.body);
  });

  it('accepts an order with a total of 0 with one', async () => {
    expect((await place(free)).status).toBe(201);
  });

  it('refuses an order with a total above 0 without one', async () => {
    const answer = await place<Problem>({ paymentToken: undefined });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'PAYMENT_TOKEN_REQUIRED', total: { amountMinor: 1700, currency: 'GBP' } },
    });
  });
});

describe('an order stored before the API rules became stricter', () => {
  const id = 'ord_01JD3XK8WQ4N6T2B9V5M7R0CZZ';
  const stored = {
    type: 'OrderPlaced',
    at: '2026-02-01T09:00:00.000Z',
    orderId: id,
    reservationId: id.replace('ord_', 'res_'),
    paymentId: id.replace('ord_', 'pay_'),
    customerId: 'a customer\u0007',
    country: 'XX',
    currency: 'ZZZ',
    lines: [
      {
        sku: '#1/ü',
        title: 'Mug\u202e\u0001',
        quantity: 0,
        unitPrice: { amountMinor: -1, currency: 'ZZZ' },
      },
    ],
    total: { amountMinor: 999_999_999_999_999, currency: 'ZZZ' },
    sealedPaymentToken: '',
  };
  const contact = { email: 'not an address', note: 'take 4242 4242 4242 4242' };
  const invoice = { name: 'A\u0000da\n', line1: ' 12 St James Square ', city: '' };

  it('can be read, listed and cancelled with its stored fields', async () => {
    const emailHash = async () => 'eml_1';
    const sealed = await seals.orderSeals.seal({ orderId: id, emailHash, contact, invoice });
    await db.documents.send(
      new PutCommand({
        TableName: 'tradepost-dev-orders-events',
        Item: {
          pk: `order#${id}`,
          sk: 0,
          id,
          version: 0,
          events: [{ ...stored, ...sealed }],
          ...{ at: stored.at, actor: 'shop', correlationId: 'cor_old' },
        },
      }),
    );
    await project(id);
    const { type: _type, at: placedAt, orderId: _id, sealedPaymentToken: _token, country, ...rest } = stored;
    const facts = { ...rest, ...contact, shippingAddress: { ...invoice, country } };
    expect((await read(id)).body).toMatchObject({ id, status: 'placed', placedAt, ...facts });
    const listed = (await list({ status: 'placed', limit: '100' })).body.items.find((each) => each.id === id);
    expect(listed).toMatchObject(facts);
    expect((await cancel(id)).body).toMatchObject({ id, status: 'cancelled', ...facts });
    await project(id);
    expect(await published(id)).toEqual(['OrderPlaced', 'OrderCancelled']);
  });
});

describe('fields of an order', () => {
  it.each(['auth0|5f7c8ec7c33c6c004bbafe82', 'gid://shop/Customer/1', '顧客#7/?&=%', '🐍'.repeat(255)])(
    'select exactly the orders of the customer %s',
    async (customerId) => {
      const placed = (await place({ customerId })).body.id;
      const again = (await place({ customerId })).body.id;
      const other = (await place({ customerId: customerId.slice(0, -2) })).body.id;
      for (const id of [placed, again, other]) await project(id);
      const first = await list({ customerId, limit: '1' });
      const second = await list({ customerId, limit: '1', cursor: first.body.nextCursor ?? '' });
      expect([first, second].flatMap(({ body }) => body.items.map(({ id }) => id))).toEqual([again, placed]);
      expect(second.body.nextCursor).toBeUndefined();
    },
  );

  it('accept values in the formats of other systems', async () => {
    const fields = {
      email: 'a&b@xn--e1afmkfd.xn--p1ai',
      reference: '405-1234567-1234009',
      note: 'EAN 4006381331043\nIBAN GB29 NWBK 6016 1331 9268 19',
    };
    const shippingAddress = {
      ...{ name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'XK' },
      phone: '+49 151 23456001',
    };
    const { status, body } = await place({ ...fields, shippingAddress });
    expect([status, body]).toMatchObject([201, { ...fields, shippingAddress }]);
  });

  it.each([
    ['#/shippingAddress/country', { country: 'UK' }, /use GB/],
    ['#/shippingAddress/name', { name: 'Ada\nLovelace' }, /line breaks/],
  ])('cause a 400 that states the violated rule: %s', async (pointer, wrong, detail) => {
    const shippingAddress = {
      ...{ name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
      ...wrong,
    };
    const { status, body } = await place<Problem>({ shippingAddress });
    expect([status, body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail: expect.stringMatching(detail) })],
    ]);
  });
});

describe('history of an order', () => {
  it('can be read as of an instant', async () => {
    const { body: placed } = await place();
    await confirm(placed.id);
    await cancel(placed.id);
    const [, confirmed, cancelled] = await deps.orders.history(placed.id);
    expect((await read(placed.id)).body.status).toBe('cancelled');
    expect((await read(placed.id, { at: confirmed?.at ?? '' })).body).toMatchObject({
      status: 'confirmed',
      version: 1,
    });
    expect((await read(placed.id, { at: placed.placedAt })).body).toEqual(placed);
    expect((await read(placed.id, { at: cancelled?.at ?? '' })).body.status).toBe('cancelled');
    const inUtcOffset = placed.placedAt.replace('Z', '+00:00');
    expect((await read(placed.id, { at: inUtcOffset })).body).toEqual(placed);
    // A `+` that the caller did not percent-encode arrives as a space.
    expect((await read(placed.id, { at: inUtcOffset.replace('+', ' ') })).body).toEqual(placed);
    expect((await read<Problem>(placed.id, { at: '2020-01-01T00:00:00Z' })).body.code).toBe(
      'ORDER_NOT_FOUND',
    );
  });

  it('contains each event with its actor and correlation id, without the payment token', async () => {
    const { body: placed, headers } = await place({}, { 'X-Correlation-Id': 'cor-42' });
    await confirm(placed.id);
    const { body: history } = await call<{ items: { type: string }[] }>(
      'get-order-history',
      http(routes.getOrderHistory, (request) => getOrderHistory(request, deps)),
      { method: 'GET', path: '/', params: { orderId: placed.id } },
    );
    expect(history.items).toMatchObject([
      { version: 0, type: 'OrderPlaced', actor: 'user-1', correlationId: headers['X-Correlation-Id'] },
      { version: 1, type: 'OrderConfirmed', actor: 'tradepost.orders', correlationId: 'cor_saga' },
    ]);
    expect(JSON.stringify(history)).not.toContain('tok_approved');
  });
});

describe('cancelOrder', () => {
  it('returns the same order if repeated, and prevents confirmation', async () => {
    const { body: placed } = await place();
    const first = await cancel(placed.id);
    expect(first.body).toMatchObject({
      status: 'cancelled',
      cancellationReason: 'changed my mind',
      version: 1,
    });
    expect((await cancel(placed.id)).body).toEqual(first.body);
    expect(await confirm(placed.id)).toEqual({ outcome: 'rejected', rejection: { code: 'ORDER_CANCELLED' } });
  });

  it('answers 404 ORDER_NOT_FOUND', async () => {
    const answer = await cancel<Problem>('ord_0000000000000000000000000A');
    expect(answer).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_FOUND' } });
  });
});

describe('the projection of orders', () => {
  it('lists the orders of a customer in pages, newest first', async () => {
    const placed = [];
    for (let index = 0; index < 5; index += 1) {
      placed.push((await place({ customerId: 'pages', reference: `${index}` })).body);
    }
    await Promise.all(placed.map(({ id }) => project(id)));
    const first = await list({ customerId: 'pages', limit: '2' });
    const second = await list({ customerId: 'pages', limit: '2', cursor: first.body.nextCursor ?? '' });
    const third = await list({ customerId: 'pages', limit: '2', cursor: second.body.nextCursor ?? '' });
    const pages = [first, second, third].map((page) => page.body.items.map(({ reference }) => reference));
    expect(pages).toEqual([['4', '3'], ['2', '1'], ['0']]);
    expect(third.body.nextCursor).toBeUndefined();
  });

  it('lists by status, over all shards, and by customer and status', async () => {
    const orders = [];
    for (let index = 0; index < 8; index += 1) orders.push((await place({ customerId: 'by-status' })).body);
    const confirmed = orders.slice(0, 3);
    for (const { id } of confirmed) await confirm(id);
    await Promise.all(orders.map(({ id }) => project(id)));
    const ids = (items: readonly Order[]) => items.map(({ id }) => id);
    const newestFirst = confirmed.map(({ id }) => id).reverse();
    expect(ids((await list({ customerId: 'by-status', status: 'confirmed' })).body.items)).toEqual(
      newestFirst,
    );
    expect(ids((await list({ status: 'confirmed', limit: '3' })).body.items)).toEqual(newestFirst);
    expect(ids((await list({ limit: '2' })).body.items)).toEqual([orders[7]?.id, orders[6]?.id]);
  });

  it('ignores a stream record that is delivered again', async () => {
    const { body: placed } = await place({ customerId: 'replay' });
    await confirm(placed.id);
    await project(placed.id);
    const [first, second] = await deps.orders.history(placed.id);
    if (first !== undefined) await asOrders('project-orders', projectOrder)([first], deps);
    if (second !== undefined) await asOrders('project-orders', projectOrder)([second], deps);
    expect((await list({ customerId: 'replay' })).body.items).toMatchObject([
      { status: 'confirmed', version: 1 },
    ]);
  });

  it('refuses a cursor that was not returned for the same filter', async () => {
    const placed = [
      (await place({ customerId: 'cursors' })).body,
      (await place({ customerId: 'cursors' })).body,
    ];
    await Promise.all(placed.map(({ id }) => project(id)));
    const ours = (await list({ customerId: 'cursors', limit: '1' })).body.nextCursor ?? '';
    expect((await list({ customerId: 'cursors', limit: '5', cursor: ours })).body.items).toHaveLength(1);
    for (const query of [
      { cursor: 'nonsense' },
      { cursor: Buffer.from('[""]').toString('base64url') },
      { cursor: ours },
      { cursor: ours, customerId: 'somebody-else' },
      { cursor: ours, customerId: 'cursors', status: 'placed' },
    ] as Record<string, string>[]) {
      expect([query, await list(query)]).toMatchObject([
        query,
        { status: 400, body: { code: 'INVALID_CURSOR' } },
      ]);
    }
  });

  it.each<Record<string, string>>([
    {},
    { customerId: 'moving' },
    { status: 'placed' },
    { status: 'confirmed' },
    { status: 'confirmed', customerId: 'moving' },
  ])('neither repeats nor misses an order while orders change: %j', async (filter) => {
    const orders: Order[] = [];
    for (let index = 0; index < 8; index += 1) orders.push((await place({ customerId: 'moving' })).body);
    const [confirmed, moving, resting] = [orders.slice(0, 2), orders.slice(2, 6), orders.slice(6)];
    for (const { id } of confirmed) await confirm(id);
    await Promise.all(orders.map(({ id }) => project(id)));
    const toMove = moving.map(({ id }) => id);
    const moves = movesBetweenQueries(async () => {
      const id = toMove.pop();
      if (id === undefined) return;
      await confirm(id);
      await project(id);
    });
    const items: Order[] = [];
    let cursor: string | undefined;
    do {
      const query = { ...filter, limit: '3', ...(cursor === undefined ? {} : { cursor }) };
      const page = await list(query, {
        ...deps,
        orderProjection: createOrderProjection({ client: moves, tableName: VIEWS_TABLE }),
      });
      expect(page.status).toBe(200);
      items.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== undefined);
    const ids = items.map(({ id }) => id);
    expect(toMove).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const always = {
      placed: resting,
      confirmed,
      any: orders,
    }[filter['status'] === 'placed' || filter['status'] === 'confirmed' ? filter['status'] : 'any'];
    expect(ids).toEqual(expect.arrayContaining(always.map(({ id }) => id)));
    expect(items.every(({ status }) => filter['status'] === undefined || status === filter['status'])).toBe(
      true,
    );
  });

  it('finds an order after more filtered-out orders than one page reads', async () => {
    const wanted = (await place({ customerId: 'filtered' })).body;
    for (let index = 0; index < 3; index += 1) {
      const { id } = (await place({ customerId: 'filtered' })).body;
      await confirm(id);
      await project(id);
    }
    await project(wanted.id);
    // Each query reads one entry, and a page makes two queries.
    const client = withLimit(db.documents, 1);
    const items: Order[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      pages += 1;
      const query = { customerId: 'filtered', status: 'placed', limit: '1', ...(cursor && { cursor }) };
      const page = await list(query, {
        ...deps,
        orderProjection: createOrderProjection({ client, tableName: VIEWS_TABLE, maxQueries: 2 }),
      });
      items.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== undefined);
    expect(items.map(({ id }) => id)).toEqual([wanted.id]);
    expect(pages).toBe(3);
  });
});

describe('listOrders with filters', () => {
  const idsOf = async (query: Record<string, string>) => (await list(query)).body.items.map(({ id }) => id);

  it('finds orders by reference, number and time, also together', async () => {
    const first = (await place({ reference: 'PO-77', customerId: 'filters' })).body;
    const second = (await place({ reference: 'PO-77', customerId: 'filters' })).body;
    const other = (await place({ customerId: 'filters' })).body;
    for (const { id } of [first, second, other]) await project(id);
    expect(await idsOf({ reference: 'PO-77' })).toEqual([second.id, first.id]);
    expect(await idsOf({ reference: 'PO-77', placedBefore: second.placedAt })).toEqual([first.id]);
    expect(await idsOf({ customerId: 'filters', placedFrom: second.placedAt })).toEqual([
      other.id,
      second.id,
    ]);
    expect(
      await idsOf({ customerId: 'filters', placedFrom: second.placedAt, placedBefore: other.placedAt }),
    ).toEqual([second.id]);
    const orderNumber = second.orderNumber ?? '';
    expect(await idsOf({ orderNumber })).toEqual([second.id]);
    expect(await idsOf({ orderNumber, reference: 'PO-78' })).toEqual([]);
    expect(await idsOf({ orderNumber: '1' })).toEqual([]);
  });

  it('continues a filtered list by its cursor', async () => {
    const page = await list({ reference: 'PO-77', limit: '1' });
    const rest = await list({ reference: 'PO-77', limit: '1', cursor: page.body.nextCursor ?? '' });
    expect([page, rest].flatMap(({ body: { items } }) => items).map(({ reference }) => reference)).toEqual([
      'PO-77',
      'PO-77',
    ]);
    expect(rest.body.nextCursor).toBeUndefined();
  });
});

describe('PlaceOrder', () => {
  const send = (data: object, id = 'cor_1/PlaceOrder') =>
    asOrders(
      'commands',
      orderCommands(
        () => deps,
        () => seals.orderSeals,
        () => createOrderTokens(async () => 'key', 'dev'),
      ) as (event: CloudEvent, context: unknown) => Promise<unknown>,
    )({ ...sampleOf(placeOrderCommand), id, data }, toContext());

  it('places one order for repeated and concurrent commands, with one number', async () => {
    const { quote, ...data } = sampleOf(placeOrderCommand).data;
    const expiresAt = new Date(clock + 3_600_000).toISOString();
    const command = { ...data, quote: { ...quote, expiresAt } };
    const replies = await Promise.all([send(command), send(command), send(command)]);
    replies.push(await send({ ...command, quote: { ...quote, expiresAt: '2020-01-01T00:00:00.000Z' } }));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toEqual({
      outcome: 'accepted',
      orderId: data.orderId,
      orderNumber: expect.stringMatching(/^\d+$/),
      status: 'placed',
    });
    expect(await published(data.orderId)).toEqual(['OrderPlaced']);
  });

  it('is rejected with a quote that has expired', async () => {
    const { quote, ...data } = sampleOf(placeOrderCommand).data;
    const expiresAt = '2020-01-01T00:00:00.000Z';
    const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C2E';
    expect(await send({ ...data, orderId, quote: { ...quote, expiresAt } })).toEqual({
      outcome: 'rejected',
      rejection: { code: 'QUOTE_EXPIRED', expiresAt },
    });
  });

  it('cannot be parsed with a quote that does not add up', async () => {
    const { quote, ...data } = sampleOf(placeOrderCommand).data;
    const totals = { ...quote.totals, dueMinor: 1 };
    await expect(send({ ...data, quote: { ...quote, totals } })).rejects.toThrow('must add up');
  });
});

describe('sweepOrders', () => {
  /** Returns the events with which it starts sagas. */
  const sweep = async (): Promise<readonly CloudEvent[]> => {
    const started: CloudEvent[] = [];
    await asOrders(
      'sweep-orders',
      sweepOrders,
    )({
      ...deps,
      lostAfterMs: 6 * 60 * 1_000,
      fulfilOrder: () => ({ start: async (event) => void started.push(event) }),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    return started;
  };

  it('restarts only the sagas of orders that have been pending for too long', async () => {
    const lost = (await place()).body;
    const ended = (await place()).body;
    await Promise.all([lost, ended].map(({ id }) => project(id)));
    // Confirmed in the event store, but not yet in the projection.
    await confirm(ended.id);
    clock += 10 * 60 * 1_000;
    const recent = (await place()).body;
    await project(recent.id);
    const started = await sweep();
    const subjects = started.map(({ subject }) => subject);
    expect(subjects).toContain(lost.id);
    expect(subjects).not.toContain(ended.id);
    expect(subjects).not.toContain(recent.id);
    expect(started.every(({ type, id, subject }) => type === 'OrderPlaced' && id === `${subject}/0/0`)).toBe(
      true,
    );
  });

  it('restarts a saga again that is lost again, however long after', async () => {
    const { id } = (await place()).body;
    await project(id);
    const starts = [];
    for (const minutes of [10, 1, 24 * 60]) {
      clock += minutes * 60_000;
      starts.push((await sweep()).filter(({ subject }) => subject === id).length);
    }
    expect(starts).toEqual([1, 1, 1]);
  });

  it('restarts the other sagas if an order cannot be read, and then fails', async () => {
    const [unreadable, lost] = [(await place()).body, (await place()).body];
    await Promise.all([unreadable, lost].map(({ id }) => project(id)));
    clock += 10 * 60 * 1_000;
    const started: string[] = [];
    const history: typeof deps.orders.history = async (id) => {
      if (id === unreadable.id) throw new Error('OrderPlaced has schema version 9');
      return deps.orders.history(id);
    };
    const swept = asOrders(
      'sweep-orders',
      sweepOrders,
    )({
      ...deps,
      orders: { ...deps.orders, history },
      lostAfterMs: 6 * 60 * 1_000,
      fulfilOrder: () => ({ start: async ({ subject }) => void started.push(subject) }),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    await expect(swept).rejects.toThrow('1 sagas were not started again');
    expect(started).toContain(lost.id);
    expect(started).not.toContain(unreadable.id);
  });
});
