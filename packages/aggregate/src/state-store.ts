import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { AggregateStore, Commit, Loaded } from './store.ts';
import { ConflictError } from './store.ts';

/** The sort key of an aggregate's own item; other items may stand beside it under other sort keys. */
const STATE_SORT_KEY = 'state';

export type StateStoreConfig<State, Event> = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The kind of aggregate, before the `#` of its key: `product`. */
  readonly keyPrefix: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  /** Parses a stored state; throws where it does not have the form that this version knows. */
  readonly parseState: (stored: unknown) => State;
  /** Further attributes of the item, such as the keys of its indexes. Those that are undefined are left out. */
  readonly indexes?: (state: State, id: string) => Readonly<Record<string, string | number | undefined>>;
};

export type TransactWriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A state store can also hand out its write, to go into a transaction with others. */
export type StateStore<State, Event> = AggregateStore<State, Event> & {
  readonly toWrite: (id: string, commit: Commit<State, Event>) => TransactWriteItem;
};

/**
 * Keeps aggregates as one item each, under `pk = <prefix>#<id>`, `sk = state`: the state, its version, and the
 * events of the last decision, for the stream to publish.
 *
 * @returns the store
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

/** An item that is in somebody's transaction at this moment is about to change, too. */
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
