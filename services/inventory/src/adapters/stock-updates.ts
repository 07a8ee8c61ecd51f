import type { CommitMetadata } from '@tradepost/aggregate/store';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import { cartLimitIn } from '../domain/cart-share.ts';
import type { Allocation, ReservationEvent } from '../domain/reservation.ts';
import type { StockMove } from '../domain/stock-move.ts';
import { COUNTED, limitValues, WITHIN_LIMIT } from './cart-units.ts';
import { stockKey } from './stock-keys.ts';
import { toChange } from './stock-update.ts';

type Config = {
  readonly tableName: string;
  readonly metadata: CommitMetadata;
  readonly events: readonly ReservationEvent[];
  readonly ofCarts: readonly Allocation[];
};

/** One update of a stock item, without the units of carts. */
type UnitsUpdate = {
  readonly changes: readonly string[];
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, number>>;
};

/**
 * The updates of stock of one step: those that hold units come first, then those that release or dispatch them, then those by which
 * only carts hold fewer, because an order has taken a reservation over.
 *
 * @param events of the step, with the limits of the units that a cart takes
 */
export function stockUpdates(
  tableName: string,
  { held, released, dispatched, ofCarts }: StockMove,
  events: readonly ReservationEvent[],
  metadata: CommitMetadata,
): readonly TransactWriteItem[] {
  const config = { tableName, metadata, events, ofCarts };
  const moved = [...held, ...released];
  const passed = ofCarts.filter((change) => !moved.some((other) => isSameStock(change, other)));
  return [
    ...held.map((allocation) => update(config, allocation, holdUnits(allocation))),
    ...released.map((allocation) => update(config, allocation, releaseUnits(allocation))),
    ...dispatched.map((allocation) => update(config, allocation, dispatchUnits(allocation))),
    ...passed.map((allocation) => update(config, allocation, { changes: [], conditions: [], values: {} })),
  ];
}

function isSameStock(one: Allocation, other: Allocation): boolean {
  return one.sku === other.sku && one.location === other.location;
}

function holdUnits({ quantity }: Allocation): UnitsUpdate {
  return {
    changes: ['#available = #available - :quantity', '#reserved = #reserved + :quantity'],
    conditions: ['#available >= :quantity'],
    values: { ':quantity': quantity },
  };
}

function releaseUnits({ quantity }: Allocation): UnitsUpdate {
  return {
    changes: ['#available = #available + :quantity', '#reserved = #reserved - :quantity'],
    conditions: ['#reserved >= :quantity'],
    values: { ':quantity': quantity },
  };
}

function dispatchUnits({ quantity }: Allocation): UnitsUpdate {
  return {
    changes: ['#onHand = #onHand - :quantity', '#reserved = #reserved - :quantity'],
    conditions: ['#reserved >= :quantity'],
    values: { ':quantity': quantity },
  };
}

/** The units of the stock that carts hold more, within the bound on them, or hold no more. */
function cartUnits({ events, ofCarts }: Config, stock: Allocation): UnitsUpdate {
  const change = ofCarts.find((each) => isSameStock(each, stock));
  if (change === undefined) return { changes: [], conditions: [], values: {} };
  const changes = [`#heldByCarts = ${COUNTED} + :ofCarts`];
  const { quantity } = change;
  if (quantity < 0) {
    return {
      changes,
      conditions: ['#heldByCarts >= :left'],
      values: { ':zero': 0, ':ofCarts': quantity, ':left': -quantity },
    };
  }
  const limit = cartLimitIn(events, stock);
  if (limit === undefined) throw new Error(`a cart takes units of ${stock.sku} without a limit`);
  return { changes, conditions: [WITHIN_LIMIT], values: { ...limitValues(limit), ':ofCarts': quantity } };
}

/** Conditional on the units, not on the version, so that concurrent reservations do not conflict while stock suffices. */
function update(config: Config, stock: Allocation, units: UnitsUpdate): TransactWriteItem {
  const carts = cartUnits(config, stock);
  const change = toChange([...units.changes, ...carts.changes].join(', '), config.metadata);
  const { ExpressionAttributeValues, ...expression } = change;
  return {
    Update: {
      TableName: config.tableName,
      Key: stockKey(stock.sku, stock.location),
      ...expression,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ...units.values, ...carts.values },
      ConditionExpression: [...units.conditions, ...carts.conditions].join(' AND '),
    },
  };
}
