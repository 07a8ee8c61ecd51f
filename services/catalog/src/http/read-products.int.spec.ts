import type { Product } from '@tradepost/contracts/catalog/model';
import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
let tea: Product;
beforeAll(async () => {
  catalog = await startCatalog();
  tea = await catalog.create({
    status: 'active',
    title: 'Assam',
    slug: 'assam',
    categories: ['tea'],
    variants: [
      { sku: 'ASSAM-100', title: 'Assam 100 g', options: { size: '100 g' }, prices: { GBP: 450 } },
      { sku: 'ASSAM-500', prices: { GBP: 1800 }, weightGrams: 520 },
    ],
  });
});
afterAll(() => catalog.stop());

describe('reading a product', () => {
  it.each([
    ['its id', () => catalog.call.getProduct({ params: { productId: tea.id } })],
    ['a SKU', () => catalog.call.getProductBySku({ params: { sku: 'ASSAM-500' } })],
    ['its slug', () => catalog.call.getProductBySlug({ params: { slug: 'assam' } })],
  ])('returns it by %s, with an ETag that caches must revalidate', async (_what, read) => {
    const { status, headers, body } = await read();
    expect([status, body]).toEqual([200, tea]);
    expect(headers).toMatchObject({ ETag: '"0"', 'Cache-Control': 'no-cache' });
  });

  it('answers 304 if If-None-Match has its version', async () => {
    const params = { productId: tea.id };
    const { status, body } = await catalog.call.getProduct({ params, headers: { 'If-None-Match': '"0"' } });
    expect([status, body]).toEqual([304, undefined]);
    const stale = await catalog.call.getProduct({ params, headers: { 'If-None-Match': '"7"' } });
    expect(stale.status).toBe(200);
  });

  it.each([
    ['id', () => catalog.call.getProduct({ params: { productId: 'prd_00000000000000000000000000' } })],
    ['SKU', () => catalog.call.getProductBySku({ params: { sku: 'assam-100' } })],
    ['slug', () => catalog.call.getProductBySlug({ params: { slug: 'ceylon' } })],
  ])('answers 404 for an unknown %s', async (_what, read) => {
    const { status, body, headers } = await read();
    expect([status, body.code, headers['Cache-Control']]).toEqual([404, 'PRODUCT_NOT_FOUND', 'no-store']);
  });
});

describe.each(['draft', 'archived'])('a product with status %s', (status) => {
  let hidden: Product;
  beforeAll(async () => {
    const { id } = await catalog.create({
      status: status === 'draft' ? 'draft' : 'active',
      title: 'Sencha',
      slug: `sencha-${status}`,
      variants: [{ sku: `SENCHA-${status}`, prices: { EUR: 700 } }],
    });
    const request = { params: { productId: id } };
    if (status === 'archived') await catalog.call.archiveProduct({ method: 'POST', ...request });
    hidden = (await catalog.call.getAdminProduct(request)).body;
    expect(hidden).toMatchObject({ id, status });
  });

  it.each([
    ['id', () => catalog.call.getProduct({ params: { productId: hidden.id } })],
    ['SKU', () => catalog.call.getProductBySku({ params: { sku: `SENCHA-${status}` } })],
    ['slug', () => catalog.call.getProductBySlug({ params: { slug: `sencha-${status}` } })],
  ])('is not found by its %s', async (_what, read) => {
    const { status: found, body } = await read();
    expect([found, body.code]).toEqual([404, 'PRODUCT_NOT_FOUND']);
  });

  it('has no variants in getVariants', async () => {
    const { body } = await catalog.call.getVariants({ query: { skus: `SENCHA-${status},ASSAM-100` } });
    expect(body.items.map(({ sku }) => sku)).toEqual(['ASSAM-100']);
    expect(body.unknown).toEqual([`SENCHA-${status}`]);
  });

  it('is returned on the admin route, without caching', async () => {
    const read = await catalog.call.getAdminProduct({ params: { productId: hidden.id } });
    expect([read.status, read.body, read.headers['Cache-Control']]).toEqual([200, hidden, 'no-store']);
    expect(read.headers['ETag']).toBe(`"${hidden.version}"`);
  });
});

