import { decide, evolve, noStock, type StockCommand, type StockEvent, type StockState } from './stock.ts';

const kept: StockState = { status: 'kept', onHand: 10, reserved: 4, available: 6, lowStockThreshold: 2 };
const adjust = (delta: number): StockCommand => ({ type: 'AdjustStock', delta, reason: 'damaged' });
const after = (state: StockState, events: readonly StockEvent[]) => events.reduce(evolve, state);
const eventsOf = (command: StockCommand, state: StockState, version = 7) => {
  const decision = decide(command, state, version);
  if ('rejection' in decision) throw new Error(`rejected: ${decision.rejection.code}`);
  return decision.events;
};

describe('a stock that does not exist', () => {
  it('is created with the first units', () => {
    const events = eventsOf({ type: 'AdjustStock', delta: 5, reason: 'received' }, noStock, -1);
    expect(events).toEqual([
      { type: 'StockAdjusted', delta: 5, reason: 'received', onHand: 5, available: 5 },
    ]);
    expect(after(noStock, events)).toEqual({
      status: 'kept',
      onHand: 5,
      reserved: 0,
      available: 5,
      lowStockThreshold: 0,
    });
  });

  it('has no units to remove', () => {
    expect(decide(adjust(-1), noStock, -1)).toEqual({
      rejection: { code: 'STOCK_BELOW_RESERVED', onHand: 0, reserved: 0 },
    });
  });

  it('is created by its first count, even if that finds no units', () => {
    const events = eventsOf({ type: 'SetStock', onHand: 0 }, noStock, -1);
    expect(events).toEqual([{ type: 'LowStockThresholdSet', lowStockThreshold: 0 }]);
    expect(after(noStock, events)).toMatchObject({ status: 'kept', onHand: 0 });
  });

  it('matches no version in ifMatch', () => {
    expect(decide({ type: 'SetStock', onHand: 1, ifMatch: [0] }, noStock, -1)).toEqual({
      rejection: { code: 'PRECONDITION_FAILED', version: -1 },
    });
  });
});

describe('a stock that exists', () => {
  it('gains and loses units', () => {
    expect(after(kept, eventsOf(adjust(3), kept))).toMatchObject({ onHand: 13, reserved: 4, available: 9 });
    expect(after(kept, eventsOf(adjust(-6), kept))).toMatchObject({ onHand: 4, reserved: 4, available: 0 });
  });

  it('keeps the units that are reserved', () => {
    const rejection = { code: 'STOCK_BELOW_RESERVED', onHand: 10, reserved: 4 };
    expect(decide(adjust(-7), kept, 7)).toEqual({ rejection });
    expect(decide({ type: 'SetStock', onHand: 3 }, kept, 7)).toEqual({ rejection });
  });

  it('has a maximum of units', () => {
    expect(eventsOf(adjust(999_999_990), kept)).toHaveLength(1);
    expect(decide(adjust(999_999_991), kept, 7)).toEqual({
      rejection: { code: 'STOCK_ABOVE_MAXIMUM', onHand: 10, maxUnits: 1_000_000_000 },
    });
  });

  it('is set to the counted units, with the difference in the event', () => {
    expect(eventsOf({ type: 'SetStock', onHand: 8 }, kept)).toEqual([
      { type: 'StockAdjusted', delta: -2, reason: 'counted', onHand: 8, available: 4 },
    ]);
  });

  it('is not changed by a count of the same units', () => {
    expect(eventsOf({ type: 'SetStock', onHand: 10 }, kept)).toEqual([]);
    expect(eventsOf({ type: 'SetStock', onHand: 10, lowStockThreshold: 2 }, kept)).toEqual([]);
  });

  it('gets a new threshold, and keeps it if the command has none', () => {
    const events = eventsOf({ type: 'SetStock', onHand: 10, lowStockThreshold: 3 }, kept);
    expect(events).toEqual([{ type: 'LowStockThresholdSet', lowStockThreshold: 3 }]);
    expect(after(kept, events)).toEqual({ ...kept, lowStockThreshold: 3 });
    expect(after(kept, eventsOf({ type: 'SetStock', onHand: 11 }, kept))).toMatchObject({
      lowStockThreshold: 2,
    });
  });

  it('is changed only if its version is in ifMatch', () => {
    expect(eventsOf({ type: 'SetStock', onHand: 9, ifMatch: [7] }, kept, 7)).toHaveLength(1);
    expect(decide({ type: 'SetStock', onHand: 9, ifMatch: [6] }, kept, 7)).toEqual({
      rejection: { code: 'PRECONDITION_FAILED', version: 7 },
    });
  });
});
