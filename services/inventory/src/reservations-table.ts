import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createStateStore } from '@tradepost/aggregate/old/state-store';
import { type CommitMetadata, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import type { Allocation } from '@tradepost/contracts/inventory/model';
import { shardedKey, shardedKeys } from '@tradepost/dynamodb/sharded-key';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import {
  evolve,
  isAnnounced,
  noReservation,
  type ReservationEvent,
  type ReservationState,
  reservationState,
  stockMove,
} from './domain/reservation.ts';
import { stockKey } from './stock-item.ts';
import { toChange } from './stock-update.ts';
import { writeAll } from './transaction.ts';

/** Partitions of the sparse index of reservations that may expire. */
const EXPIRING_SHARDS = 4;
/** Name of the index, of its partition key and of the partition. */
const EXPIRING = 'expiring';

/** Too few units are left: another writer took them first. */
export class StockTakenError extends Error {
  override readonly name = 'StockTakenError';
  readonly code = 'STOCK_TAKEN';
}

export type DueReservation = { readonly id: string; readonly correlationId: string };

export type ReservationsTable = {
  readonly load: (id: string) => Promise<Loaded<ReservationState>>;
  /**
   * Writes one step of a reservation and its changes of stock in one transaction.
   *
   * @returns the reservation after the step
   * @throws ConflictError if the reservation has changed since it was read, StockTakenError if too few units are available
   */
  readonly commit: (
    id: string,
    before: Loaded<ReservationState>,
    events: readonly ReservationEvent[],
    metadata: CommitMetadata,
  ) => Promise<Loaded<ReservationState>>;
  /** Reservations whose expiry is due at `at`, up to `limitPerShard` from each shard of the index. */
  readonly due: (at: string, limitPerShard: number) => Promise<readonly DueReservation[]>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Stores reservations under `pk = reservation#<id>`, `sk = state`, in the table of the stock that they hold. */
export function createReservationsTable({ client, tableName }: Config): ReservationsTable {
  const store = createStateStore<ReservationState, ReservationEvent>({
    client,
    tableName,
    keyPrefix: 'reservation',
    initial: noReservation,
    evolve,
    parseState: (stored) => reservationState.parse(stored),
    indexes: (state, id) => expiryOf(state, id),
  });
  return {
    load: store.load,
    commit: async (id, before, events, metadata) => {
      const state = events.reduce(evolve, before.state);
      const commit = {
        expectedVersion: before.version,
        state,
        events: events.filter(isAnnounced),
        metadata,
      };
      const { taken, returned } = stockMove(before.state, events);
      const updates = [
        ...taken.map((allocation) => take(tableName, allocation, metadata)),
        ...returned.map((allocation) => giveBack(tableName, allocation, metadata)),
      ];
      if (updates.length === 0) await store.commit(id, commit);
      else explain(await writeAll(client, [store.toWrite(id, commit), ...updates]), id, taken.length);
      return { version: before.version + 1, state };
    },
    due: async (at, limitPerShard) => {
      const found = await Promise.all(
        shardedKeys(EXPIRING, EXPIRING_SHARDS).map((shard) =>
          queryDue({ client, tableName }, shard, at, limitPerShard),
        ),
      );
      return found.flat();
    },
  };
}

/** Throws the error that fits the item whose condition failed: the reservation, a take or a return. */
function explain(failed: number | undefined, id: string, taken: number): void {
  if (failed === undefined) return;
  if (failed === 0) throw new ConflictError(`reservation ${id} has changed since it was read`);
  if (failed <= taken) throw new StockTakenError(`too few units are available for reservation ${id}`);
  throw new Error(`stock has fewer units reserved than reservation ${id} holds`);
}

function take(tableName: string, allocation: Allocation, metadata: CommitMetadata): TransactWriteItem {
  return update(tableName, allocation, metadata, {
    change: '#available = #available - :quantity, #reserved = #reserved + :quantity',
    condition: '#available >= :quantity',
  });
}

function giveBack(tableName: string, allocation: Allocation, metadata: CommitMetadata): TransactWriteItem {
  return update(tableName, allocation, metadata, {
    change: '#available = #available + :quantity, #reserved = #reserved - :quantity',
    condition: '#reserved >= :quantity',
  });
}

/** Conditional on the units, not on the version, so that concurrent reservations do not conflict while stock suffices. */
function update(
  tableName: string,
  { sku, location, quantity }: Allocation,
  metadata: CommitMetadata,
  { change, condition }: { readonly change: string; readonly condition: string },
): TransactWriteItem {
  const { ExpressionAttributeValues, ...expression } = toChange(change, metadata);
  return {
    Update: {
      TableName: tableName,
      Key: stockKey(sku, location),
      ...expression,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':quantity': quantity },
      ConditionExpression: condition,
    },
  };
}

/** An unfinished release is due at once; a committed reservation never expires. */
function expiryOf(state: ReservationState, id: string): Record<string, string> {
  switch (state.status) {
    case 'taking':
    case 'reserving':
    case 'held':
      return { expiring: shardedKey(EXPIRING, id, EXPIRING_SHARDS), expiresAt: state.expiresAt };
    case 'releasing':
      return { expiring: shardedKey(EXPIRING, id, EXPIRING_SHARDS), expiresAt: state.releasingSince };
    case 'none':
    case 'committed':
    case 'released':
    case 'refused':
      return {};
    default:
      return state satisfies never;
  }
}

async function queryDue(
  { client, tableName }: Config,
  shard: string,
  at: string,
  limit: number,
): Promise<readonly DueReservation[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: EXPIRING,
      KeyConditionExpression: 'expiring = :shard AND expiresAt <= :at',
      ExpressionAttributeValues: { ':shard': shard, ':at': at },
      Limit: limit,
    }),
  );
  return Items.map((item) => ({ id: String(item['id']), correlationId: String(item['correlationId']) }));
}
