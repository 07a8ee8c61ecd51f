import { toStreamRecord } from '@tradepost/aggregate/stream-record';
import * as routes from '@tradepost/contracts/catalog/routes';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { http } from '@tradepost/lambda/http/http';
import { asFunction } from '@tradepost/testing/as-function';
import { changesBy } from '@tradepost/testing/changes';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { type HttpRequestInput, toRestEvent } from '@tradepost/testing/http';
import { expectSamples } from '@tradepost/testing/samples';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toStreamEvent } from '@tradepost/testing/stream';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Deps, deps } from './deps.ts';
import { archiveProduct } from './http/archive-product.ts';
import { createProduct } from './http/create-product.ts';
import { updateProduct } from './http/update-product.ts';
import { toContractEvents } from './streams/to-contract-events.ts';

const PRODUCTS_TABLE_NAME = 'tradepost-dev-catalog-products';
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

/** Sends a request at an instant and returns the events that it causes. */
async function saidOf(
  at: string,
  toHandler: (deps: Deps) => unknown,
  request: HttpRequestInput,
): Promise<readonly CloudEvent[]> {
  const handler = toHandler({ ...deps(), now: () => at, newProductId: () => productId });
  const changes = await changesBy(db.documents, PRODUCTS_TABLE_NAME, () =>
    (handler as (event: unknown, context: unknown) => Promise<unknown>)(toRestEvent(request), toContext()),
  );
  const records = toStreamEvent(changes).Records as unknown as readonly DynamoDBRecord[];
  return records.flatMap((record) => toContractEvents(toStreamRecord(record)));
}

const create = (deps: Deps) =>
  asFunction(
    'tradepost-dev-catalog-create-product',
    http(routes.createProduct, (request) => createProduct({ ...request, correlationId }, deps)),
  );
const update = (deps: Deps) =>
  asFunction(
    'tradepost-dev-catalog-update-product',
    http(routes.updateProduct, (request) => updateProduct({ ...request, correlationId }, deps)),
  );
const archive = (deps: Deps) =>
  asFunction(
    'tradepost-dev-catalog-archive-product',
    http(routes.archiveProduct, (request) => archiveProduct({ ...request, correlationId }, deps)),
  );
const params = { productId };

const mug = (prices: Readonly<Record<string, number>>) => ({
  sku: 'MUG-BLUE',
  title: 'Enamel mug, blue',
  options: { colour: 'blue' },
  prices,
  weightGrams: 190,
});

describe('events of a product', () => {
  it('match the committed samples from its creation to its archiving', async () => {
    const [created] = await saidOf('2026-01-05T08:00:00.000Z', create, {
      method: 'POST',
      body: { title: 'Enamel mug', slug: 'enamel-mug', variants: [mug({ GBP: 900, USD: 1200 })] },
    });
    const [updated] = await saidOf('2026-01-05T08:05:00.000Z', update, {
      method: 'PATCH',
      params,
      headers: { 'If-Match': '"0"' },
      body: { status: 'active', description: 'Holds 350 ml.', categories: ['kitchen'] },
    });
    const [repriced] = await saidOf('2026-01-05T08:10:00.000Z', update, {
      method: 'PATCH',
      params,
      headers: { 'If-Match': '"1"' },
      body: { variants: [mug({ GBP: 850, EUR: 990 })] },
    });
    const [archived] = await saidOf('2026-09-30T18:00:00.000Z', archive, {
      method: 'POST',
      params,
      headers: { 'If-Match': '"2"' },
    });
    expectSamples('tradepost.catalog', 'event', {
      'product-created': created,
      'product-updated': updated,
      'price-changed': repriced,
      'product-archived': archived,
    });
  });
});
