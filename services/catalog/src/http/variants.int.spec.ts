import type { Product } from '@tradepost/contracts/catalog/model';
import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
beforeEach(() => catalog.clear());
afterAll(() => catalog?.stop());

/** Variants in one request, as the contract limits them. */
const INLINE = 48;

const skuOf = (place: number) => `SHOE-${String(place).padStart(4, '0')}`;
const createShoe = (variants: number, more: object = {}) =>
  catalog.create({
    title: 'Shoe',
    status: 'active',
    variants: Array.from({ length: variants }, (_none, place) => ({
      sku: skuOf(place),
      prices: { EUR: 100 },
    })),
    ...more,
  });

type Conditions = Readonly<Record<string, string>>;
const put = (product: Product, sku: string, body: object, headers: Conditions = {}) =>
  catalog.call.putVariant({ method: 'PUT', params: { productId: product.id, sku }, body, headers });
const archive = (product: Product, sku: string, headers: Conditions = {}) =>
  catalog.call.archiveVariant({ method: 'POST', params: { productId: product.id, sku }, headers });
const read = (product: Product, sku: string) =>
  catalog.call.getVariant({ params: { productId: product.id, sku } });
const readProduct = async (product: Product) =>
  (await catalog.call.getProduct({ params: { productId: product.id } })).body;

/** Reads all pages of the list of variants. */
async function skusOf(product: Product, limit: number, list = catalog.call.listVariants) {
  const skus: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await list({
      params: { productId: product.id },
      query: { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) },
    });
    skus.push(...body.items.map(({ sku }) => sku));
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return skus;
}

describe.each([
  ['of a product with few variants', 1],
  ['of a product with as many variants as a request can have', INLINE],
])('a variant %s', (_what, variants) => {
  const body = { title: 'Shoe, wide', prices: { EUR: 120 }, options: { width: 'wide' } };

  it('is created, read, listed, and found by its SKU', async () => {
    const shoe = await createShoe(variants);
    const created = await put(shoe, 'WIDE', body);
    const expected = { ...body, sku: 'WIDE', productId: shoe.id, status: 'active', version: 1 };
    expect([created.status, created.body, created.headers['ETag']]).toEqual([200, expected, '"1"']);
    expect((await read(shoe, 'WIDE')).body).toEqual(expected);
    expect(await skusOf(shoe, 7)).toEqual([...shoe.variants.map(({ sku }) => sku), 'WIDE']);
    const { variantCount, version } = await readProduct(shoe);
    expect({ variantCount, version }).toEqual({ variantCount: variants + 1, version: 1 });
    const bySku = await catalog.call.getProductBySku({ params: { sku: 'WIDE' } });
    expect(bySku.body.variants.find(({ sku }) => sku === 'WIDE')).toEqual({ ...body, sku: 'WIDE' });
    const { body: found } = await catalog.call.getVariants({ query: { skus: `WIDE,${skuOf(0)},NONE` } });
    expect(found.items).toMatchObject([{ sku: 'WIDE', prices: { EUR: 120 } }, { sku: skuOf(0) }]);
    expect(found.unknown).toEqual(['NONE']);
  });

  it('is replaced as a whole, only at its own version', async () => {
    const shoe = await createShoe(variants);
    await put(shoe, 'WIDE', body);
    await put(shoe, 'OTHER', body);
    const stale = await put(shoe, 'WIDE', { prices: { EUR: 90 } }, { 'If-Match': '"2"' });
    expect([stale.status, stale.body.currentVersion]).toEqual([412, 1]);
    const replaced = await put(shoe, 'WIDE', { prices: { EUR: 90 } }, { 'If-Match': '"1"' });
    expect(replaced.body).toMatchObject({ prices: { EUR: 90 }, version: 3 });
    expect((await read(shoe, 'WIDE')).body).toEqual(replaced.body);
    expect((await readProduct(shoe)).variantCount).toBe(variants + 2);
  });

  it('is not created twice with If-None-Match, and not changed by the same content', async () => {
    const shoe = await createShoe(variants);
    const create = { 'If-None-Match': '*' };
    expect((await put(shoe, 'WIDE', body, create)).status).toBe(200);
    expect((await put(shoe, 'WIDE', { prices: {} }, create)).status).toBe(412);
    expect((await put(shoe, 'NARROW', body, { 'If-Match': '*' })).status).toBe(412);
    expect((await put(shoe, 'WIDE', body)).body.version).toBe(1);
    expect((await readProduct(shoe)).version).toBe(1);
  });

  it('is archived for good, and keeps its SKU', async () => {
    const shoe = await createShoe(variants);
    await put(shoe, 'WIDE', body);
    const archived = await archive(shoe, 'WIDE', { 'If-Match': '"1"' });
    expect([archived.status, archived.body.status, archived.body.version]).toEqual([200, 'archived', 2]);
    expect((await archive(shoe, 'WIDE', { 'If-Match': '"1"' })).body).toEqual(archived.body);
    expect(await codeOf(read(shoe, 'WIDE'))).toEqual([404, 'VARIANT_NOT_FOUND']);
    expect(await codeOf(put(shoe, 'WIDE', body))).toEqual([409, 'VARIANT_ARCHIVED']);
    const other = await catalog.create({ title: 'Boot', variants: [{ sku: 'BOOT', prices: {} }] });
    expect(await codeOf(put(other, 'WIDE', body))).toEqual([409, 'SKU_TAKEN']);
    expect((await catalog.call.getProductBySku({ params: { sku: 'WIDE' } })).status).toBe(404);
    expect((await catalog.call.getVariants({ query: { skus: 'WIDE' } })).body.unknown).toEqual(['WIDE']);
    expect(await skusOf(shoe, 10)).not.toContain('WIDE');
    expect(await skusOf(shoe, 10, catalog.call.listAdminVariants)).toContain('WIDE');
    const { variantCount, variants: left } = await readProduct(shoe);
    expect([variantCount, left.length]).toEqual([variants, variants]);
  });
});

