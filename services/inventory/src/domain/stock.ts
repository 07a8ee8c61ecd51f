import type { Aggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. Stock levels are not events, but
 * items of the table, with the units after the last change.
 */

const units = z.int();

/** A stock level as stored. Its fields are those of the API's `StockLevel`. */
export const storedLevel = z.object({
  sku: z.string(),
  location: z.string(),
  onHand: units,
  reserved: units,
  available: units,
  /** Reserved units that belong to carts. Absent in stock that no cart has held. */
  heldByCarts: z.optional(units),
  lowStockThreshold: units,
  version: z.int(),
  updatedAt: z.string(),
});

/** The event of an adjustment, which is stored with it. */
export const stockAdjusted = z.object({
  type: z.literal('StockAdjusted'),
  at: z.string(),
  delta: units,
  reason: z.enum(['received', 'returned', 'damaged', 'lost', 'found', 'correction', 'counted']),
  onHand: units,
  available: units,
});

const stockEvent = z.discriminatedUnion('type', [
  stockAdjusted,
  /** Not stored: the stock level has the threshold. */
  z.object({ type: z.literal('LowStockThresholdSet'), at: z.string(), lowStockThreshold: units }),
]);

export type StockLevel = z.infer<typeof storedLevel>;
export type StockEvent = z.infer<typeof stockEvent>;
export type StockAdjustedEvent = z.infer<typeof stockAdjusted>;

/** Invariants: `onHand = reserved + available`, and no number is negative. */
export type Units = Pick<StockLevel, 'onHand' | 'reserved' | 'available' | 'lowStockThreshold'>;

/** The stock of one SKU at one location. */
export type StockState =
  | { readonly status: 'none' }
  | ({ readonly status: 'kept'; readonly updatedAt: string } & Readonly<Units>);

/** The units on hand would fall below the reserved units. */
export type BelowReserved = {
  readonly code: 'STOCK_BELOW_RESERVED';
  readonly onHand: number;
  readonly reserved: number;
};

/** Returns the stock after an event. Every event can follow in every state: the first one creates the stock. */
function evolve(before: StockState, event: StockEvent): StockState {
  const former = unitsOf(before);
  const kept = { ...former, status: 'kept', updatedAt: event.at } as const;
  switch (event.type) {
    case 'StockAdjusted':
      return { ...kept, onHand: former.onHand + event.delta, available: former.available + event.delta };
    case 'LowStockThresholdSet':
      return { ...kept, lowStockThreshold: event.lowStockThreshold };
    default:
      return event satisfies never;
  }
}

/** The stock of one SKU at one location: its commands are `adjust` and `set` of this folder. */
export const stock = {
  name: 'sku',
  initial: { status: 'none' },
  evolve,
  events: { schema: stockEvent },
} satisfies Aggregate<StockState, StockEvent>;

/** Units of a stock; all zero if the stock does not exist. */
export function unitsOf(state: StockState): Units {
  switch (state.status) {
    case 'none':
      return { onHand: 0, reserved: 0, available: 0, lowStockThreshold: 0 };
    case 'kept': {
      const { onHand, reserved, available, lowStockThreshold } = state;
      return { onHand, reserved, available, lowStockThreshold };
    }
    default:
      return state satisfies never;
  }
}
