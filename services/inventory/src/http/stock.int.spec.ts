import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { listEntries } from '@tradepost/audit/list-entries';
import * as routes from '@tradepost/contracts/inventory/routes';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { http } from '@tradepost/lambda/http/http';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { machineClaims, staffClaims } from '@tradepost/testing/claims';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { oneFieldChanged } from '@tradepost/testing/each-field';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { type Secrets, startSecrets } from '@tradepost/testing/secrets';
import {
  AUDIT_TABLE_NAME,
  cartIdOf,
  commands,
  depsAt,
  EXPIRES_AT,
  orderIdOf,
  putEnvironment,
  putStock,
  reservationIdOf,
  TABLE_NAME,
  toRelease,
  toReserve,
  toReserveForCart,
} from '../inventory.spec-kit.ts';
import * as adjustStock from './adjust-stock.ts';
import * as getAvailability from './get-availability.ts';
import * as getReservation from './get-reservation.ts';
import * as getStock from './get-stock.ts';
import * as listStock from './list-stock.ts';
import * as recordAdjustment from './record-adjustment.ts';
import * as setStock from './set-stock.ts';
import * as setStockLevel from './set-stock-level.ts';

const { releaseStock, reserveStock } = commands;
let db: DynamoDb;
let secrets: Secrets;
let restore: () => void;
beforeAll(async () => {
  db = await startDynamoDb({
    services: ['inventory', 'operations'],
    lagging: ['tradepost-dev-inventory-stock'],
  });
  secrets = await startSecrets({ services: ['inventory', 'platform'] });
  restore = putEnvironment(db.endpoint);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    ID_PEPPER_SECRET_NAME: '/tradepost/dev/platform/id-pepper',
  });
});
afterAll(async () => {
  restore();
  await secrets.stop();
  await db.stop();
});

type Units = {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
};
/** Fields of the bodies that this spec reads: stock by location, and a list of stock. */
type Body = Readonly<Record<string, unknown>> & {
  readonly locations: readonly object[];
  readonly items: readonly Units[];
  readonly stock: { readonly updatedAt: string };
};

const callInventory = callHttp('inventory');

/** Calls a handler; returns the status, ETag and parsed body of its response. */
const call = async (name: string, handler: HttpFunction, input: HttpRequestInput) => {
  const { status, headers, body } = await callInventory<Body>(name, handler, input);
  const { type: _type, title: _title, correlationId: _correlationId, ...rest } = body;
  return { status, tag: headers['ETag'], body: rest };
};
const adjust = (sku: string, body: object, key?: string) =>
  call('adjust-stock', adjustStock.handler, {
    method: 'POST',
    params: { sku },
    body,
    ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
  });
const set = (sku: string, body: object, ifMatch?: string) =>
  call('set-stock', setStock.handler, {
    method: 'PUT',
    params: { sku, location: 'main' },
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
  });
const levelOf = async (sku: string) =>
  (await call('get-stock', getStock.handler, { params: { sku } })).body.locations[0];
const adjustmentsOf = async (sku: string) => {
  const { Items = [] } = await db.documents.send(
    new QueryCommand({
      TableName: TABLE_NAME,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `sku#${sku}`, ':prefix': 'adjustment#' },
    }),
  );
  return Items;
};
const units = (onHand: number, reserved: number) => ({ onHand, reserved, available: onHand - reserved });

