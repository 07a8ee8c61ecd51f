import { adjustmentReason } from '@tradepost/contracts/inventory/model';
import * as z from 'zod/mini';

/** Maximum number of units of a SKU at one location. */
const MAX_UNITS = 1_000_000_000;

/** Invariants: `onHand = reserved + available`, and no number is negative. */
export type Units = {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly lowStockThreshold: number;
};

/** The stock of one SKU at one location. */
export type StockState = { readonly status: 'none' } | ({ readonly status: 'kept' } & Units);

/** Stored shape of the event of an adjustment. */
export const stockAdjustment = z.object({
  type: z.literal('StockAdjusted'),
  delta: z.int(),
  reason: adjustmentReason,
  onHand: z.int(),
  available: z.int(),
});

export type AdjustmentReason = z.infer<typeof adjustmentReason>;

export type StockCommand =
  | { readonly type: 'AdjustStock'; readonly delta: number; readonly reason: AdjustmentReason }
  | {
      readonly type: 'SetStock';
      readonly onHand: number;
      readonly lowStockThreshold?: number | undefined;
      /** Versions that the caller accepts; `*` accepts any existing version. */
      readonly ifMatch?: '*' | readonly number[] | undefined;
    };

export type StockEvent =
  | Readonly<z.infer<typeof stockAdjustment>>
  | { readonly type: 'LowStockThresholdSet'; readonly lowStockThreshold: number };

type BelowReserved = {
  readonly code: 'STOCK_BELOW_RESERVED';
  readonly onHand: number;
  readonly reserved: number;
};

export type AdjustRejection =
  | BelowReserved
  | { readonly code: 'STOCK_ABOVE_MAXIMUM'; readonly onHand: number; readonly maxUnits: number };

/** The counted units are within the maximum already. */
export type SetRejection = BelowReserved | { readonly code: 'PRECONDITION_FAILED'; readonly version: number };

export type StockRejection = AdjustRejection | SetRejection;

type Decided<Rejection = StockRejection> =
  | { readonly events: readonly StockEvent[] }
  | { readonly rejection: Rejection };

export const noStock: StockState = { status: 'none' };

/** Decides a command on a stock. `version` is -1 if the stock does not exist. Pure. */
export function decide(command: StockCommand, stock: StockState, version: number): Decided {
  const { onHand, reserved, lowStockThreshold } = unitsOf(stock);
  switch (command.type) {
    case 'AdjustStock':
      return adjust(command.reason, command.delta, { onHand, reserved });
    case 'SetStock': {
      const { ifMatch, lowStockThreshold: threshold = lowStockThreshold } = command;
      if (ifMatch !== undefined && !(ifMatch === '*' ? version >= 0 : ifMatch.includes(version))) {
        return { rejection: { code: 'PRECONDITION_FAILED', version } };
      }
      const delta = command.onHand - onHand;
      const counted = adjust('counted', delta, { onHand, reserved });
      if ('rejection' in counted) return counted;
      return {
        events: [
          ...(delta === 0 ? [] : counted.events),
          // A first count creates the stock, even if it found no units.
          ...(threshold === lowStockThreshold && stock.status === 'kept'
            ? []
            : [{ type: 'LowStockThresholdSet' as const, lowStockThreshold: threshold }]),
        ],
      };
    }
    default:
      return command satisfies never;
  }
}

/** Returns the stock after an event. */
export function evolve(stock: StockState, event: StockEvent): StockState {
  const units = unitsOf(stock);
  switch (event.type) {
    case 'StockAdjusted':
      return {
        ...units,
        status: 'kept',
        onHand: units.onHand + event.delta,
        available: units.available + event.delta,
      };
    case 'LowStockThresholdSet':
      return { ...units, status: 'kept', lowStockThreshold: event.lowStockThreshold };
    default:
      return event satisfies never;
  }
}

function adjust(
  reason: AdjustmentReason,
  delta: number,
  { onHand: before, reserved }: Pick<Units, 'onHand' | 'reserved'>,
): Decided<AdjustRejection> {
  const onHand = before + delta;
  if (onHand < reserved) return { rejection: { code: 'STOCK_BELOW_RESERVED', onHand: before, reserved } };
  if (onHand > MAX_UNITS) {
    return { rejection: { code: 'STOCK_ABOVE_MAXIMUM', onHand: before, maxUnits: MAX_UNITS } };
  }
  return { events: [{ type: 'StockAdjusted', delta, reason, onHand, available: onHand - reserved }] };
}

/** Units of a stock; all zero if the stock does not exist. */
export function unitsOf(stock: StockState): Units {
  if (stock.status === 'none') return { onHand: 0, reserved: 0, available: 0, lowStockThreshold: 0 };
  const { status: _status, ...units } = stock;
  return units;
}
