import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { NewEvent } from '@tradepost/aggregate/aggregate';
import { prepareCommit } from '@tradepost/aggregate/executor';
import { createStateStore, type StateStore } from '@tradepost/aggregate/state-store';
import { type CommitMetadata, ConflictError, type Loaded } from '@tradepost/aggregate/store';
import { shardedKey, shardedKeys } from '@tradepost/dynamodb/sharded-key';
import { InsufficientStockError } from '../domain/insufficient-stock-error.ts';
import { isPublished } from '../domain/published-event.ts';
import { type ReservationEvent, type ReservationState, reservation } from '../domain/reservation.ts';
import { stockMove } from '../domain/stock-move.ts';
import { stockUpdates } from './stock-updates.ts';
import { writeAll } from './write-all.ts';

/** Partitions of the sparse index of reservations that may expire. */
const EXPIRING_SHARDS = 4;
/** Name of the index, of its partition key and of the partition. */
const EXPIRING = 'expiring';

export type DueReservation = { readonly id: string; readonly correlationId: string };

export type ReservationsTable = Pick<StateStore<ReservationState, ReservationEvent>, 'load' | 'unread'> & {
  /**
   * Writes one step of a reservation and its changes of stock in one transaction.
   *
   * @param metadata of the step. Its time is that of the decision, and is added to the events
   * @returns the reservation after the step
   * @throws ConflictError if the reservation has changed since it was read, InsufficientStockError if too few units are
   *   available
   */
  readonly commit: (
    id: string,
    before: Loaded<ReservationState>,
    events: readonly NewEvent<ReservationEvent>[],
    metadata: CommitMetadata,
  ) => Promise<Loaded<ReservationState>>;
  /** Reservations whose expiry is due at `at`, up to `limitPerShard` from each shard of the index. */
  readonly due: (at: string, limitPerShard: number) => Promise<readonly DueReservation[]>;
};

type Config = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** Stores reservations under `pk = reservation#<id>`, `sk = state`, in the table of the stock that they hold. */
export function createReservationsTable({ client, tableName }: Config): ReservationsTable {
  const store = createStateStore({ client, tableName, aggregate: reservation, indexes: expiryOf });
  return {
    load: store.load,
    unread: store.unread,
    commit: async (id, before, newEvents, metadata) => {
      const prepared = prepareCommit(reservation, before, newEvents, metadata);
      const commit = { ...prepared, events: prepared.events.filter(isPublished) };
      const move = stockMove(before.state, prepared.events);
      const updates = stockUpdates(tableName, move, prepared.events, metadata);
      const { length: held } = move.held;
      if (updates.length === 0) await store.commit(id, commit);
      else explain(await writeAll(client, [store.toWrite(id, commit), ...updates]), id, held);
      return { version: before.version + 1, state: prepared.state };
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

/** Throws the error that fits the item whose condition failed: the reservation, or stock whose units it holds or releases. */
function explain(failed: number | undefined, id: string, held: number): void {
  if (failed === undefined) return;
  if (failed === 0) throw new ConflictError(`reservation ${id} has changed since it was read`);
  if (failed <= held) throw new InsufficientStockError(`too few units are available for reservation ${id}`);
  throw new Error(`stock has fewer units reserved than reservation ${id} holds`);
}

/** An unfinished release is due at once; what is sold never expires. */
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
    case 'dispatched':
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