describe('a change of stock', () => {
  const entriesOf = async (sku: string) => {
    const by = { target: `stock/${sku}` };
    return (await listEntries(db.documents, AUDIT_TABLE_NAME, { by, limit: 10 })).items;
  };
  const adjustment = { method: 'POST', params: { sku: 'AUDITED' }, body: { delta: 2, reason: 'received' } };

  it('by a person is recorded before it is made, also if it is rejected then', async () => {
    const { body } = await adjust('AUDITED', { delta: 10, reason: 'received' });
    await set('AUDITED', { onHand: 7 });
    await adjust('AUDITED', { delta: -8, reason: 'damaged' });
    const facts = { actor: 'user-1', correlationId: expect.stringMatching(/^cor_/) };
    expect(await entriesOf('AUDITED')).toMatchObject([
      {
        ...{ act: 'StockAdjusted', ...facts },
        after: { adjustmentId: body['adjustmentId'], location: 'main', delta: 10, reason: 'received' },
      },
      { act: 'StockCounted', ...facts, after: { location: 'main', onHand: 7 } },
      { act: 'StockAdjusted', ...facts, after: { delta: -8, reason: 'damaged' } },
    ]);
    expect(await adjustmentsOf('AUDITED')).toHaveLength(2);
  });

  it('by a machine is in the log of adjustments only', async () => {
    const claims = machineClaims('erp', ['inventory:write']);
    const recorded = await entriesOf('AUDITED');
    expect(await call('adjust-stock', adjustStock.handler, { ...adjustment, claims })).toMatchObject({
      status: 201,
    });
    expect(await entriesOf('AUDITED')).toEqual(recorded);
  });

  it('by a person is not made if it cannot be recorded', async () => {
    const claims = staffClaims();
    const before = await adjustmentsOf('AUDITED');
    const failing = http(routes.adjustStock, (request) =>
      adjustStock.adjustStock(request, {
        ...{ ...depsAt(db.documents), idFromKey: createIdFromKey(async () => 'pepper') },
        audit: { record: () => Promise.reject(new ContentionError('busy')) } as never,
      }),
    );
    expect(await call('adjust-stock', failing, { ...adjustment, claims })).toMatchObject({
      ...{ status: 503, body: { code: 'TOO_MUCH_CONTENTION' } },
    });
    expect(await adjustmentsOf('AUDITED')).toEqual(before);
  });
});

describe('adjustStock', () => {
  it('creates the stock, at the default location', async () => {
    const { status, body } = await adjust('A1', { delta: 10, reason: 'received' });
    expect(status).toBe(201);
    expect(body).toEqual({
      adjustmentId: expect.stringMatching(/^adj_[0-9A-Z]{26}$/),
      stock: {
        sku: 'A1',
        location: 'main',
        ...units(10, 0),
        lowStockThreshold: 0,
        version: 0,
        updatedAt: expect.any(String),
      },
    });
    expect(await adjustmentsOf('A1')).toEqual([
      expect.objectContaining({
        id: body.adjustmentId,
        version: 0,
        events: [
          {
            type: 'StockAdjusted',
            at: body.stock.updatedAt,
            delta: 10,
            reason: 'received',
            onHand: 10,
            available: 10,
          },
        ],
        actor: 'user-1',
      }),
    ]);
  });

  it('removes units, but rejects a result below the reserved units', async () => {
    await reserveStock(toReserve(1, [{ sku: 'A1', quantity: 4 }]), depsAt(db.documents));
    expect((await adjust('A1', { delta: -6, reason: 'damaged' })).body.stock).toMatchObject({
      ...units(4, 4),
      version: 2,
    });
    expect(await adjust('A1', { delta: -1, reason: 'damaged' })).toMatchObject({
      status: 409,
      body: { code: 'STOCK_BELOW_RESERVED', onHand: 4, reserved: 4, sku: 'A1', location: 'main' },
    });
    expect(await levelOf('A1')).toMatchObject(units(4, 4));
  });

  it('applies a request once per Idempotency-Key, and gives its repeat the first response', async () => {
    const body = { delta: 5, reason: 'found', location: 'north-1' };
    const first = await adjust('A2', body, 'key-1');
    await adjust('A2', { ...body, delta: -5, reason: 'lost' });
    expect(await adjust('A2', body, 'key-1')).toEqual(first);
    expect(await levelOf('A2')).toMatchObject({ location: 'north-1', ...units(0, 0) });
  });

  it('gives a repeat the first response, even if the request would now be rejected', async () => {
    await adjust('A3', { delta: 5, reason: 'received' });
    const body = { delta: -5, reason: 'damaged' };
    const first = await adjust('A3', body, 'key-2');
    expect(first.status).toBe(201);
    expect(await adjust('A3', body, 'key-2')).toEqual(first);
  });

  it('rejects another request with the same key for the same SKU', async () => {
    await adjust('A4', { delta: 5, reason: 'received' }, 'key-3');
    expect(await adjust('A4', { delta: 6, reason: 'received' }, 'key-3')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await levelOf('A4')).toMatchObject(units(5, 0));
  });

  const one = { delta: 5, reason: 'received', location: 'main' };
  it.each(oneFieldChanged(one, { delta: 6, reason: 'found', location: 'north-1' }))(
    'rejects a key with another $pointer',
    async ({ pointer, body }) => {
      expect((await adjust('A7', one, `key${pointer}`)).status).toBe(201);
      expect(await adjust('A7', body, `key${pointer}`)).toMatchObject({
        status: 422,
        body: { code: 'IDEMPOTENCY_KEY_REUSED' },
      });
    },
  );

  it('makes two adjustments of one key for two SKUs, each with its own id', async () => {
    const first = await adjust('A4', one, 'key-5');
    const second = await adjust('A5', one, 'key-5');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.adjustmentId).not.toBe(first.body.adjustmentId);
  });

  it('applies all of 12 concurrent requests, those with the same key once', async () => {
    const body = { delta: 1, reason: 'received' };
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => adjust('A6', body)),
      ...Array.from({ length: 4 }, () => adjust('A6', body, 'key-4')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await levelOf('A6')).toMatchObject({ ...units(9, 0), version: 8 });
    expect(await adjustmentsOf('A6')).toHaveLength(9);
  });

  it('rejects a delta of 0', async () => {
    expect(await adjust('A1', { delta: 0, reason: 'found' })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ pointer: '#/delta' }] },
    });
  });
});

