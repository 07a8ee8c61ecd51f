import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';
import { createDeps } from '../deps.ts';
import { TREE_ID } from '../domain/category-tree.ts';
import { putCategory } from '../domain/put-category.ts';
import { toListedProduct } from '../projections/to-listed-product.ts';
import { listProducts } from './list-products.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterEach(() => catalog.clear());
afterAll(() => catalog.stop());

const put = (category: string, body: object, headers = {}) =>
  catalog.call.putCategory({
    method: 'PUT',
    params: { category },
    headers,
    body: { title: category, ...body },
  });

/** Puts categories by `child: parent`. */
async function plant(tree: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [slug, parent] of Object.entries(tree))
    expect((await put(slug, parent === undefined ? {} : { parent })).status).toBe(200);
}

type Given = {
  readonly title?: string;
  readonly prices?: Readonly<Record<string, number>>;
  readonly options?: Readonly<Record<string, string>>;
  readonly attributes?: object;
  readonly description?: string;
};

async function sell(slug: string, categories: readonly string[], given: Given = {}) {
  const { prices = { GBP: 450 }, options = {}, title = slug, ...rest } = given;
  const { id } = await catalog.create({
    ...{ status: 'active', title, slug, categories, ...rest },
    variants: [{ sku: slug, prices, options }],
  });
  await catalog.project({ newImage: await catalog.imageOf(id) });
  return id;
}

async function list(query: Record<string, string>) {
  const { status, body } = await catalog.call.listProducts({ query });
  expect([status, body.code]).toEqual([200, undefined]);
  return body.items.map(({ slug }) => slug);
}

/** Reads all pages; returns the slugs of each. */
async function walk(query: Record<string, string>): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { body } = await catalog.call.listProducts({
      query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
    });
    pages.push(body.items.map(({ slug }) => slug));
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

describe('categories', () => {
  it('are a tree that is read at once, each before those that are in it', async () => {
    await plant({ home: undefined, bags: undefined, kitchen: 'home', mugs: 'kitchen' });
    await put('bags', { position: 1, texts: { 'de-at': { title: 'Taschen' } } });
    const { body, headers } = await catalog.call.listCategories({});
    expect(body.items.map((item) => item.slug)).toEqual(['home', 'kitchen', 'mugs', 'bags']);
    expect(body.items[2]).toMatchObject({ parent: 'kitchen', ancestors: ['home', 'kitchen'], version: 3 });
    expect(body.items[3]).toMatchObject({ texts: { 'de-AT': { title: 'Taschen' } }, ancestors: [] });
    const again = await catalog.call.listCategories({ headers: { 'If-None-Match': headers['ETag'] ?? '' } });
    expect(again.status).toBe(304);
  });

  it('are read, created and replaced one by one, by their own versions', async () => {
    expect((await catalog.call.getCategory({ params: { category: 'home' } })).body.code).toBe(
      'CATEGORY_NOT_FOUND',
    );
    await plant({ home: undefined, garden: undefined });
    expect((await put('home', {}, { 'If-None-Match': '*' })).body.code).toBe('PRECONDITION_FAILED');
    expect((await put('home', { position: 2 }, { 'If-Match': '"0"' })).headers['ETag']).toBe('"2"');
    expect((await put('home', {}, { 'If-Match': '"0"' })).body.code).toBe('PRECONDITION_FAILED');
    const { body } = await catalog.call.getCategory({ params: { category: 'home' } });
    expect(body).toEqual({ slug: 'home', title: 'home', position: 2, ancestors: [], version: 2 });
  });

  it('are not in themselves, even when two are moved into each other at once', async () => {
    await plant({ tea: undefined, coffee: undefined });
    const moved = await Promise.all([put('tea', { parent: 'coffee' }), put('coffee', { parent: 'tea' })]);
    expect(moved.map(({ body }) => body.code ?? 'moved').sort()).toEqual(['CATEGORY_WITHIN_ITSELF', 'moved']);
  });

  it('are removed when nothing is in them', async () => {
    await plant({ home: undefined, kitchen: 'home' });
    const id = await sell('mug', ['kitchen']);
    const remove = async (category: string) => {
      const { status, body } = await catalog.call.removeCategory({ method: 'DELETE', params: { category } });
      return body.code ?? `${status} ${JSON.stringify(body.items.map(({ slug }) => slug))}`;
    };
    expect(await remove('home')).toBe('CATEGORY_NOT_EMPTY');
    expect(await remove('kitchen')).toBe('CATEGORY_NOT_EMPTY');
    const oldImage = await catalog.imageOf(id);
    await catalog.call.archiveProduct({ method: 'POST', params: { productId: id } });
    await catalog.project({ oldImage, newImage: await catalog.imageOf(id) });
    expect([await remove('kitchen'), await remove('home'), await remove('home')]).toEqual([
      '200 ["home"]',
      '200 []',
      'CATEGORY_NOT_FOUND',
    ]);
  });
});

