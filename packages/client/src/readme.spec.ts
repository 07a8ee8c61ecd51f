import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientOf } from './behaviour.spec-kit.ts';
import { createClient } from './client.ts';
import { type FaultServer, openFaultServer } from './fault-server.spec-kit.ts';
import { examples } from './readme.spec-kit.ts';

let server: FaultServer;

beforeAll(async () => {
  server = await openFaultServer();
});

afterAll(() => server.close());

const folder = import.meta.dirname;
const blocksOf = (readme: string) => [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, block = '']) => block);
/** Removes imports and everything that the formatter may change. */
const squeeze = (code: string) =>
  code
    .replace(/^import .*$/gm, '')
    .replace(/\s+/g, '')
    .replaceAll(',}', '}');

it('the README has only examples that are in readme.spec-kit.ts', async () => {
  const readme = await readFile(join(folder, '..', 'README.md'), 'utf8');
  const kit = squeeze(await readFile(join(folder, 'readme.spec-kit.ts'), 'utf8'));
  const blocks = blocksOf(readme);
  expect(blocks).toHaveLength(Object.keys(examples).length);
  for (const block of blocks) expect(kit).toContain(squeeze(block));
});

describe('an example', () => {
  const sku = 'MUG-BLUE';
  it('places an order with a token', async () => {
    server.play([
      {
        status: 422,
        body: { code: 'UNKNOWN_SKU', title: 'The catalogue has no such SKU', skus: [sku] },
      },
      { status: 201, body: { id: 'ord_1' } },
    ]);
    const place = () =>
      examples.place({
        createClient: (config) => createClient({ ...config, baseUrl: server.url }),
        session: { accessToken: 'secret' },
        body: {} as Parameters<typeof examples.place>[0]['body'],
      });
    expect([await place(), await place()]).toEqual(['We do not have MUG-BLUE.', 'Your order is ord_1.']);
    expect(server.requests()[0]?.headers['authorization']).toBe('Bearer secret');
  });

  it('configures two addresses', async () => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return Response.json({ items: [] });
    };
    const client = examples.addresses({ createClient: (config) => createClient({ ...config, fetch }) });
    await client.GET('/v1/products');
    expect(urls).toEqual(['https://f6g7h8i9j0.execute-api.eu-central-1.amazonaws.com/dev/v1/products']);
  });

  it('reads the stock, or throws', async () => {
    const stock = () => examples.stock(clientOf(server.url)(), sku);
    server.play([
      { body: { available: 7 } },
      { status: 404, body: { code: 'STOCK_NOT_FOUND', title: 'No stock is kept under this SKU' } },
    ]);
    expect(await stock()).toBe(7);
    await expect(stock()).rejects.toThrow(
      'GET /v1/stock/{sku}: 404 STOCK_NOT_FOUND (No stock is kept under this SKU)',
    );
  });

  it('reads all items of a list', async () => {
    server.play([{ body: { items: [{ id: 'ord_1', total: { amountMinor: 850, currency: 'GBP' } }] } }]);
    expect(await examples.list(clientOf(server.url)())).toEqual(['ord_1: 850 GBP']);
  });

  it('changes the version that it has read', async () => {
    const headers = { etag: '"3"' };
    server.play([{ headers }, {}, { headers }, { status: 412, body: { code: 'PRECONDITION_FAILED' } }]);
    const change = () => examples.change(clientOf(server.url)(), 'prd_1', 'Mug');
    expect([await change(), await change()]).toEqual(['Done.', 'Somebody else has changed it.']);
    expect(server.requests()[1]?.headers['if-match']).toBe('"3"');
  });

  it('sends SKUs that a path cannot contain in the query or the body', async () => {
    server.play([{ body: { items: [] } }, { status: 201, body: {} }, { body: {} }]);
    await examples.anySku(clientOf(server.url)());
    expect(server.requests().map(({ path }) => path)).toEqual([
      '/v1/stock?skus=MUSIC%2FCD%2F123,50%25%20OFF',
      '/v1/stock/adjustments',
      '/v1/stock/levels?sku=MUSIC%2FCD%2F123&location=main',
    ]);
  });
  it("reads a guest's cart with its token", async () => {
    server.play([{ status: 201, body: { id: 'crt_1', cartToken: 'ct1.a' } }, { body: { problems: [] } }]);
    expect(await examples.guest(clientOf(server.url)())).toEqual([]);
    const [, read] = server.requests();
    expect([read?.path, read?.headers['x-cart-token']]).toEqual(['/v1/guest/carts/crt_1', 'ct1.a']);
  });
});