describe('getVariants', () => {
  const read = (skus: string | readonly string[]) => catalog.call.getVariants({ query: { skus } });

  it('returns variants in the order of the request, with data of their product, and the unknown SKUs', async () => {
    const green = await catalog.create({
      status: 'active',
      title: 'Sencha',
      slug: 'sencha',
      variants: [{ sku: 'SENCHA', prices: { EUR: 700 } }],
    });
    const { status, body } = await read('ASSAM-500,NONE,SENCHA,ASSAM-100,ASSAM-500,assam-100');
    expect(status).toBe(200);
    const sale = { taxClass: 'standard', attributes: {} };
    const ofTea = { productId: tea.id, productTitle: 'Assam', status: 'active', productVersion: 0, ...sale };
    expect(body).toEqual({
      items: [
        { sku: 'ASSAM-500', options: {}, prices: { GBP: 1800 }, weightGrams: 520, ...ofTea },
        {
          sku: 'SENCHA',
          options: {},
          prices: { EUR: 700 },
          productId: green.id,
          productTitle: 'Sencha',
          status: 'active',
          productVersion: 0,
          ...sale,
        },
        {
          sku: 'ASSAM-100',
          title: 'Assam 100 g',
          options: { size: '100 g' },
          prices: { GBP: 450 },
          ...ofTea,
        },
      ],
      unknown: ['NONE', 'assam-100'],
    });
  });

  it('accepts up to 100 SKUs, of as many products', async () => {
    const skus = Array.from({ length: 100 }, (_none, index) => `BULK-${index}`);
    await Promise.all(
      skus.map((sku) =>
        catalog.create({
          status: 'active',
          title: sku,
          slug: sku.toLowerCase(),
          variants: [{ sku, prices: { GBP: 1 } }],
        }),
      ),
    );
    const backwards = skus.toReversed();
    const { body } = await read(backwards.join(','));
    expect(body.items.map((item: { sku: string }) => item.sku)).toEqual(backwards);
    expect(body.unknown).toEqual([]);
    expect((await read([...skus, 'BULK-100'].join(','))).body.code).toBe('VALIDATION_FAILED');
  });

  it('accepts a repeated parameter', async () => {
    const { body } = await read(['ASSAM-500', 'ASSAM-100,NONE']);
    expect(body.items.map(({ sku }) => sku)).toEqual(['ASSAM-500', 'ASSAM-100']);
    expect(body.unknown).toEqual(['NONE']);
  });

  it('returns no items if all SKUs are unknown', async () => {
    expect((await read('NONE,NOTHING')).body).toEqual({ items: [], unknown: ['NONE', 'NOTHING'] });
  });
});

describe('a product with SKUs from other systems', () => {
  const skus = ['MUSIC/CD/123', '15056 BL', 'Größe-M', 'A+B', '#1', '50% OFF', '日本-1', 'sku#A', 'A%2FB'];

  it('is found by each SKU alone and by all together', async () => {
    const { id } = await catalog.create({
      title: 'From other systems',
      slug: 'from-other-systems',
      status: 'active',
      // The SKUs in NFD and with surrounding spaces are normalized to the same SKUs.
      variants: skus.map((sku) => ({ sku: ` ${sku.normalize('NFD')} `, prices: { GBP: 1 } })),
    });
    for (const sku of skus) {
      const { status, body } = await catalog.call.getProductBySku({ params: { sku } });
      expect([sku, status, body.id]).toEqual([sku, 200, id]);
    }
    const { body } = await read(skus);
    expect([body.items.map(({ sku }) => sku), body.unknown]).toEqual([skus, []]);
  });

  it('keeps its SKUs unique in every Unicode normalization form', async () => {
    const { status, body } = await catalog.call.createProduct({
      method: 'POST',
      body: {
        title: 'Another',
        slug: 'another',
        variants: [{ sku: 'Größe-M'.normalize('NFD'), prices: { GBP: 1 } }],
      },
    });
    expect([status, body.code, body.sku]).toEqual([409, 'SKU_TAKEN', 'Größe-M']);
  });

  const read = (values: readonly string[]) => catalog.call.getVariants({ query: { skus: values } });
});
