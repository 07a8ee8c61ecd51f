import type { Product } from '@tradepost/contracts/catalog/model';
import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
beforeEach(() => catalog.clear());
afterAll(() => catalog?.stop());

const GIFT_SET = { prices: { GBP: 2_000 }, components: [{ sku: 'MUG', quantity: 2 }] };
const create = (title: string, variants: readonly object[]) =>
  catalog.create({ title, status: 'active', variants });
const put = (product: Product, sku: string, body: object) =>
  catalog.call.putVariant({ method: 'PUT', params: { productId: product.id, sku }, body });
const archive = (product: Product, sku: string) =>
  catalog.call.archiveVariant({ method: 'POST', params: { productId: product.id, sku } });
const offered = async (skus: string) => (await catalog.call.getVariants({ query: { skus } })).body;

describe('a bundle', () => {
  it('has its components, wherever it is created and read', async () => {
    const mug = await create('Mug', [{ sku: 'MUG', prices: { GBP: 850 } }]);
    const set = await create('Gift set', [
      { sku: 'SET', ...GIFT_SET },
      { sku: 'SPOON', prices: { GBP: 300 } },
      { sku: 'BREAKFAST', prices: { GBP: 900 }, components: [{ sku: 'SPOON', quantity: 1 }] },
    ]);
    expect(set.variants[0]).toMatchObject({ sku: 'SET', components: GIFT_SET.components });
    const duo = await put(mug, 'DUO', GIFT_SET);
    expect([duo.status, duo.body]).toMatchObject([200, { components: GIFT_SET.components }]);
    const { items } = await offered('SET,DUO,MUG');
    const { components } = GIFT_SET;
    expect(items).toMatchObject([{ components }, { components }, { sku: 'MUG' }]);
    expect(items[2]).not.toHaveProperty('components');
  });

  it('can get other components, and cannot become another variant', async () => {
    const mug = await create('Mug', [
      { sku: 'MUG', prices: { GBP: 850 } },
      { sku: 'CUP', prices: { GBP: 850 } },
    ]);
    await put(mug, 'SET', GIFT_SET);
    const components = [{ sku: 'CUP', quantity: 3 }];
    expect((await put(mug, 'SET', { ...GIFT_SET, components })).body).toMatchObject({ components });
    const fixed = { status: 409, body: { code: 'VARIANT_KIND_FIXED' } };
    expect(await put(mug, 'SET', { prices: { GBP: 1 } })).toMatchObject({ ...fixed, body: { sku: 'SET' } });
    expect(await put(mug, 'CUP', GIFT_SET)).toMatchObject(fixed);
    const patched = await catalog.call.updateProduct({
      ...{ method: 'PATCH', params: { productId: mug.id }, headers: { 'If-Match': '*' } },
      body: { variants: [{ sku: 'MUG', ...GIFT_SET }] },
    });
    expect(patched).toMatchObject(fixed);
  });

  it('needs components that exist, are not archived, and are no bundles', async () => {
    const mug = await create('Mug', [
      { sku: 'MUG', prices: { GBP: 850 } },
      { sku: 'OLD', prices: { GBP: 850 } },
    ]);
    await put(mug, 'SET', GIFT_SET);
    await archive(mug, 'OLD');
    for (const [component, code] of [
      ['NONE', 'COMPONENT_NOT_FOUND'],
      ['OLD', 'COMPONENT_ARCHIVED'],
      ['SET', 'COMPONENT_IS_BUNDLE'],
      ['BOX', 'COMPONENT_IS_BUNDLE'],
    ]) {
      const box = { ...GIFT_SET, components: [{ sku: component, quantity: 1 }] };
      expect(await put(mug, 'BOX', box)).toMatchObject({
        status: 422,
        body: { code, sku: 'BOX', component },
      });
      const created = await catalog.call.createProduct({
        ...{ method: 'POST', body: { title: 'Box', variants: [{ sku: 'BOX', ...box }] } },
      });
      expect(created).toMatchObject({ status: 422, body: { code, component } });
    }
  });

  it('has up to 20 components, of each up to 1,000 units', async () => {
    const skus = Array.from({ length: 20 }, (_none, place) => `PART-${place}`);
    const parts = await create(
      'Parts',
      skus.map((sku) => ({ sku, prices: { GBP: 1 } })),
    );
    const components = skus.map((sku) => ({ sku, quantity: 1_000 }));
    expect(await put(parts, 'SET', { ...GIFT_SET, components })).toMatchObject({
      status: 200,
      body: { components },
    });
  });

  it.each([
    ['no component', [], '#/components'],
    [
      '21 components',
      Array.from({ length: 21 }, (_none, place) => ({ sku: `S-${place}`, quantity: 1 })),
      '#/components',
    ],
    ['1,001 units of a component', [{ sku: 'MUG', quantity: 1_001 }], '#/components/0/quantity'],
    ['no unit of a component', [{ sku: 'MUG', quantity: 0 }], '#/components/0/quantity'],
    [
      'one component twice',
      [
        { sku: 'MUG', quantity: 1 },
        { sku: 'MUG', quantity: 2 },
      ],
      '#/components',
    ],
  ])('with %s is invalid, and the answer names the field', async (_what, components, pointer) => {
    const mug = await create('Mug', [{ sku: 'MUG', prices: { GBP: 850 } }]);
    const { status, body } = await put(mug, 'SET', { ...GIFT_SET, components });
    expect([status, body]).toMatchObject([400, { code: 'VALIDATION_FAILED', errors: [{ pointer }] }]);
  });

  it('names its components that are archived or removed, of which it is not for sale', async () => {
    const mug = await create('Mug', [{ sku: 'MUG', prices: { GBP: 850 } }]);
    const cup = await create('Cup', [{ sku: 'CUP', prices: { GBP: 850 } }]);
    const components = [...GIFT_SET.components, { sku: 'CUP', quantity: 1 }];
    await create('Gift set', [{ sku: 'SET', ...GIFT_SET, components }]);
    expect((await offered('SET')).items[0]).not.toHaveProperty('unavailableComponents');
    await archive(mug, 'MUG');
    expect((await offered('SET')).items).toMatchObject([{ unavailableComponents: ['MUG'] }]);
    await catalog.call.archiveProduct({ method: 'POST', params: { productId: cup.id } });
    expect((await offered('SET')).items).toMatchObject([{ unavailableComponents: ['MUG', 'CUP'] }]);
  });
});