describe('the list of a category', () => {
  it('has the products of all categories in it, each once, and follows a category that moves', async () => {
    await plant({ home: undefined, kitchen: 'home', mugs: 'kitchen', bags: undefined });
    await sell('mug', ['mugs', 'kitchen']);
    await sell('plate', ['kitchen']);
    await sell('tote', ['bags']);
    await sell('lamp', ['home']);
    expect(await list({ category: 'home' })).toEqual(['lamp', 'plate', 'mug']);
    expect(await list({ category: 'kitchen' })).toEqual(['plate', 'mug']);
    expect(await walk({ category: 'home', limit: '1' })).toEqual([['lamp'], ['plate'], ['mug']]);
    await put('kitchen', { parent: 'bags' });
    expect(await list({ category: 'home' })).toEqual(['lamp']);
    expect(await list({ category: 'bags' })).toEqual(['tote', 'plate', 'mug']);
  });

  it('has the products of a name that is no category, as before there were categories', async () => {
    await sell('mug', ['mugs']);
    expect(await list({ category: 'mugs' })).toEqual(['mug']);
  });
});

describe('an order of a list', () => {
  it('is by title or price, and breaks ties by id so that a cursor keeps its place', async () => {
    const amounts = { b: 300, a: 300, c: 100, d: 300, e: 200 };
    for (const [slug, GBP] of Object.entries(amounts))
      await sell(slug, [], { title: `Tea ${slug}`, prices: { GBP } });
    await sell('only-eur', [], { title: 'Zest', prices: { EUR: 1 } });
    expect(await walk({ sort: 'title', limit: '4' })).toEqual([
      ['a', 'b', 'c', 'd'],
      ['e', 'only-eur'],
    ]);
    expect((await list({ sort: '-title' }))[0]).toBe('only-eur');
    const byPrice = ['c', 'e', 'b', 'a', 'd'];
    const price = { sort: 'price', currency: 'GBP' };
    expect(await list(price)).toEqual(byPrice);
    for (const limit of ['1', '2', '3']) expect((await walk({ ...price, limit })).flat()).toEqual(byPrice);
    expect((await walk({ sort: '-price', currency: 'GBP', limit: '2' })).flat()).toEqual(
      byPrice.toReversed(),
    );
  });

  it('by price reads only the prices between two', async () => {
    for (const GBP of [100, 200, 300, 400]) await sell(`p${GBP}`, [], { prices: { GBP } });
    const query = { sort: 'price', currency: 'GBP', minPriceMinor: '200', maxPriceMinor: '300' };
    expect(await list(query)).toEqual(['p200', 'p300']);
    expect(await walk({ ...query, limit: '1', sort: '-price' })).toEqual([['p300'], ['p200']]);
  });
});

describe('a filter of a list', () => {
  it('is by price, by values of options and attributes, and by what is for sale', async () => {
    await sell('red', [], { options: { colour: 'red', size: 'M' }, prices: { GBP: 100 } });
    await sell('blue', [], { options: { colour: 'blue', size: 'L' }, prices: { GBP: 200 } });
    await sell('green', [], { options: { colour: 'green' }, attributes: { size: 'M' }, prices: { EUR: 9 } });
    expect(await list({ values: 'colour:red, colour:blue' })).toEqual(['blue', 'red']);
    expect(await list({ values: 'colour:red,colour:green,size:M' })).toEqual(['green', 'red']);
    expect(await list({ values: 'colour:blue,size:M' })).toEqual([]);
    expect(await list({ currency: 'GBP', maxPriceMinor: '150' })).toEqual(['red']);
    expect(await list({ forSale: 'true', currency: 'EUR' })).toEqual(['green']);
    expect(await list({ sort: 'price', currency: 'GBP', values: 'size:L' })).toEqual(['blue']);
  });

  it('that is not possible is refused with the name of the field', async () => {
    for (const [query, field] of [
      [{ sort: 'price' }, 'currency'],
      [{ minPriceMinor: '1' }, 'currency'],
      [{ currency: 'GBP', minPriceMinor: '2', maxPriceMinor: '1' }, 'maxPriceMinor'],
      [{ maxPriceMinor: '-1', currency: 'GBP' }, 'maxPriceMinor'],
      [{ values: 'red' }, 'values'],
      [{ values: Array.from({ length: 11 }, (_none, index) => `size:${index}`).join(',') }, 'values'],
      [{ sort: 'relevance' }, 'sort'],
      [{ forSale: 'false' }, 'forSale'],
    ] as const) {
      const { status, body } = await catalog.call.listProducts({ query });
      const [error] = (body as unknown as { errors: { pointer: string }[] }).errors;
      expect([status, error?.pointer]).toEqual([400, `#/query/${field}`]);
    }
  });
});

