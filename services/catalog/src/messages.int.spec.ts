import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import * as routes from '@tradepost/contracts/catalog/routes';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { http } from '@tradepost/lambda/http/http';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { changesBy } from '@tradepost/testing/changes';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { type HttpRequestInput, toRestEvent } from '@tradepost/testing/http';
import { expectSamples } from '@tradepost/testing/samples';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toStreamEvent } from '@tradepost/testing/stream';
import { createDeps, type Deps } from './deps.ts';
import { archiveProduct } from './http/archive-product.ts';
import { createProduct } from './http/create-product.ts';
import { putCategory } from './http/put-category.ts';
import { putVariant } from './http/put-variant.ts';
import { updateProduct } from './http/update-product.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const PRODUCTS_TABLE_NAME = 'tradepost-dev-catalog-products';
const call = callHttp('catalog', toRestEvent);
const productId = 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E';
/** Replaces the random correlation id of each request. */
const correlationId = 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1A';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['catalog'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    PRODUCTS_TABLE_NAME,
    LISTINGS_TABLE_NAME: 'tradepost-dev-catalog-listings',
  });
});
afterAll(() => db?.stop());

type DeployedFunction = { readonly name: string; readonly toHandler: (deps: Deps) => HttpFunction };

/** Sends a request at an instant and returns the events that it causes. */
async function eventsOf(
  at: string,
  { name, toHandler }: DeployedFunction,
  request: HttpRequestInput,
  id = productId,
): Promise<readonly CloudEvent[]> {
  const handler = toHandler({ ...createDeps(db.documents, () => at), newProductId: () => id });
  const changes = await changesBy(db.documents, PRODUCTS_TABLE_NAME, () => call(name, handler, request));
  const { Records: records } = toStreamEvent(changes);
  return records.flatMap((record) => toContractEvents(toStreamRecord(record)));
}

const create: DeployedFunction = {
  name: 'create-product',
  toHandler: (deps) =>
    http(routes.createProduct, (request) =>
      createProduct(
        { ...request, correlationId },
        { ...deps, idFromKey: createIdFromKey(async () => 'pepper') },
      ),
    ),
};
const update: DeployedFunction = {
  name: 'update-product',
  toHandler: (deps) =>
    http(routes.updateProduct, (request) => updateProduct({ ...request, correlationId }, deps)),
};
const archive: DeployedFunction = {
  name: 'archive-product',
  toHandler: (deps) =>
    http(routes.archiveProduct, (request) => archiveProduct({ ...request, correlationId }, deps)),
};
const put: DeployedFunction = {
  name: 'put-variant',
  toHandler: (deps) => http(routes.putVariant, (request) => putVariant({ ...request, correlationId }, deps)),
};
const putInTree: DeployedFunction = {
  name: 'put-category',
  toHandler: (deps) =>
    http(routes.putCategory, (request) => putCategory({ ...request, correlationId }, deps)),
};
const params = { productId };

const mug = (prices: Readonly<Record<string, number>>) => ({
  sku: 'MUG-BLUE',
  title: 'Enamel mug, blue',
  options: { colour: 'blue' },
  prices,
  weightGrams: 190,
});

const giftSet = {
  title: 'Gift set',
  slug: 'gift-set',
  status: 'active',
  variants: [{ sku: 'GIFT-SET', prices: { GBP: 1600 }, components: [{ sku: 'MUG-BLUE', quantity: 2 }] }],
};

describe('events of a product', () => {
  it('match the committed samples from its creation to its archiving', async () => {
    const [created] = await eventsOf('2026-01-05T08:00:00.000Z', create, {
      method: 'POST',
      body: { title: 'Enamel mug', slug: 'enamel-mug', variants: [mug({ GBP: 900, USD: 1200 })] },
    });
    const [updated] = await eventsOf('2026-01-05T08:05:00.000Z', update, {
      method: 'PATCH',
      params,
      headers: { 'If-Match': '"0"' },
      body: { status: 'active', description: 'Holds 350 ml.', categories: ['kitchen'] },
    });
    const [repriced] = await eventsOf('2026-01-05T08:10:00.000Z', update, {
      method: 'PATCH',
      params,
      headers: { 'If-Match': '"1"' },
      body: { variants: [mug({ GBP: 850, EUR: 990 })] },
    });
    const [changed] = await eventsOf('2026-01-05T08:15:00.000Z', put, {
      method: 'PUT',
      params: { ...params, sku: 'MUG-RED' },
      headers: { 'If-None-Match': '*' },
      body: { title: 'Enamel mug, red', options: { colour: 'red' }, prices: { GBP: 850 } },
    });
    const [bundled] = await eventsOf(
      '2026-01-05T08:20:00.000Z',
      create,
      { method: 'POST', body: giftSet },
      'prd_01JD3XK8WQ4N6T2B9V5M7R0C2F',
    );
    const [archived] = await eventsOf('2026-09-30T18:00:00.000Z', archive, {
      method: 'POST',
      params,
      headers: { 'If-Match': '"3"' },
    });
    const [categorised] = await eventsOf('2026-10-01T08:00:00.000Z', putInTree, {
      method: 'PUT',
      params: { category: 'kitchen' },
      body: { title: 'Kitchen', position: 1 },
    });
    expectSamples('tradepost.catalog', 'event', {
      'product-created': created,
      'product-created.bundle': bundled,
      'product-updated': updated,
      'price-changed': repriced,
      'variant-changed': changed,
      'product-archived': archived,
      'category-changed': categorised,
    });
  });
});
