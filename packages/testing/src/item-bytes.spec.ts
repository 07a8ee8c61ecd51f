import { itemBytes } from './item-bytes.ts';

describe('itemBytes', () => {
  it.each<[string, object, number]>([
    ['a text in UTF-8, with its name', { title: 'Größe' }, 5 + 7],
    ['a number by its digits', { count: 12_345 }, 5 + 4],
    ['a negative number', { count: -1 }, 5 + 3],
    ['a flag', { isForSale: true }, 9 + 1],
    ['a list with its elements', { skus: ['A', 'BC'] }, 4 + 3 + 2 + 3],
    ['a map with its elements', { total: { amountMinor: 100, currency: 'GBP' } }, 5 + 3 + 14 + 12 + 1],
    ['no undefined value', { note: undefined }, 0],
  ])('counts %s', (_, item, bytes) => {
    expect(itemBytes(item)).toBe(bytes);
  });
});
