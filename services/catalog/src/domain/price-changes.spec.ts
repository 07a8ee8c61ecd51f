import { priceChanges } from './price-changes.ts';

const variant = (prices: Readonly<Record<string, number>>) => ({ sku: 'MUG', options: {}, prices });

describe('priceChanges', () => {
  it('returns changes in the order of the currencies, whatever the order of the stored prices', () => {
    const changes = [
      { sku: 'MUG', currency: 'EUR', toMinor: 990 },
      { sku: 'MUG', currency: 'GBP', fromMinor: 900, toMinor: 850 },
      { sku: 'MUG', currency: 'USD', fromMinor: 1200 },
    ];
    const after = [variant({ GBP: 850, EUR: 990 })];
    expect(priceChanges([variant({ GBP: 900, USD: 1200 })], after)).toEqual(changes);
    expect(priceChanges([variant({ USD: 1200, GBP: 900 })], after)).toEqual(changes);
  });
});