describe('setStock', () => {
  it('sets the units on hand, and stores the difference as an adjustment', async () => {
    expect(await set('B1', { onHand: 7, lowStockThreshold: 2 })).toMatchObject({
      status: 200,
      tag: '"0"',
      body: { sku: 'B1', location: 'main', ...units(7, 0), lowStockThreshold: 2, version: 0 },
    });
    expect((await set('B1', { onHand: 5 })).body).toMatchObject({ ...units(5, 0), lowStockThreshold: 2 });
    const reasons = (await adjustmentsOf('B1')).flatMap(({ events }) => events);
    expect(reasons.map(({ delta, reason }: { delta: number; reason: string }) => [delta, reason])).toEqual(
      expect.arrayContaining([
        [7, 'counted'],
        [-2, 'counted'],
      ]),
    );
  });

  it('writes nothing if nothing changes', async () => {
    const before = await levelOf('B1');
    expect((await set('B1', { onHand: 5, lowStockThreshold: 2 })).body).toEqual(before);
    expect(await levelOf('B1')).toEqual(before);
    expect(await adjustmentsOf('B1')).toHaveLength(2);
  });

  it('changes only the threshold without an adjustment', async () => {
    expect((await set('B1', { onHand: 5, lowStockThreshold: 3 })).body).toMatchObject({
      lowStockThreshold: 3,
      version: 2,
    });
    expect(await adjustmentsOf('B1')).toHaveLength(2);
  });

  it('rejects an If-Match header with another version', async () => {
    expect(await set('B1', { onHand: 4 }, '"1"')).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED', currentVersion: 2 },
    });
    expect(await set('B1', { onHand: 4 }, '"2"')).toMatchObject({ status: 200, tag: '"3"' });
  });

  it('rejects what it would reject without an If-Match header first', async () => {
    await reserveStock(toReserve(3, [{ sku: 'B1', quantity: 1 }]), depsAt(db.documents));
    expect(await set('B1', { onHand: 0 }, '"1"')).toMatchObject({
      status: 409,
      body: { code: 'STOCK_BELOW_RESERVED' },
    });
    await releaseStock(toRelease(3), depsAt(db.documents));
  });

  it('rejects fewer units than are reserved', async () => {
    await reserveStock(toReserve(2, [{ sku: 'B1', quantity: 3 }]), depsAt(db.documents));
    expect(await set('B1', { onHand: 2 })).toMatchObject({
      status: 409,
      body: { code: 'STOCK_BELOW_RESERVED', onHand: 4, reserved: 3 },
    });
    expect((await set('B1', { onHand: 3 })).body).toMatchObject(units(3, 3));
  });
});

describe('getStock and listStock', () => {
  beforeAll(() => putStock(db.documents, { C1: { main: 2, 'north-1': 5 }, C2: { main: 1 } }));

  it('return the totals and each location of a SKU', async () => {
    const { status, body } = await call('get-stock', getStock.handler, { params: { sku: 'C1' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sku: 'C1',
      ...units(7, 0),
      locations: [
        { location: 'main', ...units(2, 0) },
        { location: 'north-1', ...units(5, 0) },
      ],
    });
  });

  it('answer 404 for a SKU without stock', async () => {
    expect(await call('get-stock', getStock.handler, { params: { sku: 'C9' } })).toMatchObject({
      status: 404,
      body: { code: 'STOCK_NOT_FOUND', sku: 'C9' },
    });
  });

  it('return many SKUs in the order of the request, with zeros for those without stock', async () => {
    const { body } = await call('list-stock', listStock.handler, { query: { skus: 'C2,C9,C1' } });
    expect(body.items.map(({ sku, available }) => [sku, available])).toEqual([
      ['C2', 1],
      ['C9', 0],
      ['C1', 7],
    ]);
    expect(body.items[1]).toEqual({ sku: 'C9', ...units(0, 0), locations: [] });
  });
});

const SKUS = ['MUSIC/CD/123', '15056 BL', 'Größe-M', 'A+B', '#1', '50% OFF', '日本-1', 'MUSIC'];
const record = (body: object, key: string) =>
  call('record-adjustment', recordAdjustment.handler, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': key },
  });

