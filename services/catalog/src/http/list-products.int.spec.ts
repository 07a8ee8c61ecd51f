import { toCursor } from '@tradepost/lambda/cursor';
import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterEach(() => catalog.clear());
afterAll(() => catalog.stop());

type Change = { oldImage?: Record<string, unknown>; newImage: Record<string, unknown> };

/** Creates a product; returns its id and the change in its stream record. */
async function create(slug: string, categories: readonly string[], status = 'active') {
  const { id } = await catalog.create({
    status,
    title: slug,
    slug,
    categories,
    variants: [{ sku: slug, prices: { GBP: 450 } }],
  });
  return { id: id as string, change: { newImage: await catalog.imageOf(id) } satisfies Change };
}

/** Updates a product; returns the change in its stream record. */
async function update(productId: string, body: object): Promise<Change> {
  const oldImage = await catalog.imageOf(productId);
  const headers = { 'If-Match': '*' };
  await catalog.call.updateProduct({ method: 'PATCH', params: { productId }, headers, body });
  return { oldImage, newImage: await catalog.imageOf(productId) };
}

async function list(query: Record<string, string> = {}) {
  const { body } = await catalog.call.listProducts({ query });
  return body.items.map((item: { slug: string }) => item.slug);
}

async function listAsStaff(query: Record<string, string> = {}) {
  const { body, headers } = await catalog.call.listAdminProducts({ query });
  expect(headers['Cache-Control']).toBe('no-store');
  return body.items.map((item: { slug: string }) => item.slug);
}

