import type { InvokeCommand } from '@aws-sdk/client-lambda';
import { createCatalogOffers } from './catalog-offers.ts';

const FUNCTION = 'tradepost-dev-catalog-get-variants';
const mug = {
  sku: 'MUG',
  options: {},
  prices: { GBP: 850 },
  productId: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  productTitle: 'Mug',
  status: 'active',
  productVersion: 0,
};

/** A Lambda client that responds with `answer(skus)`, `skus` being the SKUs of the request. */
function clientThat(answer: (skus: readonly string[]) => object) {
  const requests: InvokeCommand['input'][] = [];
  const send = async ({ input }: InvokeCommand) => {
    requests.push(input);
    const { queryStringParameters } = JSON.parse(String(input.Payload));
    const { FunctionError, ...payload } = answer(queryStringParameters.skus.split(',')) as {
      FunctionError?: string;
    };
    return { FunctionError, Payload: Buffer.from(JSON.stringify(payload)) };
  };
  return { client: { send } as never, requests };
}

const answering = (...items: object[]) =>
  clientThat(() => ({ statusCode: 200, body: JSON.stringify({ items, unknown: [] }) }));

describe('CatalogOffers', () => {
  it('returns the offers of the catalogue by SKU', async () => {
    const draft = { ...mug, sku: 'CUP', title: 'Cup, blue', status: 'draft' };
    const { client, requests } = answering(mug, draft);
    const offers = await createCatalogOffers(client, FUNCTION).read(['MUG', 'CUP', 'MUG', 'LAMP']);
    expect(Object.fromEntries(offers)).toEqual({
      MUG: { sku: 'MUG', title: 'Mug', isForSale: true, prices: { GBP: 850 } },
      CUP: { sku: 'CUP', title: 'Cup, blue', isForSale: false, prices: { GBP: 850 } },
    });
    expect(requests.map(({ FunctionName }) => FunctionName)).toEqual([FUNCTION]);
  });

  it('returns a bundle with its components, not for sale if one of them is unavailable', async () => {
    const components = [{ sku: 'MUG', quantity: 2 }];
    const { client } = answering(
      { ...mug, sku: 'SET', components },
      { ...mug, sku: 'DUO', components, unavailableComponents: ['MUG'] },
    );
    const offers = await createCatalogOffers(client, FUNCTION).read(['SET', 'DUO']);
    expect([...offers.values()]).toMatchObject([
      { components, isForSale: true },
      { components, isForSale: false },
    ]);
  });

  it('requests 100 SKUs at a time', async () => {
    const { client, requests } = clientThat((skus) => ({
      statusCode: 200,
      body: JSON.stringify({ items: skus.map((sku) => ({ ...mug, sku })) }),
    }));
    const skus = Array.from({ length: 250 }, (_none, index) => `SKU-${index}`);
    expect([...(await createCatalogOffers(client, FUNCTION).read(skus)).keys()]).toEqual(skus);
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['fails', { FunctionError: 'Unhandled', errorType: 'Error' }],
    ['returns status 500', { statusCode: 500, body: '{}' }],
    ['returns a body of another shape', { statusCode: 200, body: '{"items":[{}]}' }],
  ])('throws CatalogUnavailableError if the function %s', async (_what, payload) => {
    const { client } = clientThat(() => payload);
    await expect(createCatalogOffers(client, FUNCTION).read(['MUG'])).rejects.toMatchObject({
      code: 'CATALOG_UNAVAILABLE',
    });
  });

  it('throws CatalogUnavailableError if the function cannot be invoked', async () => {
    const client = { send: () => Promise.reject(new Error('ECONNREFUSED')) } as never;
    await expect(createCatalogOffers(client, FUNCTION).read(['MUG'])).rejects.toMatchObject({
      code: 'CATALOG_UNAVAILABLE',
    });
  });
});
