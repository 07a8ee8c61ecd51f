import { ifVersion } from '@tradepost/aggregate/if-version';
import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import { given, replay } from '@tradepost/testing/given';
import { commandTable, followTable } from '@tradepost/testing/tables';
import { adjust } from './adjust.ts';
import { set } from './set.ts';
import { type StockEvent, type StockState, stock } from './stock.ts';

const AT = '2026-01-01T10:00:00.000Z';

const received = { type: 'StockAdjusted', delta: 6, reason: 'received', onHand: 6, available: 6 } as const;
const thresholdSet = { type: 'LowStockThresholdSet', lowStockThreshold: 2 } as const;
const states = { none: [], kept: [received, thresholdSet] };

/** A stock with reserved units: reservations change the item without events. */
const withReserved = {
  ...stock,
  initial: {
    status: 'kept',
    onHand: 10,
    reserved: 4,
    available: 6,
    lowStockThreshold: 2,
    updatedAt: AT,
  } as StockState,
};
const damage = (units: number) => adjust({ delta: -units, reason: 'damaged' });

followTable(
  stock,
  { states, events: { StockAdjusted: received, LowStockThresholdSet: thresholdSet } },
  {
    none: { StockAdjusted: 'kept', LowStockThresholdSet: 'kept' },
    kept: { StockAdjusted: 'kept', LowStockThresholdSet: 'kept' },
  },
);

commandTable(stock, states, {
  adjust: [adjust({ delta: 1, reason: 'found' }), { none: ['StockAdjusted'], kept: ['StockAdjusted'] }],
  'adjust by more units than there are': [
    damage(7),
    { none: 'STOCK_BELOW_RESERVED', kept: 'STOCK_BELOW_RESERVED' },
  ],
  set: [
    set({ onHand: 6, lowStockThreshold: 2 }),
    { none: ['StockAdjusted', 'LowStockThresholdSet'], kept: [] },
  ],
});

describe('a stock that does not exist', () => {
  it('is created with the first units', () => {
    given(stock)()
      .when(adjust({ delta: 6, reason: 'received' }))
      .then([received]);
    expect(replay(stock, [{ ...received, at: AT }])).toEqual({
      status: 'kept',
      onHand: 6,
      reserved: 0,
      available: 6,
      lowStockThreshold: 0,
      updatedAt: AT,
    });
  });

  it('has no units to remove', () => {
    given(stock)().when(damage(1)).thenRejected({ code: 'STOCK_BELOW_RESERVED', onHand: 0, reserved: 0 });
  });

  it('is created by its first count, even if that finds no units', () => {
    given(stock)()
      .when(set({ onHand: 0 }))
      .then([{ type: 'LowStockThresholdSet', lowStockThreshold: 0 }]);
  });

  it('has no version', () => {
    given(stock)()
      .when(ifVersion([0], set({ onHand: 1 })))
      .thenRejected({ code: 'PRECONDITION_FAILED', currentVersion: -1 });
  });
});

describe('a stock that exists', () => {
  it('gains and loses units, and keeps the reserved ones', () => {
    const after = (delta: number) =>
      replay(withReserved, [{ type: 'StockAdjusted', delta, reason: 'found', onHand: 0, available: 0 }]);
    expect(after(3)).toMatchObject({ onHand: 13, reserved: 4, available: 9 });
    expect(after(-6)).toMatchObject({ onHand: 4, reserved: 4, available: 0 });
  });

  it('cannot have fewer units than are reserved', () => {
    const rejection = { code: 'STOCK_BELOW_RESERVED', onHand: 10, reserved: 4 } as const;
    given(withReserved)()
      .when(damage(6))
      .then([{ type: 'StockAdjusted', delta: -6, reason: 'damaged', onHand: 4, available: 0 }]);
    given(withReserved)().when(damage(7)).thenRejected(rejection);
    given(withReserved)()
      .when(set({ onHand: 3 }))
      .thenRejected(rejection);
  });

  it('has a maximum of units', () => {
    const find = (delta: number) => adjust({ delta, reason: 'found' });
    given(withReserved)()
      .when(find(999_999_990))
      .then([
        {
          type: 'StockAdjusted',
          delta: 999_999_990,
          reason: 'found',
          onHand: 1_000_000_000,
          available: 999_999_996,
        },
      ]);
    given(withReserved)()
      .when(find(999_999_991))
      .thenRejected({ code: 'STOCK_ABOVE_MAXIMUM', onHand: 10, maxUnits: 1_000_000_000 });
  });

  it('is set to the counted units, with the difference in the event', () => {
    given(withReserved)()
      .when(set({ onHand: 8 }))
      .then([{ type: 'StockAdjusted', delta: -2, reason: 'counted', onHand: 8, available: 4 }]);
  });

  it('is not changed by a count of the same units', () => {
    given(withReserved)()
      .when(set({ onHand: 10 }))
      .then([]);
    given(withReserved)()
      .when(set({ onHand: 10, lowStockThreshold: 2 }))
      .then([]);
  });

  it('gets a new threshold', () => {
    const changed = { type: 'LowStockThresholdSet', lowStockThreshold: 3 } as const;
    given(withReserved)()
      .when(set({ onHand: 10, lowStockThreshold: 3 }))
      .then([changed]);
    expect(replay(withReserved, [{ ...changed, at: AT }])).toEqual({
      ...withReserved.initial,
      lowStockThreshold: 3,
    });
  });
});

describe('a stored event', () => {
  const parse = (stored: object) => parseEvent<StockEvent>(stored, AT, stock.events);

  it('gets the time of its commit if it was stored without one', () => {
    expect(parse(received)).toEqual({ ...received, at: AT });
  });

  it('may have units that the API would no longer accept', () => {
    const old = { ...received, at: AT, delta: 0, onHand: 5_000_000_000, available: -1 };
    expect(parse(old)).toEqual(old);
  });
});