describe('product lists', () => {
  it('contain the products of a status and category, newest first', async () => {
    for (const [slug, categories, status] of [
      ['assam', ['tea', 'black'], 'active'],
      ['sencha', ['tea'], 'active'],
      ['arabica', ['coffee'], 'active'],
      ['robusta', ['coffee'], 'draft'],
    ] as const) {
      await catalog.project((await create(slug, categories, status)).change);
    }
    expect(await list()).toEqual(['arabica', 'sencha', 'assam']);
    expect(await list({ category: 'tea' })).toEqual(['sencha', 'assam']);
    expect(await list({ category: 'black' })).toEqual(['assam']);
    expect(await list({ category: 'coffee' })).toEqual(['arabica']);
    expect(await listAsStaff()).toEqual(['robusta']);
    expect(await listAsStaff({ status: 'draft', category: 'coffee' })).toEqual(['robusta']);
    expect(await listAsStaff({ status: 'draft', category: 'tea' })).toEqual([]);
    expect(await listAsStaff({ status: 'active' })).toEqual(['arabica', 'sencha', 'assam']);
    expect(await listAsStaff({ status: 'archived' })).toEqual([]);
  });

  it('contain the same products for partners, in larger pages', async () => {
    for (const [slug, status] of [
      ['assam', 'active'],
      ['sencha', 'draft'],
      ['ceylon', 'active'],
    ] as const) {
      await catalog.project((await create(slug, ['tea'], status)).change);
    }
    const { status, headers, body } = await catalog.call.listFeedProducts({
      query: { limit: '500', category: 'tea' },
    });
    expect([status, body.items.map((item: { slug: string }) => item.slug)]).toEqual([
      200,
      ['ceylon', 'assam'],
    ]);
    expect(headers['Cache-Control']).toBe('public, max-age=60, stale-while-revalidate=300');
    const { body: first } = await catalog.call.listFeedProducts({ query: { limit: '1' } });
    const cursor = first.nextCursor ?? '';
    const { body: next } = await catalog.call.listFeedProducts({ query: { limit: '500', cursor } });
    expect(next.items.map((item: { slug: string }) => item.slug)).toEqual(['assam']);
    const tooMany = await catalog.call.listFeedProducts({ query: { limit: '501' } });
    expect(tooMany.status).toBe(400);
  });

  it('refuse a status filter on the public route', async () => {
    for (const status of ['draft', 'archived', 'active']) {
      const { status: refused, body } = await catalog.call.listProducts({ query: { status } });
      expect([refused, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    }
  });

  it('refuse the cursor of a list of drafts on the public route', async () => {
    const made = await Promise.all(['a', 'b'].map((slug) => create(slug, ['tea'], 'draft')));
    await catalog.project(...made.map(({ change }) => change));
    const { body } = await catalog.call.listAdminProducts({ query: { limit: '1' } });
    const refused = await catalog.call.listProducts({ query: { cursor: String(body.nextCursor) } });
    expect([refused.status, refused.body.code]).toEqual([400, 'INVALID_CURSOR']);
  });

  it('contain the same product as getProduct returns', async () => {
    const { id, change } = await create('assam', ['tea']);
    await catalog.project(change);
    const { body } = await catalog.call.getProduct({ params: { productId: id } });
    const { body: page, headers } = await catalog.call.listProducts({});
    expect(page).toEqual({ items: [body] });
    const again = await catalog.call.listProducts({ headers: { 'If-None-Match': headers['ETag'] ?? '' } });
    expect(again.status).toBe(304);
  });

  it('contain each product once over all pages', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, (_none, index) => create(`tea-${index}`, ['tea'])),
    );
    await catalog.project(...made.map(({ change }) => change));
    const sizes: number[] = [];
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { category: 'tea', limit: '3', ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await catalog.call.listProducts({ query });
      sizes.push(body.items.length);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(sizes).toEqual([3, 3, 1]);
    expect([...seen].sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it('have no cursor after a last page that is full', async () => {
    const made = await Promise.all(['a', 'b'].map((slug) => create(slug, ['tea'])));
    await catalog.project(...made.map(({ change }) => change));
    expect((await catalog.call.listProducts({ query: { limit: '2' } })).body).not.toHaveProperty(
      'nextCursor',
    );
  });

  it('refuse a cursor of another list or filter', async () => {
    const made = await Promise.all(['a', 'b'].map((slug) => create(slug, ['tea'])));
    await catalog.project(...made.map(({ change }) => change));
    const { body } = await catalog.call.listProducts({ query: { limit: '1' } });
    const cursor = body.nextCursor as string;
    const place = '2026-01-01T00:00:00.000Z#prd_01JD3XK8WQ4N6T2B9V5M7R0C1E';
    expect(await list({ cursor })).toHaveLength(1);
    for (const query of [
      { cursor, category: 'tea' },
      { cursor: Buffer.from('[""]').toString('base64url') },
      { cursor: toCursor({ method: 'GET', path: '/v1/orders' }, { status: 'active' }, place) },
      { cursor: `${cursor}x` },
      { cursor: 'nonsense' },
    ] as Record<string, string>[]) {
      const refused = await catalog.call.listProducts({ query });
      expect([refused.status, refused.body.code]).toEqual([400, 'INVALID_CURSOR']);
    }
    for (const status of ['active', 'draft']) {
      const refused = await catalog.call.listAdminProducts({ query: { cursor, status } });
      expect([refused.status, refused.body.code]).toEqual([400, 'INVALID_CURSOR']);
    }
  });
});

describe('projectListings', () => {
  it('moves a changed product between lists', async () => {
    const { id, change } = await create('assam', ['tea', 'black']);
    await catalog.project(change);
    await catalog.project(await update(id, { categories: ['tea', 'gifts'], title: 'Assam Gold' }));
    expect(await list({ category: 'black' })).toEqual([]);
    expect(await list({ category: 'gifts' })).toEqual(['assam']);
    expect((await catalog.call.listProducts({ query: { category: 'tea' } })).body.items).toMatchObject([
      { title: 'Assam Gold', version: 1 },
    ]);
    await catalog.project(await update(id, { status: 'draft' }));
    expect(await list()).toEqual([]);
    expect(await listAsStaff({ status: 'draft', category: 'tea' })).toEqual(['assam']);
  });

  it('lists a product in a category to which it returns', async () => {
    const { id, change } = await create('assam', ['tea', 'black']);
    await catalog.project(change, await update(id, { categories: ['tea'] }));
    expect(await list({ category: 'black' })).toEqual([]);
    await catalog.project(await update(id, { categories: ['black'] }));
    expect(await list({ category: 'black' })).toEqual(['assam']);
  });
});

describe('projectListings for an older record', () => {
  it('changes nothing if it is repeated, not even in a category that the product has left', async () => {
    const { id, change } = await create('assam', ['tea', 'black']);
    const later = await update(id, { categories: ['tea'], title: 'Assam Gold' });
    await catalog.project(change, later);
    expect(await catalog.project(change)).toEqual({ batchItemFailures: [] });
    expect(await list({ category: 'black' })).toEqual([]);
    expect((await catalog.call.listProducts({})).body.items).toMatchObject([
      { title: 'Assam Gold', version: 1 },
    ]);
  });

  it('changes nothing if it arrives after the newer one', async () => {
    const { id, change } = await create('assam', ['tea', 'black']);
    await catalog.project(await update(id, { categories: ['tea'] }));
    await catalog.project(change);
    expect(await list({ category: 'black' })).toEqual([]);
    expect(await list({ category: 'tea' })).toEqual(['assam']);
  });
});

describe('projectListings for a record of a claim', () => {
  it('changes nothing', async () => {
    const newImage = { pk: 'sku#assam', sk: 'claim', claim: 'assam', productId: 'prd_1' };
    expect(await catalog.project({ newImage })).toEqual({ batchItemFailures: [] });
    expect(await list()).toEqual([]);
  });
});
