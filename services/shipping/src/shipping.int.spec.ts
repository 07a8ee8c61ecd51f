import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { shippingMethodsAnswer } from '@tradepost/contracts/shipping/queries';
import * as routes from '@tradepost/contracts/shipping/routes';
import { http } from '@tradepost/lambda/http/http';
import { createIdFromKey, type IdFromKey } from '@tradepost/lambda/id-from-key';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { changesBy } from '@tradepost/testing/changes';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { expectSamples } from '@tradepost/testing/samples';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toStreamEvent } from '@tradepost/testing/stream';
import { handler as readMethods } from './commands/read-methods.ts';
import { createDeps, type Deps } from './deps.ts';
import { METHOD_ID, POST } from './domain/method.spec-kit.ts';
import { archiveShippingMethod } from './http/archive-shipping-method.ts';
import { createShippingMethod } from './http/create-shipping-method.ts';
import { handler as getHandler } from './http/get-shipping-method.ts';
import { handler as listAdminHandler } from './http/list-admin-shipping-methods.ts';
import { listShippingMethods } from './http/list-shipping-methods.ts';
import { replaceShippingMethod } from './http/replace-shipping-method.ts';
import { handler as publishHandler } from './streams/publish-events.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const TABLE = 'tradepost-dev-shipping-methods';
/** Replaces the id that is created for each request. */
const correlationId = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const createHandler = http(routes.createShippingMethod, (request) =>
  createShippingMethod({ ...request, correlationId }, deps),
);
const replaceHandler = http(routes.replaceShippingMethod, (request) => replaceShippingMethod(request, deps));
const archiveHandler = http(routes.archiveShippingMethod, (request) => archiveShippingMethod(request, deps));
const listHandler = http(routes.listShippingMethods, (request) => listShippingMethods(request, deps));
const call = callHttp('shipping');
const publishEvents = asFunction('tradepost-dev-shipping-publish-events', publishHandler);
const UNKNOWN = 'shm_01JD3XK8WQ4N6T2B9V5M7R0C1Z';
const AT = '2026-01-05T08:00:00.000Z';

let db: DynamoDb;
let deps: Deps & { readonly idFromKey: IdFromKey };
let at = AT;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['shipping'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    METHODS_TABLE_NAME: TABLE,
  });
  deps = { ...createDeps(db.documents, () => at), idFromKey: createIdFromKey(async () => 'pepper') };
});
beforeEach(() => {
  at = AT;
});
afterAll(() => db?.stop());

type Headers = Readonly<Record<string, string>>;
const create = (body: object, headers: Headers = {}) =>
  call('create-shipping-method', createHandler, { method: 'POST', headers, body });
const get = (methodId: string) => call('get-shipping-method', getHandler, { params: { methodId } });
const replace = (methodId: string, body: object, headers: Headers) =>
  call('replace-shipping-method', replaceHandler, { method: 'PUT', params: { methodId }, headers, body });
const archive = (methodId: string, headers: Headers = {}) =>
  call('archive-shipping-method', archiveHandler, { method: 'POST', params: { methodId }, headers });
const list = (query: Headers) => call('list-shipping-methods', listHandler, { query });
const listAdmin = (query: Headers) => call('list-admin-shipping-methods', listAdminHandler, { query });
const created = async (body: object) => ((await create(body)).body as { readonly id: string }).id;
const namesOf = ({ body }: { readonly body: unknown }) =>
  (body as { readonly items: readonly { readonly name: string }[] }).items.map(({ name }) => name);
/** A method for a country that no other test uses. */
const postTo = (country: string, change: object = {}) => ({
  ...POST,
  zones: [{ countries: [country] }],
  ...change,
});

describe('a created shipping method', () => {
  it('can be read, and its event is published', async () => {
    deps = { ...deps, newMethodId: () => METHOD_ID };
    const changes = await changesBy(db.documents, TABLE, async () => {
      expect(await create(POST)).toMatchObject({
        status: 201,
        headers: { Location: `/v1/admin/shipping-methods/${METHOD_ID}` },
        body: { id: METHOD_ID, version: 0, ...POST },
      });
    });
    deps = { ...deps, newMethodId: createDeps(db.documents).newMethodId };
    expect(await get(METHOD_ID)).toMatchObject({ status: 200, body: { id: METHOD_ID, ...POST } });
    const { Records: records } = toStreamEvent(changes);
    const [event] = records.flatMap((record) => toContractEvents(toStreamRecord(record)));
    expectSamples('tradepost.shipping', 'event', { 'shipping-method-changed': event });
  });

  it('can be published again', async () => {
    const republish = { aggregateId: METHOD_ID, dryRun: true };
    expect(await publishEvents({ republish }, toContext())).toMatchObject({
      versions: { first: 0, last: 0 },
      events: [{ id: `${METHOD_ID}/0/0`, type: 'ShippingMethodChanged' }],
    });
  });

  it('is created once by repeated requests with the same key, which get the first response', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const body = postTo('AD');
    const first = await create(body, key);
    const { id } = first.body as { readonly id: string };
    await replace(id, postTo('AD', { name: 'Post' }), { 'If-Match': '"0"' });
    expect(await create(body, key)).toMatchObject({ status: 201, body: first.body });
    expect(await create(postTo('AE'), key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it.each([
    [
      'a minimum of days above the maximum',
      { days: { min: 3, max: 2 } },
      '/days',
      'min must not be greater than max',
    ],
    [
      'a currency twice',
      { rates: [POST.rates[0], POST.rates[0]] },
      '/rates',
      'must not have one currency twice',
    ],
    [
      'an unknown time zone',
      { cutOff: { time: '14:00', timeZone: 'Europe/Paradise' } },
      '/cutOff/timeZone',
      'must be an IANA time zone, such as Europe/Berlin',
    ],
    ['no zone', { zones: [] }, '/zones', 'Too small: expected array to have >=1 items'],
    [
      'a condition on an unknown field',
      { condition: { field: 'weather', op: 'eq', value: 'fine' } },
      '/condition',
      'field must be one of subtotal, units, customerGroup, channel, country, region, not "weather"',
    ],
  ])('is refused with %s', async (_what, change, pointer, detail) => {
    expect(await create({ ...POST, ...change })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ pointer: expect.stringContaining(pointer), detail }] },
    });
  });
});

