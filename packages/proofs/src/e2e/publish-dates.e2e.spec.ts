import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { unwrap } from '@tradepost/client/client';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop } from './shop.ts';

const cloud = sharedCloud();
const lambda = new LambdaClient(cloud.aws);
const shop = createShop(cloud.url);

afterAll(async () => {
  lambda.destroy();
  await shop.api.close();
});

it('a product whose date has come is for sale after the next sweep', async () => {
  const body = {
    ...{ title: 'Dated', slug: 'dated', status: 'draft' as const, publishAt: new Date().toISOString() },
    variants: [{ sku: 'DATED', prices: { GBP: 1_000 } }],
  };
  const { id } = await unwrap(shop.api.POST('/v1/products', { idempotencyKey: 'dated', body }));
  const sweep = new InvokeCommand({ FunctionName: 'tradepost-dev-catalog-sweep-products', Payload: '{}' });
  expect((await lambda.send(sweep)).FunctionError).toBeUndefined();
  const params = { path: { productId: id } };
  const product = await unwrap(shop.api.GET('/v1/admin/products/{productId}', { params }));
  expect([product.status, product.publishAt]).toEqual(['active', undefined]);
});
