import { tea } from '../domain/product.spec-kit.ts';
import { isFiltered, matches, type ProductFilter } from './product-filter.ts';
import { MAX_LISTED_CURRENCIES, MAX_LISTED_VALUES, toListedProduct } from './to-listed-product.ts';
import { toProduct } from './to-product.ts';

const whole = {
  ...toProduct(tea, 0),
  attributes: { leaf: 'broken', organic: true, origin: ['Assam', 'Ceylon'] },
};
const listed = toListedProduct(whole);

describe('toListedProduct', () => {
  it('has the lowest price of each currency, and the values of options and attributes', () => {
    expect(listed).toEqual({
      id: tea.id,
      bytes: Buffer.byteLength(JSON.stringify(whole)),
      prices: { GBP: 450, EUR: 520 },
      values: ['size:100 g', 'size:500 g', 'leaf:broken', 'organic:true', 'origin:Assam', 'origin:Ceylon'],
      isForSale: true,
    });
  });

  it('has at most as many currencies and values as its bounds', () => {
    const prices = Object.fromEntries(
      Array.from({ length: MAX_LISTED_CURRENCIES + 1 }, (_none, index) => [`C${10 + index}`, 1]),
    );
    const origin = Array.from({ length: MAX_LISTED_VALUES + 1 }, (_none, index) => `${index}`);
    const { variants } = whole;
    const large = toListedProduct({
      ...whole,
      attributes: { origin },
      variants: variants.map((each) => ({ ...each, prices })),
    });
    expect(Object.keys(large.prices)).toHaveLength(MAX_LISTED_CURRENCIES);
    expect(large.values).toHaveLength(MAX_LISTED_VALUES);
    expect(large.values.slice(0, 2)).toEqual(['size:100 g', 'size:500 g']);
  });
});

describe('matches', () => {
  const rows: readonly (readonly [ProductFilter, boolean])[] = [
    [{}, true],
    [{ currency: 'GBP', minPriceMinor: 450, maxPriceMinor: 450 }, true],
    [{ currency: 'GBP', minPriceMinor: 451 }, false],
    [{ currency: 'GBP', maxPriceMinor: 449 }, false],
    [{ currency: 'USD', minPriceMinor: 0 }, false],
    [{ values: ['size:100 g', 'size:1 kg'] }, true],
    [{ values: ['size:100 g', 'leaf:whole'] }, false],
    [{ values: ['origin:Ceylon', 'organic:true'] }, true],
    [{ forSale: 'true' }, true],
    [{ forSale: 'true', currency: 'USD' }, false],
  ];
  it.each(rows)('compares %j with the product', (filter, isMatch) => {
    expect(matches(listed, filter)).toBe(isMatch);
  });

  it('refuses a product without variants that are not archived, if it must be for sale', () => {
    const none = toListedProduct({ ...whole, variants: [], variantCount: 0 });
    expect(matches(none, { forSale: 'true' })).toBe(false);
  });
});

describe('isFiltered', () => {
  it('is true for everything but a range of prices in a list by price', () => {
    const range = { currency: 'GBP', maxPriceMinor: 5 };
    expect([isFiltered({}, 'newest'), isFiltered(range, 'price'), isFiltered(range, '-price')]).toEqual([
      false,
      false,
      false,
    ]);
    expect([isFiltered(range, 'newest'), isFiltered({ values: ['a:b'] }, 'price')]).toEqual([true, true]);
  });
});
