import { MAX_SHORTAGES } from '@tradepost/contracts/inventory/limits';
import { allocate, mergeLines, type StockBySku } from './allocate.ts';

const stockOf = (units: Readonly<Record<string, Readonly<Record<string, number>>>>): StockBySku =>
  new Map(
    Object.entries(units).map(([sku, locations]) => [
      sku,
      Object.entries(locations).map(([location, available]) => ({ location, available })),
    ]),
  );

describe('allocate, if one location has all units of a SKU', () => {
  it('takes them from the default location, even if another has more', () => {
    const stock = stockOf({ A: { 'north-1': 90, main: 3 } });
    expect(allocate([{ sku: 'A', quantity: 3 }], stock)).toEqual({
      allocations: [{ sku: 'A', location: 'main', quantity: 3 }],
    });
  });

  it('takes them from another location if the default has too few', () => {
    const stock = stockOf({ A: { main: 2, 'north-1': 3, 'south-1': 1 } });
    expect(allocate([{ sku: 'A', quantity: 3 }], stock)).toEqual({
      allocations: [{ sku: 'A', location: 'north-1', quantity: 3 }],
    });
  });

  it('takes them from the location with the most units, ties by name', () => {
    const stock = stockOf({ A: { west: 5, east: 5, north: 4 }, B: { west: 5, east: 6 } });
    const lines = [
      { sku: 'A', quantity: 4 },
      { sku: 'B', quantity: 4 },
    ];
    expect(allocate(lines, stock)).toEqual({
      allocations: [
        { sku: 'A', location: 'east', quantity: 4 },
        { sku: 'B', location: 'east', quantity: 4 },
      ],
    });
  });
});

describe('allocate, if no location has all units of a SKU', () => {
  it('splits them, the default location first, then by available units', () => {
    const stock = stockOf({ A: { 'south-1': 2, 'north-1': 4, main: 1, empty: 0 } });
    expect(allocate([{ sku: 'A', quantity: 6 }], stock)).toEqual({
      allocations: [
        { sku: 'A', location: 'main', quantity: 1 },
        { sku: 'A', location: 'north-1', quantity: 4 },
        { sku: 'A', location: 'south-1', quantity: 1 },
      ],
    });
  });
});

describe('allocate with too few units', () => {
  it('allocates nothing and returns the shortages', () => {
    const stock = stockOf({ A: { main: 5 }, B: { main: 1, 'north-1': 1 } });
    const lines = [
      { sku: 'A', quantity: 5 },
      { sku: 'B', quantity: 3 },
      { sku: 'C', quantity: 1 },
    ];
    expect(allocate(lines, stock)).toEqual({
      shortages: [
        { sku: 'B', requested: 3, available: 2 },
        { sku: 'C', requested: 1, available: 0 },
      ],
    });
  });

  it('adds up the lines of a SKU', () => {
    const lines = [
      { sku: 'A', quantity: 2 },
      { sku: 'A', quantity: 2 },
    ];
    expect(allocate(lines, stockOf({ A: { main: 3 } }))).toEqual({
      shortages: [{ sku: 'A', requested: 4, available: 3 }],
    });
  });

  it('returns at most MAX_SHORTAGES shortages', () => {
    const lines = Array.from({ length: MAX_SHORTAGES + 1 }, (_, index) => ({
      sku: `S${index}`,
      quantity: 1,
    }));
    const allocated = allocate(lines, new Map());
    expect('shortages' in allocated && allocated.shortages.map(({ sku }) => sku)).toEqual(
      lines.slice(0, MAX_SHORTAGES).map(({ sku }) => sku),
    );
  });
});

describe('mergeLines', () => {
  it('adds up the lines of each SKU, in the order of their first lines', () => {
    const lines = [
      { sku: 'B', quantity: 1 },
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 3 },
    ];
    expect(mergeLines(lines)).toEqual([
      { sku: 'B', quantity: 4 },
      { sku: 'A', quantity: 2 },
    ]);
  });
});