describe('a replaced shipping method', () => {
  it('has the next version, and the requested fields only', async () => {
    const id = await created(postTo('AF'));
    at = '2026-01-06T08:00:00.000Z';
    const { days: _days, ...rest } = postTo('AF', { status: 'paused' }) as typeof POST;
    const replaced = await replace(id, rest, { 'If-Match': '"0"' });
    expect(replaced).toMatchObject({ status: 200, headers: { ETag: '"1"' } });
    expect((await get(id)).body).toEqual({ id, version: 1, ...rest, createdAt: AT, updatedAt: at });
  });

  it('is refused at another version, without a version, and once archived', async () => {
    const id = await created(postTo('AF'));
    const body = postTo('AF', { name: 'Post' });
    expect(await replace(id, body, { 'If-Match': '"1"' })).toMatchObject({ status: 412 });
    expect(await replace(id, body, {})).toMatchObject({ status: 428 });
    expect(await archive(id)).toMatchObject({ status: 200, body: { status: 'archived', version: 1 } });
    expect(await archive(id, { 'If-Match': '"0"' })).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await replace(id, body, { 'If-Match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'SHIPPING_METHOD_ARCHIVED', methodId: id },
    });
  });
});

describe('an unknown shipping method', () => {
  it('gets 404', async () => {
    const notFound = { status: 404, body: { code: 'SHIPPING_METHOD_NOT_FOUND', methodId: UNKNOWN } };
    expect(await get(UNKNOWN)).toMatchObject(notFound);
    expect(await archive(UNKNOWN)).toMatchObject(notFound);
    expect(await replace(UNKNOWN, POST, { 'If-Match': '*' })).toMatchObject(notFound);
  });
});

describe('GET /v1/shipping-methods', () => {
  it('offers the active methods of a destination and a currency in display order, with days of delivery', async () => {
    await created(postTo('FR', { name: 'Second', displayOrder: 2 }));
    await created(postTo('FR', { name: 'First', displayOrder: 1 }));
    await created(postTo('FR', { name: 'Paused', status: 'paused' }));
    await created(postTo('FR', { name: 'Dollars', rates: [{ currency: 'USD', minor: 1 }] }));
    await archive(await created(postTo('FR', { name: 'Archived' })));
    const answer = await list({ country: 'FR', currency: 'GBP' });
    expect(namesOf(answer)).toEqual(['First', 'Second']);
    expect(answer).toMatchObject({ status: 200, headers: { 'Cache-Control': 'public, max-age=60' } });
    const [first] = (answer.body as { readonly items: readonly object[] }).items;
    expect(first).toEqual({
      methodId: expect.stringMatching(/^shm_/),
      name: 'First',
      taxClass: 'standard',
      days: POST.days,
      cutOff: POST.cutOff,
      rates: POST.rates,
      delivery: { earliest: '2026-01-07', latest: '2026-01-09' },
    });
  });

  it('offers none for another country', async () => {
    expect(await list({ country: 'ZW', currency: 'GBP' })).toMatchObject({
      status: 200,
      body: { items: [] },
    });
  });

  it('needs a country and a currency', async () => {
    expect(await list({ country: 'UK', currency: 'GBP' })).toMatchObject({ status: 400 });
    expect(await list({ country: 'GB' })).toMatchObject({ status: 400 });
  });
});

describe('read-methods', () => {
  it('gives carts the methods of a destination, with condition, at the time of the order', async () => {
    const condition = { field: 'subtotal', op: 'gte', value: { EUR: 5_000 } };
    const rates = [
      { currency: 'EUR', minor: 490, tiers: { by: 'weight', steps: [{ from: 1_000, minor: 690 }] } },
      { currency: 'GBP', minor: 395 },
    ];
    await created(postTo('IT', { condition, rates }));
    const request = { destination: { country: 'IT', postalCode: '00184' }, currency: 'EUR' };
    const answer = await readMethods({ ...request, at: '2026-01-09T15:00:00+01:00' }, toContext());
    expect(shippingMethodsAnswer.parse(answer)).toMatchObject({
      methods: [{ condition, rates: [rates[0]], delivery: { earliest: '2026-01-14', latest: '2026-01-16' } }],
    });
  });
});

describe('GET /v1/admin/shipping-methods', () => {
  it('lists the methods of a status, newest first, in pages', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      at = new Date(Date.parse(at) + 1_000).toISOString();
      await archive(await created(postTo('JP', { name })));
    }
    const first = await listAdmin({ status: 'archived', limit: '2' });
    expect(namesOf(first)).toEqual(['Three', 'Two']);
    const { nextCursor = '' } = first.body as { readonly nextCursor?: string };
    expect(namesOf(await listAdmin({ status: 'archived', limit: '1', cursor: nextCursor }))).toEqual(['One']);
    expect(await listAdmin({ status: 'active', cursor: nextCursor })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_CURSOR' },
    });
  });
});