describe('stock of SKUs with special characters', () => {
  it('is set, adjusted, reserved and listed for each SKU separately', async () => {
    for (const [index, sku] of SKUS.entries()) {
      expect(await set(sku, { onHand: 10 + index })).toMatchObject({ status: 200, body: { sku } });
      expect((await adjust(sku, { delta: 1, reason: 'found' })).body.stock).toMatchObject({ sku });
    }
    const lines = SKUS.map((sku) => ({ sku, quantity: 2 }));
    await reserveStock(toReserve(60, lines), depsAt(db.documents));
    const { body } = await call('list-stock', listStock.handler, { query: { skus: SKUS } });
    expect(body.items.map(({ sku, onHand, reserved }) => [sku, onHand, reserved])).toEqual(
      SKUS.map((sku, index) => [sku, 11 + index, 2]),
    );
  });

  it('is set and adjusted with the SKU in the query or body as with the SKU in the path', async () => {
    const sku = 'Q/1';
    const query = { sku, location: 'main' };
    const counted = await call('set-stock-level', setStockLevel.handler, {
      method: 'PUT',
      query,
      body: { onHand: 7 },
    });
    expect(counted).toMatchObject({ status: 200, tag: '"0"', body: { sku, onHand: 7 } });
    const stale = { method: 'PUT', query, body: { onHand: 9 }, headers: { 'If-Match': '"5"' } };
    expect(await call('set-stock-level', setStockLevel.handler, stale)).toMatchObject({ status: 412 });
    const first = await record({ sku, delta: 2, reason: 'found' }, 'key-q');
    expect(first).toMatchObject({ status: 201, body: { stock: { sku, onHand: 9 } } });
    expect(await adjust(sku, { delta: 2, reason: 'found' }, 'key-q')).toEqual(first);
    expect(await levelOf(sku)).toMatchObject(units(9, 0));
  });

  it('gets separate adjustments if SKU and key join to the same text', async () => {
    const ids = await Promise.all(
      [
        ['R', 'S/T'],
        ['R/S', 'T'],
        ['R%2FS', 'T'],
      ].map(async ([sku = '', key = '']) => {
        const { body } = await adjust(sku, { delta: 1, reason: 'found' }, key);
        return body.adjustmentId as string;
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('getReservation', () => {
  const read = (number: number) =>
    call('get-reservation', getReservation.handler, { params: { reservationId: reservationIdOf(number) } });

  it('returns the held allocations and their expiry', async () => {
    await putStock(db.documents, { D1: { main: 5 } });
    await reserveStock(toReserve(30, [{ sku: 'D1', quantity: 2 }]), depsAt(db.documents));
    expect(await read(30)).toEqual({
      status: 200,
      tag: '"1"',
      body: {
        heldBy: 'order',
        id: reservationIdOf(30),
        orderId: orderIdOf(30),
        status: 'held',
        allocations: [{ sku: 'D1', location: 'main', quantity: 2 }],
        expiresAt: EXPIRES_AT,
        version: 1,
        updatedAt: '2026-01-01T10:00:00.000Z',
      },
    });
  });

  it('names the cart that holds it', async () => {
    await reserveStock(toReserveForCart(32, 1, [{ sku: 'D1', quantity: 1 }]), depsAt(db.documents));
    const { body } = await read(32);
    expect(body).toMatchObject({ status: 'held', heldBy: 'cart', cartId: cartIdOf(32) });
    expect(body).not.toHaveProperty('orderId');
  });

  it('returns no allocations of a released reservation', async () => {
    await releaseStock(toRelease(30), depsAt(db.documents));
    const { body } = await read(30);
    expect(body).toMatchObject({ status: 'released', allocations: [], version: 2 });
    expect(body).not.toHaveProperty('expiresAt');
  });

  it('answers 404 if the reservation does not exist', async () => {
    expect(await read(31)).toMatchObject({ status: 404, body: { code: 'RESERVATION_NOT_FOUND' } });
  });
});

describe('getAvailability', () => {
  it('returns in, low or out in the order of the request, without numbers of units', async () => {
    await set('AV-IN', { onHand: 6, lowStockThreshold: 5 });
    await set('AV-LOW', { onHand: 5, lowStockThreshold: 5 });
    await set('AV-NONE', { onHand: 0 });
    const skus = 'AV-NONE,AV-LOW,AV-IN,AV-UNKNOWN';
    const { status, headers, body } = await callInventory('get-availability', getAvailability.handler, {
      query: { skus },
    });
    expect([status, headers['Cache-Control']]).toEqual([200, 'public, max-age=10']);
    expect(body).toEqual({
      items: [
        { sku: 'AV-NONE', availability: 'out' },
        { sku: 'AV-LOW', availability: 'low' },
        { sku: 'AV-IN', availability: 'in' },
        { sku: 'AV-UNKNOWN', availability: 'out' },
      ],
    });
  });

  it('counts units that an order holds as gone', async () => {
    await set('AV-HELD', { onHand: 2 });
    await reserveStock(toReserve(70, [{ sku: 'AV-HELD', quantity: 2 }]), depsAt(db.documents));
    const { body } = await callInventory('get-availability', getAvailability.handler, {
      query: { skus: 'AV-HELD' },
    });
    expect(body).toEqual({ items: [{ sku: 'AV-HELD', availability: 'out' }] });
  });
});

describe('a bundle', () => {
  const components = [
    { sku: 'BUNDLED-MUG', quantity: 2 },
    { sku: 'BUNDLED-TEA', quantity: 1 },
  ];
  const bundlesOf = () => depsAt(db.documents).bundles;
  const save = (version: number, more: object = { components }) =>
    bundlesOf().save([
      {
        sku: 'BUNDLED-SET',
        productId: 'prd_1',
        version,
        updatedAt: `2026-01-0${version}T08:00:00.000Z`,
        ...more,
      },
    ]);
  const derived = {
    ...{ sku: 'BUNDLED-SET', onHand: 3, reserved: 0, available: 3, locations: [] },
    components: [
      { sku: 'BUNDLED-MUG', quantity: 2, available: 7 },
      { sku: 'BUNDLED-TEA', quantity: 1, available: 5 },
    ],
  };
  beforeAll(async () => {
    await save(1);
    await set('BUNDLED-MUG', { onHand: 7 });
    await set('BUNDLED-TEA', { onHand: 5 });
  });

  it('has as many units as its components suffice for', async () => {
    const one = await call('get-stock', getStock.handler, { params: { sku: 'BUNDLED-SET' } });
    expect(one.body).toEqual(derived);
    const list = await call('list-stock', listStock.handler, { query: { skus: 'BUNDLED-TEA,BUNDLED-SET' } });
    expect(list.body.items).toMatchObject([{ sku: 'BUNDLED-TEA', available: 5 }, derived]);
    const { body } = await callInventory<Body>('get-availability', getAvailability.handler, {
      query: { skus: 'BUNDLED-SET,BUNDLED-MUG' },
    });
    expect(body.items).toMatchObject([
      { sku: 'BUNDLED-SET', availability: 'in' },
      { sku: 'BUNDLED-MUG', availability: 'in' },
    ]);
  });

  it('has no stock of its own to count or receive', async () => {
    const refused = { status: 409, body: { code: 'STOCK_OF_BUNDLE', sku: 'BUNDLED-SET', components } };
    expect(await adjust('BUNDLED-SET', { delta: 1, reason: 'received' })).toMatchObject(refused);
    expect(await set('BUNDLED-SET', { onHand: 1 })).toMatchObject(refused);
  });

  it('is the one of the newest event, and none after its product has removed it', async () => {
    await save(3);
    await save(2, { components: [{ sku: 'BUNDLED-TEA', quantity: 1 }] });
    expect((await bundlesOf().find(['BUNDLED-SET'])).get('BUNDLED-SET')).toEqual(components);
    await save(4, {});
    expect(await bundlesOf().find(['BUNDLED-SET'])).toEqual(new Map());
    expect(await set('BUNDLED-SET', { onHand: 1 })).toMatchObject({ status: 200 });
  });
});
