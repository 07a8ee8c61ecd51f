import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog?.stop());

const shoe = {
  title: 'Shoe',
  texts: { de: { title: 'Schuh', description: 'Leder' }, fr_ch: { title: 'Chaussure' } },
  options: [{ name: 'size', values: ['S', 'M', 'L'] }, { name: 'colour' }],
  metadata: { season: 'winter', supplier: 'A-17' },
};
const create = (sku: string) =>
  catalog.create({ ...shoe, variants: [{ sku, options: { size: 'M' }, prices: { GBP: 850 } }] });

describe('a product with texts, options and metadata', () => {
  it('is returned with languages in their canonical form, and options in their order', async () => {
    const { texts, options, metadata } = await create('SHOE-1');
    expect(texts).toEqual({ de: shoe.texts.de, 'fr-CH': { title: 'Chaussure' } });
    expect(options).toEqual([
      { name: 'size', values: ['S', 'M', 'L'] },
      { name: 'colour', values: [] },
    ]);
    expect(metadata).toEqual(shoe.metadata);
  });

  it('keeps what a change does not name, and removes what is null', async () => {
    const { id, version } = await create('SHOE-2');
    const { status, body } = await catalog.call.updateProduct({
      method: 'PATCH',
      params: { productId: id },
      headers: { 'If-Match': `"${version}"` },
      body: {
        texts: { 'DE-de': { title: 'Halbschuh' }, 'fr-CH': null },
        options: null,
        metadata: { season: null, colourCode: '7' },
      },
    });
    expect([status, body.options]).toEqual([200, undefined]);
    expect(body.texts).toEqual({ de: shoe.texts.de, 'de-DE': { title: 'Halbschuh' } });
    expect(body.metadata).toEqual({ supplier: 'A-17', colourCode: '7' });
  });

  it.each([
    [{ texts: { germany: { title: 'Schuh' } } }, '#/texts/germany'],
    [{ texts: { de: { name: 'Schuh' } } }, '#/texts/de/name'],
    [{ options: [{ name: 'size' }, { name: 'size' }] }, '#/options'],
    [{ options: [{ name: 'size', values: ['M', 'M'] }] }, '#/options/0/values'],
    [
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_none, place) => [`key${place}`, 'x'])) },
      '#/metadata',
    ],
    [{ metadata: { season: 'x'.repeat(501) } }, '#/metadata/season'],
  ])('is rejected with its field named: case %#', async (fields, path) => {
    const { status, body } = await catalog.call.createProduct({
      method: 'POST',
      body: { ...shoe, ...fields, variants: [{ sku: 'SHOE-3', prices: {} }] },
    });
    expect([status, body]).toMatchObject([400, { errors: [{ pointer: path }] }]);
  });
});
