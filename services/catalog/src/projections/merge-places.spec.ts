import { mergePlaces, type Place } from './merge-places.ts';

const place = (listingSort: string): Place => ({
  listingSort,
  product: { id: listingSort, bytes: 1, prices: {}, values: [], isForSale: true },
});
const list = (keys: string, hasMore = false) => ({ places: [...keys].map(place), hasMore });
const keysOf = ({ places, readTo }: ReturnType<typeof mergePlaces>) => [
  places.map(({ listingSort }) => listingSort).join(''),
  readTo,
];

describe('mergePlaces', () => {
  it('merges lists in their order, and returns a product of several lists once', () => {
    expect(keysOf(mergePlaces([list('ace'), list('abd')], false))).toEqual(['abcde', undefined]);
    expect(keysOf(mergePlaces([list('eca'), list('dba')], true))).toEqual(['edcba', undefined]);
  });

  it('returns nothing beyond the point that each list was read to', () => {
    expect(keysOf(mergePlaces([list('ab', true), list('cde', true), list('f')], false))).toEqual(['ab', 'b']);
    expect(keysOf(mergePlaces([list('fe', true), list('dca')], true))).toEqual(['fe', 'e']);
  });

  it('orders by the bytes of UTF-8, as DynamoDB does', () => {
    expect(keysOf(mergePlaces([list('\u{1f375}'), list('\uff21')], false))).toEqual([
      '\uff21\u{1f375}',
      undefined,
    ]);
  });
});
