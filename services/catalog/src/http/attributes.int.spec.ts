import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog?.stop());

const attributes = { material: 'steel', volumeMl: 350.5, dishwasherSafe: true, colours: ['red', 'blue'] };
const mug = {
  title: 'Mug',
  status: 'active',
  taxClass: 'kitchenware',
  attributes,
  variants: [
    {
      sku: 'MUG',
      prices: { GBP: 850 },
      weightGrams: 190,
      taxClass: 'books',
      attributes: { material: 'tin' },
    },
    { sku: 'CUP', prices: { GBP: 450 } },
  ],
};

describe('a product with attributes', () => {
  it('is returned with texts, numbers, booleans and lists as they were sent', async () => {
    const created = await catalog.create(mug);
    const { body } = await catalog.call.getProduct({ params: { productId: created.id } });
    expect(body).toEqual(created);
    expect(body).toMatchObject({ taxClass: 'kitchenware', attributes });
  });

  it('has in getVariants those of product and variant, with the tax class, and booleans as texts', async () => {
    const { body } = await catalog.call.getVariants({ query: { skus: 'MUG,CUP' } });
    expect(body.items).toMatchObject([
      {
        taxClass: 'books',
        weightGrams: 190,
        attributes: { ...attributes, dishwasherSafe: 'true', material: 'tin' },
      },
      { taxClass: 'kitchenware', attributes: { ...attributes, dishwasherSafe: 'true' } },
    ]);
  });

  it('keeps attributes that a change does not name, and removes those that are null', async () => {
    const { id, version } = await catalog.create({
      ...mug,
      variants: [{ sku: 'PLATE', prices: { GBP: 850 } }],
    });
    const { status, body } = await catalog.call.updateProduct({
      method: 'PATCH',
      params: { productId: id },
      headers: { 'If-Match': `"${version}"` },
      body: { taxClass: null, attributes: { colours: null, volumeMl: 400 } },
    });
    expect([status, body.taxClass]).toEqual([200, undefined]);
    expect(body.attributes).toEqual({ material: 'steel', dishwasherSafe: true, volumeMl: 400 });
  });

  it.each([1e-9, -1e-9, 1e15, -1e15, 0, 0.1])('may have the number %p', async (number) => {
    const sku = `NUMBER ${number}`;
    const product = { ...mug, attributes: { number }, variants: [{ sku, prices: {} }] };
    expect((await catalog.create(product)).attributes).toEqual({ number });
  });

  it.each([
    ['a number that is too small', 9e-10],
    ['a number that is too large', 1.1e15],
    ['an object', { unit: 'ml' }],
    ['a list of numbers', [1, 2]],
    ['null', null],
  ])('cannot have %s', async (_what, value) => {
    const { status, body } = await catalog.call.createProduct({
      method: 'POST',
      body: { ...mug, attributes: { value }, variants: [{ sku: 'NONE', prices: {} }] },
    });
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
  });
});
