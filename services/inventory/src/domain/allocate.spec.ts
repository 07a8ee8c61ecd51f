import { MAX_SHORTAGES } from '@tradepost/contracts/models/stock';
import { allocate, mergeLines, type StockBySku } from './allocate.ts';

const stockOf = (units: Readonly<Record<string, Readonly<Record<string, number>>>>): StockBySku =>
  new Map(
    Object.entries(units).map(([sku, locations]) => [
      sku,
      Object.entries(locations).map(([location, available]) => ({ location, available })),
    ]),
  );

describe('When one location has all units of a SKU', () => {
  it('takes them from the default location, though another has more', () => {
    const stock = stockOf({ A: { 'north-1': 90, main: 3 } });
    expect(allocate([{ sku: 'A', quantity: 3 }], stock)).toEqual({
      allocations: [{ sku: 'A', location: 'main', quantity: 3 }],
    });
  });

  it('takes them from another location, where the default has too few', () => {
    const stock = stockOf({ A: { main: 2, 'north-1': 3, 'south-1': 1 } });
    expect(allocate([{ sku: 'A', quantity: 3 }], stock)).toEqual({
      allocations: [{ sku: 'A', location: 'north-1', quantity: 3 }],
    });
  });

  it('takes them from the fullest of the others, and settles a tie by name', () => {
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

describe('When no location has all units of a SKU', () => {
  it('splits them, the default location first and then the fullest', () => {
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

describe('When there are not enough units', () => {
  it('allocates nothing, and names what is short', () => {
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

  it('counts two lines of one SKU together', () => {
    const lines = [
      { sku: 'A', quantity: 2 },
      { sku: 'A', quantity: 2 },
    ];
    expect(allocate(lines, stockOf({ A: { main: 3 } }))).toEqual({
      shortages: [{ sku: 'A', requested: 4, available: 3 }],
    });
  });

  it('names no more shortages than a message should hold', () => {
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

describe('When lines are merged', () => {
  it('adds up those of one SKU, in the order in which SKUs were first named', () => {
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
