import type { Command } from '@tradepost/aggregate/aggregate';
import {
  type BelowReserved,
  type StockAdjustedEvent,
  type StockEvent,
  type StockState,
  unitsOf,
} from './stock.ts';

/** Maximum number of units of a SKU at one location. */
const MAX_UNITS = 1_000_000_000;

export type AdjustRejection =
  | BelowReserved
  | { readonly code: 'STOCK_ABOVE_MAXIMUM'; readonly onHand: number; readonly maxUnits: number };

/** Adds units to a stock, or removes units. The first units create the stock. */
export const adjust =
  ({
    delta,
    reason,
  }: Pick<StockAdjustedEvent, 'delta' | 'reason'>): Command<StockState, StockEvent, AdjustRejection> =>
  (stock) => {
    const { onHand: before, reserved } = unitsOf(stock);
    const onHand = before + delta;
    if (onHand < reserved) return { rejection: { code: 'STOCK_BELOW_RESERVED', onHand: before, reserved } };
    if (onHand > MAX_UNITS) {
      return { rejection: { code: 'STOCK_ABOVE_MAXIMUM', onHand: before, maxUnits: MAX_UNITS } };
    }
    return { events: [{ type: 'StockAdjusted', delta, reason, onHand, available: onHand - reserved }] };
  };