describe('a variant of the product itself', () => {
  it('is archived and leaves it', async () => {
    const shoe = await createShoe(2);
    expect((await archive(shoe, skuOf(0))).body).toMatchObject({ status: 'archived', version: 1 });
    const { variants, variantCount } = await readProduct(shoe);
    expect([variants.map(({ sku }) => sku), variantCount]).toEqual([[skuOf(1)], 1]);
    expect(await skusOf(shoe, 1, catalog.call.listAdminVariants)).toEqual([skuOf(0), skuOf(1)]);
  });

  it('keeps its version when a change of the product leaves it as it is', async () => {
    const shoe = await createShoe(2);
    const variants = [
      { sku: skuOf(0), prices: { EUR: 100 } },
      { sku: skuOf(1), prices: { EUR: 110 } },
    ];
    const params = { productId: shoe.id };
    await catalog.call.updateProduct({
      method: 'PATCH',
      params,
      headers: { 'If-Match': '*' },
      body: { variants },
    });
    const versions = await Promise.all([0, 1].map((place) => read(shoe, skuOf(place))));
    expect(versions.map(({ body }) => body.version)).toEqual([0, 1]);
  });
});

describe('a product', () => {
  it('with more variants than a request can have is not changed by a list of variants', async () => {
    const shoe = await createShoe(INLINE);
    await put(shoe, 'WIDE', { prices: {} });
    const change = (body: object) =>
      catalog.call.updateProduct({
        method: 'PATCH',
        params: { productId: shoe.id },
        headers: { 'If-Match': '*' },
        body,
      });
    expect(await codeOf(change({ variants: shoe.variants.slice(0, 1) }))).toEqual([
      409,
      'VARIANTS_NOT_REPLACEABLE',
    ]);
    expect((await change({ title: 'Boot' })).status).toBe(200);
    expect(await skusOf(shoe, 100)).toHaveLength(INLINE + 1);
  });

  it('gets each of six variants that are put at once', async () => {
    const shoe = await createShoe(INLINE - 3);
    const skus = Array.from({ length: 6 }, (_none, place) => `NEW-${place}`);
    const answers = await Promise.all(skus.map((sku) => put(shoe, sku, { prices: {} })));
    expect(answers.map(({ status }) => status)).toEqual(skus.map(() => 200));
    expect((await readProduct(shoe)).variantCount).toBe(INLINE + 3);
    expect((await skusOf(shoe, 5)).toSorted()).toEqual(
      [...shoe.variants.map(({ sku }) => sku), ...skus].toSorted(),
    );
  });

  it('that is archived or missing takes no variant', async () => {
    const shoe = await createShoe(1);
    await put(shoe, 'WIDE', { prices: {} });
    await catalog.call.archiveProduct({ method: 'POST', params: { productId: shoe.id } });
    expect(await codeOf(put(shoe, 'NARROW', { prices: {} }))).toEqual([409, 'PRODUCT_ARCHIVED']);
    expect(await codeOf(archive(shoe, 'WIDE'))).toEqual([409, 'PRODUCT_ARCHIVED']);
    expect(await codeOf(read(shoe, 'WIDE'))).toEqual([404, 'PRODUCT_NOT_FOUND']);
    const none = { ...shoe, id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E' };
    expect(await codeOf(put(none, 'NARROW', { prices: {} }))).toEqual([404, 'PRODUCT_NOT_FOUND']);
    expect(await codeOf(archive(none, 'WIDE'))).toEqual([404, 'PRODUCT_NOT_FOUND']);
    const draft = await catalog.create({ title: 'Draft', variants: [{ sku: 'DRAFT', prices: {} }] });
    const params = { productId: draft.id };
    expect(await codeOf(catalog.call.listVariants({ params }))).toEqual([404, 'PRODUCT_NOT_FOUND']);
    expect(await skusOf(draft, 5, catalog.call.listAdminVariants)).toEqual(['DRAFT']);
    const ofOther = { productId: shoe.id };
    expect(await codeOf(catalog.call.listAdminVariants({ params: { productId: none.id } }))).toEqual([
      404,
      'PRODUCT_NOT_FOUND',
    ]);
    expect(await codeOf(catalog.call.listAdminVariants({ params: ofOther, query: { cursor: 'x' } }))).toEqual(
      [400, 'INVALID_CURSOR'],
    );
  });
});

async function codeOf(
  answer: Promise<{ readonly status: number; readonly body: { readonly code: string } }>,
) {
  const { status, body } = await answer;
  return [status, body.code];
}
