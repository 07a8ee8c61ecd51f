import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import type { StateAggregate } from './aggregate.ts';
import { createExecutor, type Executor } from './executor.ts';
import { type Commit, ConflictError, type Loaded } from './store.ts';
import { toLoaded } from './stored-commit.ts';
import { stateVersion, toStoredEvents } from './stored-shapes.ts';

/** Sort key of the item with the state. A partition may have other items under other sort keys. */
const STATE_SORT_KEY = 'state';

export type StateStoreConfig<State, Event> = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly aggregate: StateAggregate<State, Event>;
  /** Additional attributes of the item, such as index keys. Undefined attributes are left out. */
  readonly indexes?: (state: State, id: string) => Readonly<Record<string, string | number | undefined>>;
  /** The current time, RFC 3339 in UTC. Defaults to the system's clock. */
  readonly now?: (() => string) | undefined;
};

/** A store of the states of aggregates of one kind. It executes commands on them. */
export type StateStore<State, Event> = Executor<State, Event> & {
  /** Reads an aggregate by its id, with a strongly consistent read. */
  readonly load: (id: string) => Promise<Loaded<State>>;
  /** Writes one commit. Throws `ConflictError` if the aggregate is not at the expected version any more. */
  readonly commit: (id: string, commit: Commit<State, Event>) => Promise<void>;
  /**
   * Returns a commit as a write for a transaction with other writes. The events of the commit are stored as they are passed:
   * leave out those that are not published.
   */
  readonly toWrite: (id: string, commit: Commit<State, Event>) => TransactWriteItem;
};

/**
 * Creates a state store: one item per aggregate, under `pk = <name>#<id>`, `sk = state`. The item has the state, its
 * version, and the events of the last commit, which are published from the table's stream.
 */
export function createStateStore<State, Event>(
  config: StateStoreConfig<State, Event>,
): StateStore<State, Event> {
  const { aggregate, now } = config;
  const load = (id: string) => read(config, id);
  const commit = (id: string, written: Commit<State, Event>) => put(config, id, written);
  return {
    ...createExecutor({ aggregate, load, commit, now }),
    load,
    commit,
    toWrite: (id, written) => ({ Put: toPut(config, id, written) }),
  };
}

/** Key of the item with the state of an aggregate. */
export function stateKey({ name }: { readonly name: string }, id: string) {
  return { pk: `${name}#${id}`, sk: STATE_SORT_KEY };
}

async function put<State, Event>(
  config: StateStoreConfig<State, Event>,
  id: string,
  commit: Commit<State, Event>,
): Promise<void> {
  try {
    await config.client.send(new PutCommand(toPut(config, id, commit)));
  } catch (error) {
    if (!isConflict(error)) throw error;
    const message = `${config.aggregate.name} ${id} is no longer at version ${commit.expectedVersion}`;
    throw new ConflictError(message, { cause: error });
  }
}

/** A TransactionConflictException counts as a version conflict: another transaction is changing the item. */
function isConflict(error: unknown): boolean {
  return error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException;
}

function toPut<State, Event>(
  { tableName, aggregate, indexes }: StateStoreConfig<State, Event>,
  id: string,
  { expectedVersion, events, state, metadata }: Commit<State, Event>,
) {
  const isFirst = expectedVersion < 0;
  return {
    TableName: tableName,
    Item: {
      ...stateKey(aggregate, id),
      id,
      version: expectedVersion + 1,
      state,
      ...stateVersion(aggregate.state),
      events: toStoredEvents(events, aggregate.events),
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
  { client, tableName, aggregate }: StateStoreConfig<State, Event>,
  id: string,
): Promise<Loaded<State>> {
  const { Item: item } = await client.send(
    new GetCommand({ TableName: tableName, Key: stateKey(aggregate, id), ConsistentRead: true }),
  );
  return item === undefined ? { version: -1, state: aggregate.initial } : toLoaded(item, aggregate);
}
