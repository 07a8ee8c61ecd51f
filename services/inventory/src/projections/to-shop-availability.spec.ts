import { toBundleAvailability, toShopAvailability } from './to-shop-availability.ts';

const at = (available: number, lowStockThreshold: number) => ({ available, lowStockThreshold });

describe('toShopAvailability', () => {
  it.each([
    ['no stock item', [], 'out'],
    ['no available unit', [at(0, 0), at(0, 5)], 'out'],
    ['as many units as the threshold', [at(5, 5)], 'low'],
    ['one more than the threshold', [at(6, 5)], 'in'],
    ['one unit and no threshold', [at(1, 0)], 'in'],
    ['few units everywhere', [at(5, 5), at(0, 0), at(3, 4)], 'low'],
    ['few units at one location, and more at another', [at(1, 5), at(6, 5)], 'in'],
  ] as const)('returns for %s: %j is %s', (_what, locations, expected) => {
    expect(toShopAvailability(locations)).toBe(expected);
  });
});

describe('toBundleAvailability', () => {
  const component = (quantity: number, available: number, lowStockThreshold = 0) => ({
    ...{ sku: `${quantity} of ${available}`, quantity, locations: [at(available, lowStockThreshold)] },
  });

  it.each([
    ['enough of each component', [component(2, 4), component(1, 9)], 'in'],
    ['a component that is low', [component(2, 4, 5), component(1, 9)], 'low'],
    ['fewer units of a component than one bundle has', [component(3, 2), component(1, 9)], 'out'],
    ['no unit of a component', [component(1, 0), component(1, 9)], 'out'],
  ] as const)('returns for %s: %j is %s', (_what, components, expected) => {
    expect(toBundleAvailability(components)).toBe(expected);
  });
});
