import { tea } from '../domain/product.spec-kit.ts';
import { type ProductState, product } from '../domain/product.ts';
import { toListingRows } from './to-listing-rows.ts';

const listingSort = `2026-01-01T00:00:00.000Z#${tea.id}`;

describe('rows of a created product', () => {
  it('are in the list of all categories, and in the list of each of its categories', () => {
    const entry = { listingSort, product: { ...tea, version: 0 } };
    expect(toListingRows({ version: 0, before: product.initial, after: tea })).toEqual([
      { productId: tea.id, category: '*', version: 0, entry: { ...entry, listing: 'active#*' } },
      { productId: tea.id, category: 'tea', version: 0, entry: { ...entry, listing: 'active#tea' } },
      {
        productId: tea.id,
        category: 'black-tea',
        version: 0,
        entry: { ...entry, listing: 'active#black-tea' },
      },
    ]);
  });
});

describe('rows of a product that leaves a category', () => {
  it('contain only its version in the category that it left', () => {
    const after: ProductState = { ...tea, categories: ['black-tea', 'gifts'] };
    const rows = toListingRows({ version: 4, before: tea, after });
    expect(rows.map(({ category, entry }) => [category, entry?.listing])).toEqual([
      ['*', 'active#*'],
      ['black-tea', 'active#black-tea'],
      ['gifts', 'active#gifts'],
      ['tea', undefined],
    ]);
    expect(rows.at(-1)).toEqual({ productId: tea.id, category: 'tea', version: 4 });
  });
});

describe('rows of an archived product', () => {
  it('are in the lists of archived products, with the same sort key', () => {
    const after: ProductState = { ...tea, status: 'archived', updatedAt: '2026-02-02T00:00:00.000Z' };
    const rows = toListingRows({ version: 1, before: tea, after });
    expect(rows.map(({ entry }) => [entry?.listing, entry?.listingSort])).toEqual([
      ['archived#*', listingSort],
      ['archived#tea', listingSort],
      ['archived#black-tea', listingSort],
    ]);
  });
});
