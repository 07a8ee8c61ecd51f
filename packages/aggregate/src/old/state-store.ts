import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import { type Commit, ConflictError, type Loaded } from '../store.ts';
import type { AggregateStore } from './store.ts';

/** Sort key of the item with the state. A partition may have other items under other sort keys. */
const STATE_SORT_KEY = 'state';

export type StateStoreConfig<State, Event> = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The kind of aggregate, before the `#` of its key: `product`. */
  readonly keyPrefix: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  /** Parses a stored state. Throws if this version does not support its form. */
  readonly parseState: (stored: unknown) => State;
  /** Additional attributes of the item, such as index keys. Undefined attributes are left out. */
  readonly indexes?: (state: State, id: string) => Readonly<Record<string, string | number | undefined>>;
};

/** A state store. `toWrite` returns a commit as a write for a transaction with other writes. */
export type StateStore<State, Event> = AggregateStore<State, Event> & {
  readonly toWrite: (id: string, commit: Commit<State, Event>) => TransactWriteItem;
};

/**
 * Creates a state store: one item per aggregate, under `pk = <prefix>#<id>`, `sk = state`. The item has the state, its
 * version, and the events of the last commit, which are published from the table's stream.
 */
export function createStateStore<State, Event>(
  config: StateStoreConfig<State, Event>,
): StateStore<State, Event> {
  const { client, evolve } = config;
  return {
    evolve,
    load: (id) => read(config, id),
    toWrite: (id, commit) => ({ Put: toPut(config, id, commit) }),
    commit: async (id, commit) => {
      try {
        await client.send(new PutCommand(toPut(config, id, commit)));
      } catch (error) {
        if (isConflict(error)) {
          throw new ConflictError(
            `${config.keyPrefix} ${id} is no longer at version ${commit.expectedVersion}`,
            {
              cause: error,
            },
          );
        }
        throw error;
      }
    },
  };
}

/** A TransactionConflictException counts as a version conflict: another transaction is changing the item. */
function isConflict(error: unknown): boolean {
  return error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException;
}

function toPut<State, Event>(
  { tableName, keyPrefix, indexes }: StateStoreConfig<State, Event>,
  id: string,
  { expectedVersion, events, state, metadata }: Commit<State, Event>,
) {
  const isFirst = expectedVersion < 0;
  return {
    TableName: tableName,
    Item: {
      pk: `${keyPrefix}#${id}`,
      sk: STATE_SORT_KEY,
      id,
      version: expectedVersion + 1,
      state,
      events,
      ...metadata,
      ...indexes?.(state, id),
    },
    ...(isFirst
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':expected': expectedVersion },
        }),
  };
}

async function read<State, Event>(
  { client, tableName, keyPrefix, initial, parseState }: StateStoreConfig<State, Event>,
  id: string,
): Promise<Loaded<State>> {
  const { Item: item } = await client.send(
    new GetCommand({
      TableName: tableName,
      Key: { pk: `${keyPrefix}#${id}`, sk: STATE_SORT_KEY },
      ConsistentRead: true,
    }),
  );
  if (item === undefined) return { version: -1, state: initial };
  return {
    version: item['version'] as number,
    state: parseState(item['state']),
    ...(item['fingerprint'] === undefined ? {} : { fingerprint: item['fingerprint'] as string }),
  };
}
