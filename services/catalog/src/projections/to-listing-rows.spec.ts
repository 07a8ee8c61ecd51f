import { tea } from '../domain/product.spec-kit.ts';
import { type ProductState, product } from '../domain/product.ts';
import { toListedProduct } from './to-listed-product.ts';
import { isListingSort, productIdIn, toListingRows } from './to-listing-rows.ts';
import { toProduct } from './to-product.ts';

const newest = `2026-01-01T00:00:00.000Z#${tea.id}`;
const byGbp = `000000000000450#${tea.id}`;

const entriesOf = (after: ProductState, before: ProductState = product.initial) =>
  toListingRows({ version: 0, before, after }).map(({ entry }) => [entry?.listing, entry?.listingSort]);

describe('rows of a created product', () => {
  it('are in the lists of all categories and of each of its categories, by time, title and price', () => {
    expect(entriesOf(tea)).toEqual([
      ['active#*', newest],
      ['active#tea', newest],
      ['active#black-tea', newest],
      ['active#*#title', `assam\t${tea.id}`],
      ['active#tea#title', `assam\t${tea.id}`],
      ['active#black-tea#title', `assam\t${tea.id}`],
      ['active#*#price#EUR', `000000000000520#${tea.id}`],
      ['active#tea#price#EUR', `000000000000520#${tea.id}`],
      ['active#black-tea#price#EUR', `000000000000520#${tea.id}`],
      ['active#*#price#GBP', byGbp],
      ['active#tea#price#GBP', byGbp],
      ['active#black-tea#price#GBP', byGbp],
    ]);
  });

  it('have the whole product only in the first', () => {
    const [first, ...others] = toListingRows({ version: 3, before: product.initial, after: tea });
    const whole = toProduct(tea, 3);
    expect(first).toMatchObject({ productId: tea.id, category: '*', order: 'newest', version: 3, whole });
    for (const row of others) {
      expect(row).not.toHaveProperty('whole');
      expect(row.entry?.product).toEqual(toListedProduct(whole));
    }
  });

  it('sort by title without case, accents and repeated spaces', () => {
    const keys = ['Äpfel  rot', 'Apfel', 'apfel rot b'].map(
      (title) => entriesOf({ ...tea, title, categories: [] })[1]?.[1]?.split('\t')[0],
    );
    expect(keys).toEqual(['apfel rot', 'apfel', 'apfel rot b']);
    expect(
      keys
        .map((key) => `${key}\tprd`)
        .sort()
        .map((key) => key.split('\t')[0]),
    ).toEqual(['apfel', 'apfel rot', 'apfel rot b']);
  });
});

describe('rows of a product that leaves lists', () => {
  it('contain only its version in the category that it left', () => {
    const after: ProductState = { ...tea, categories: ['black-tea', 'gifts'] };
    const rows = toListingRows({ version: 4, before: tea, after });
    const left = rows.filter(({ category }) => category === 'tea');
    expect(left).toEqual(
      ['newest', 'title', { currency: 'EUR' }, { currency: 'GBP' }].map((order) => ({
        ...{ productId: tea.id, category: 'tea', order, version: 4 },
      })),
    );
  });

  it('contain only its version in the lists of a currency in which it has no price any more', () => {
    const variants = tea.variants.map((each) => ({ ...each, prices: { GBP: 400 } }));
    const rows = toListingRows({ version: 4, before: tea, after: { ...tea, variants, categories: [] } });
    const ofEur = rows.filter(({ order }) => typeof order === 'object' && order.currency === 'EUR');
    expect(ofEur.map(({ category, entry }) => [category, entry])).toEqual([
      ['*', undefined],
      ['tea', undefined],
      ['black-tea', undefined],
    ]);
  });
});

describe('rows of an archived product', () => {
  it('are in the lists of archived products by time, with the same sort key, and in no others', () => {
    const after: ProductState = { ...tea, status: 'archived', updatedAt: '2026-02-02T00:00:00.000Z' };
    expect(entriesOf(after, tea).filter(([listing]) => listing !== undefined)).toEqual([
      ['archived#*', newest],
      ['archived#tea', newest],
      ['archived#black-tea', newest],
    ]);
    expect(entriesOf(after, tea)).toHaveLength(12);
  });
});

describe('a sort key', () => {
  it('ends with the id of its product', () => {
    for (const key of [newest, byGbp, `a prd_1 b\t${tea.id}`]) {
      expect([isListingSort(key), productIdIn(key)]).toEqual([true, tea.id]);
    }
    expect(['', 'a', tea.id, `a#${tea.id}x`].map(isListingSort)).toEqual([false, false, false, false]);
  });
});
