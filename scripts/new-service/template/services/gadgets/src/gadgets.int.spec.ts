import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import { createGadget as createRoute } from '@tradepost/contracts/gadgets/routes';
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
import { createDeps, type Deps } from './deps.ts';
import { createGadget as createHandler } from './http/create-gadget.ts';
import { handler as getHandler } from './http/get-gadget.ts';
import { handler as publishHandler } from './streams/publish-events.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const TABLE = 'tradepost-dev-gadgets-gadgets';
/** Replaces the id that is created for each request. */
const correlationId = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const createGadget = http(createRoute, (request) => createHandler({ ...request, correlationId }, deps));
const call = callHttp('gadgets');
const publishEvents = asFunction('tradepost-dev-gadgets-publish-events', publishHandler);
const gadgetId = 'gdg_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const at = '2026-01-05T08:00:00.000Z';

let db: DynamoDb;
let deps: Deps & { readonly idFromKey: IdFromKey };
beforeAll(async () => {
  db = await startDynamoDb({ services: ['gadgets'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    GADGETS_TABLE_NAME: TABLE,
  });
  deps = {
    ...createDeps(db.documents, () => at),
    newGadgetId: () => gadgetId,
    idFromKey: createIdFromKey(async () => 'pepper'),
  };
});
afterAll(() => db?.stop());

const create = (title: string, headers: Readonly<Record<string, string>> = {}) =>
  call('create-gadget', createGadget, { method: 'POST', headers, body: { title } });
const get = (id: string) => call('get-gadget', getHandler, { params: { gadgetId: id } });

describe('a created gadget', () => {
  it('can be read, and its event is published', async () => {
    const changes = await changesBy(db.documents, TABLE, async () => {
      expect(await create('The first')).toMatchObject({ status: 201, body: { id: gadgetId, version: 0 } });
    });
    expect(await get(gadgetId)).toMatchObject({ status: 200, body: { id: gadgetId, title: 'The first' } });
    const { Records: records } = toStreamEvent(changes);
    const [created] = records.flatMap((record) => toContractEvents(toStreamRecord(record)));
    expectSamples('tradepost.gadgets', 'event', { 'gadget-created': created });
  });

  it('can be published again', async () => {
    const republish = { aggregateId: gadgetId, dryRun: true };
    expect(await publishEvents({ republish }, toContext())).toMatchObject({
      versions: { first: 0, last: 0 },
      events: [{ id: `${gadgetId}/0/0`, type: 'GadgetCreated' }],
    });
  });

  it('is created once by repeated requests with the same key', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const { body } = await create('Once', key);
    expect(await create('Once', key)).toMatchObject({ status: 201, body });
    expect(await create('Twice', key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });
});

describe('an unknown gadget', () => {
  it('is answered with GADGET_NOT_FOUND', async () => {
    const id = 'gdg_01JD3XK8WQ4N6T2B9V5M7R0C1Z';
    expect(await get(id)).toMatchObject({ status: 404, body: { code: 'GADGET_NOT_FOUND', gadgetId: id } });
  });
});
