import type { Command, NewEvent } from '@tradepost/aggregate/aggregate';
import { type BelowReserved, type StockEvent, type StockState, unitsOf } from './stock.ts';

/** Sets a stock to the counted units, and its threshold if that is given. The first count creates the stock. */
export const set =
  ({
    onHand,
    lowStockThreshold,
  }: {
    readonly onHand: number;
    readonly lowStockThreshold?: number | undefined;
  }): Command<StockState, StockEvent, BelowReserved> =>
  (stock) => {
    const before = unitsOf(stock);
    const { reserved } = before;
    if (onHand < reserved) {
      return { rejection: { code: 'STOCK_BELOW_RESERVED', onHand: before.onHand, reserved } };
    }
    const events: NewEvent<StockEvent>[] = [];
    const delta = onHand - before.onHand;
    const threshold = lowStockThreshold ?? before.lowStockThreshold;
    if (delta !== 0) {
      const available = onHand - reserved;
      events.push({ type: 'StockAdjusted', delta, reason: 'counted', onHand, available });
    }
    // A first count creates the stock, even if it found no units.
    if (stock.status === 'none' || threshold !== before.lowStockThreshold) {
      events.push({ type: 'LowStockThresholdSet', lowStockThreshold: threshold });
    }
    return { events };
  };
