import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';
import { createDeps } from '../deps.ts';
import { sweepProducts } from './sweep-products.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterEach(() => catalog.clear());
afterAll(() => catalog.stop());

const OPENS = '2030-03-01T08:00:00.000Z';
const CLOSES = '2030-03-08T08:00:00.000Z';
const logger = { error: (...line: unknown[]) => void logged.push(line) };
const logged: unknown[] = [];

/** Sweeps at a time; returns how many products changed. */
async function sweep(at: string, changes: (deps: ReturnType<typeof createDeps>) => object = () => ({})) {
  const dependencies = createDeps(catalog.documents, () => at);
  const [metric] = await sweepProducts({ ...dependencies, ...changes(dependencies), logger });
  return metric?.value;
}

async function statusOf(productId: string) {
  const { body } = await catalog.call.getAdminProduct({ params: { productId } });
  return [body.status, body.publishAt, body.unpublishAt];
}

const draft = (slug: string, dates: object) =>
  catalog.create({ title: slug, slug, variants: [{ sku: slug, prices: { GBP: 1 } }], ...dates });

describe('a product with dates', () => {
  it('is published and unpublished at them, once each', async () => {
    const { id } = await draft('sale', { publishAt: '2030-03-01T09:00:00+01:00', unpublishAt: CLOSES });
    expect(await sweep('2030-03-01T07:59:59.999Z')).toBe(0);
    expect(await statusOf(id)).toEqual(['draft', OPENS, CLOSES]);
    expect([await sweep(OPENS), await sweep(OPENS)]).toEqual([1, 0]);
    expect(await statusOf(id)).toEqual(['active', undefined, CLOSES]);
    expect([await sweep(CLOSES), await sweep(CLOSES)]).toEqual([1, 0]);
    expect(await statusOf(id)).toEqual(['draft', undefined, undefined]);
  });

  it('follows a date that was changed or removed', async () => {
    const moved = await draft('moved', { publishAt: OPENS });
    const kept = await draft('kept', { publishAt: OPENS });
    const patch = (productId: string, body: object) =>
      catalog.call.updateProduct({
        ...{ method: 'PATCH', params: { productId }, headers: { 'If-Match': '*' }, body },
      });
    await patch(moved.id, { publishAt: CLOSES });
    await patch(kept.id, { publishAt: null });
    expect(await sweep(OPENS)).toBe(0);
    expect(await sweep(CLOSES)).toBe(1);
    expect([(await statusOf(moved.id))[0], (await statusOf(kept.id))[0]]).toEqual(['active', 'draft']);
  });

  it('does not keep the others from being swept if it fails', async () => {
    const failing = await draft('failing', { publishAt: OPENS });
    const fine = await draft('fine', { publishAt: OPENS });
    const run = sweep(OPENS, ({ products }) => ({
      products: {
        ...products,
        execute: (id: string, ...rest: [never, never]) =>
          id === failing.id ? Promise.reject(new Error('throttled')) : products.execute(id, ...rest),
      },
    }));
    await expect(run).rejects.toThrow('1 products were not swept');
    expect(logged).toHaveLength(1);
    expect((await statusOf(fine.id))[0]).toBe('active');
    expect(await sweep(OPENS)).toBe(1);
  });
});