describe('a page of a list', () => {
  /** Counts the requests to DynamoDB of one page. */
  async function requestsOf(query: Record<string, unknown>): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    const { documents } = catalog;
    documents.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          counts[commandName.replace('Command', '')] = (counts[commandName.replace('Command', '')] ?? 0) + 1;
          return next(args);
        },
      { name: 'count', step: 'initialize' },
    );
    try {
      const request = { query: { limit: 20, sort: 'newest', ...query } };
      await listProducts(request as unknown as Parameters<typeof listProducts>[0], createDeps(documents));
    } finally {
      documents.middlewareStack.remove('count');
    }
    return counts;
  }

  it('needs one query, with one for each category below, and one batch of products', async () => {
    await plant({ home: undefined, kitchen: 'home', mugs: 'kitchen' });
    await sell('mug', ['mugs'], { options: { colour: 'red' } });
    expect(await requestsOf({})).toEqual({ Query: 1, BatchGetItem: 1 });
    expect(await requestsOf({ sort: 'price', currency: 'GBP', values: ['colour:red'] })).toEqual({
      ...{ Query: 1, BatchGetItem: 1 },
    });
    expect(await requestsOf({ category: 'mugs' })).toEqual({ GetItem: 1, Query: 1, BatchGetItem: 1 });
    expect(await requestsOf({ category: 'home' })).toEqual({ GetItem: 1, Query: 3, BatchGetItem: 1 });
    expect(await requestsOf({ category: 'bags' })).toEqual({ GetItem: 1, Query: 1 });
  });

  it('reads at most 1,000 places of a filtered list, and continues after them', async () => {
    const { listings } = createDeps(catalog.documents);
    const [product] = [await sell('rare', [], { options: { colour: 'red' } })];
    const { body: whole } = await catalog.call.getProduct({ params: { productId: product } });
    const listed = { ...toListedProduct(whole), values: [] };
    await Promise.all(
      Array.from({ length: 1_000 }, (_none, index) => {
        const productId = `prd_${String(index).padStart(26, '0')}`;
        const listingSort = `2999-01-01T00:00:00.000Z#${productId}`;
        const entry = { listing: 'active#*', listingSort, product: { ...listed, id: productId } };
        return listings.put({ productId, category: '*', order: 'newest', version: 0, entry });
      }),
    );
    expect(await walk({ values: 'colour:red' })).toEqual([[], ['rare']]);
  });

  it('ends at one megabyte, and the next one continues', async () => {
    const description = 'x'.repeat(5_000);
    const variants = Array.from({ length: 1 }, (_none, index) => `${index}`);
    const attributes = Object.fromEntries(
      Array.from({ length: 50 }, (_none, index) => [
        `a${index}`,
        variants.flatMap(() => Array.from({ length: 10 }, (_each, place) => `${place}`.padEnd(200, 'y'))),
      ]),
    );
    for (let index = 0; index < 11; index += 1) await sell(`l${index}`, [], { description, attributes });
    const pages = await walk({ limit: '100' });
    expect(pages.map((page) => page.length)).toEqual([9, 2]);
  });

  it('leaves out a product that has changed since its row was written', async () => {
    const id = await sell('mug', ['mugs']);
    const oldImage = await catalog.imageOf(id);
    const body = { categories: ['cups'] };
    await catalog.call.updateProduct({
      ...{ method: 'PATCH', params: { productId: id }, headers: { 'If-Match': '*' }, body },
    });
    // The projection has written only the first row.
    const { listings } = createDeps(catalog.documents);
    const rows: unknown[] = [];
    const { projectListings } = await import('../streams/project-listings.ts');
    const { toStreamRecord } = await import('@tradepost/aggregate/stream-record');
    const { toStreamEvent } = await import('@tradepost/testing/stream');
    const [record] = toStreamEvent([{ oldImage, newImage: await catalog.imageOf(id) }]).Records;
    if (record === undefined) throw new Error('no record');
    const once = {
      ...listings,
      put: async (row: Parameters<typeof listings.put>[0]) => {
        rows.push(row);
        if (rows.length === 1) await listings.put(row);
      },
    };
    await projectListings(toStreamRecord(record), { listings: once });
    expect(rows.length).toBeGreaterThan(1);
    expect(await list({ category: 'mugs' })).toEqual([]);
  });
});

describe('the tree', () => {
  it('keeps all categories that are put at once', async () => {
    const { categories } = createDeps(catalog.documents);
    const slugs = Array.from({ length: 6 }, (_none, index) => `c${index}`);
    const cause = { actor: 'staff', correlationId: 'cor_1' };
    await Promise.all(
      slugs.map((slug) =>
        categories.execute(TREE_ID, putCategory({ slug, title: slug, position: 0 }), cause),
      ),
    );
    expect((await catalog.call.listCategories({})).body.items.map(({ slug }) => slug)).toEqual(slugs);
  });
});
