import type { InvokeCommand } from '@aws-sdk/client-lambda';
import { createInvoke } from './invoke.ts';
import { createQueries } from './queries.ts';

const NAMES = {
  offers: 'get-variants',
  terms: 'read-terms',
  methods: 'read-methods',
  taxes: 'calculate-taxes',
  stock: 'read-available',
  groups: 'read-groups',
};
const destination = { country: 'GB' };
const TERMS = { at: '2026-01-05T08:00:00.000Z', currency: 'GBP', skus: [], destination, codes: [] };

/** Queries of functions that answer with `answer(payload)`. */
function queriesThat(answer: (payload: never) => unknown) {
  const requests: InvokeCommand['input'][] = [];
  const send = async ({ input }: InvokeCommand) => {
    requests.push(input);
    const { FunctionError, ...rest } = Object(answer(JSON.parse(String(input.Payload)) as never));
    return { FunctionError, Payload: Buffer.from(JSON.stringify(rest)) };
  };
  return { ...createQueries(createInvoke({ send } as never, 1_000), NAMES), requests };
}

type VariantsEvent = { readonly queryStringParameters: { readonly skus: string } };
const variants = ({ queryStringParameters: { skus } }: VariantsEvent) => ({
  statusCode: 200,
  body: JSON.stringify({
    items: skus.split(',').map((sku) => ({ sku, productTitle: sku, status: 'active', prices: { GBP: 1 } })),
  }),
});

describe('the offers of the catalogue', () => {
  it('are read for up to 100 SKUs at once, each SKU once', async () => {
    const { readOffers, requests } = queriesThat(variants);
    const skus = Array.from({ length: 201 }, (_none, index) => `S${index}`);
    const offers = await readOffers([...skus, ...skus]);
    expect(offers.size).toBe(201);
    expect(offers.get('S200')).toEqual({
      ...{ sku: 'S200', title: 'S200', taxClass: 'standard', prices: { GBP: 1 }, isForSale: true },
    });
    const counts = requests.map(({ Payload }) => {
      const { queryStringParameters } = JSON.parse(String(Payload)) as VariantsEvent;
      return queryStringParameters.skus.split(',').length;
    });
    expect(counts).toEqual([100, 100, 1]);
  });

  it('are not asked for without a SKU', async () => {
    const { readOffers, requests } = queriesThat(variants);
    expect([(await readOffers([])).size, requests]).toEqual([0, []]);
  });
});

describe('a function that fails', () => {
  it.each([
    ['with an error', () => ({ FunctionError: 'Unhandled' })],
    ['with another form', () => ({ statusCode: 500, body: '{}' })],
  ])('%s makes its service unavailable', async (_how, answer) => {
    const { readOffers, readTerms, readMethods, readStock, readGroups } = queriesThat(answer);
    await expect(readOffers(['TEA'])).rejects.toMatchObject({ code: 'CATALOG_UNAVAILABLE' });
    await expect(readTerms(TERMS)).rejects.toMatchObject({ code: 'PRICING_UNAVAILABLE' });
    await expect(readMethods(TERMS)).rejects.toMatchObject({ code: 'SHIPPING_UNAVAILABLE' });
    await expect(readGroups('cus_1')).rejects.toMatchObject({ code: 'PRICING_UNAVAILABLE' });
    await expect(readStock('crt_1', ['TEA'])).rejects.toMatchObject({ code: 'INVENTORY_UNAVAILABLE' });
  });

  it('to answer in time is given up', async () => {
    const send = (_command: unknown, { abortSignal }: { abortSignal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const { readTerms } = createQueries(createInvoke({ send } as never, 5), NAMES);
    await expect(readTerms(TERMS)).rejects.toMatchObject({ code: 'PRICING_UNAVAILABLE' });
  });
});
