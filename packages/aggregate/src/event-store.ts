import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { queryAll } from '@tradepost/dynamodb/query-all';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import type { Aggregate } from './aggregate.ts';
import { createExecutor, type Executor } from './executor.ts';
import { type Commit, ConflictError, type Loaded, type StoredCommit } from './store.ts';
import { parseCommit, replay } from './stored-commit.ts';
import { toStoredEvents } from './stored-shapes.ts';

export type EventStoreConfig<State, Event> = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly aggregate: Aggregate<State, Event>;
  /** The current time, RFC 3339 in UTC. Defaults to the system's clock. */
  readonly now?: (() => string) | undefined;
};

/** A store of the commits of aggregates of one kind. It executes commands on them. */
export type EventStore<State, Event> = Executor<State, Event> & {
  /** Reads an aggregate by its id, with a strongly consistent read. */
  readonly load: (id: string) => Promise<Loaded<State>>;
  /**
   * Returns all commits of an aggregate, oldest first. With `until` (RFC 3339), those that it had at that time: up to the
   * first one with a later time. The clocks of writers differ, so a commit may have an earlier time than the one before it:
   * such a commit is not returned without it.
   */
  readonly history: (id: string, until?: string) => Promise<readonly StoredCommit<Event>[]>;
  /**
   * Returns the write of a commit for a transaction with other items. Its condition fails if the aggregate is not at the expected
   * version any more.
   */
  readonly toWrite: (id: string, commit: Commit<State, Event>) => TransactWriteItem;
  /** Writes one commit. Throws `ConflictError` if the aggregate is not at the expected version any more. */
  readonly commit: (id: string, commit: Commit<State, Event>) => Promise<void>;
};

/**
 * Creates an event store: one item per commit, under `pk = <name>#<id>`, `sk = <version>`. The state is computed from the
 * events.
 *
 * @returns the store. `load` reads all commits of an aggregate, so it is for aggregates with tens of commits, not
 *   thousands.
 */
export function createEventStore<State, Event>(
  config: EventStoreConfig<State, Event>,
): EventStore<State, Event> {
  const { aggregate, now } = config;
  const load = async (id: string) => replay(aggregate, await readCommits(config, id));
  const commit = (id: string, written: Commit<State, Event>) => append(config, id, written);
  return {
    ...createExecutor({ aggregate, load, commit, now }),
    load,
    commit,
    toWrite: (id, written) => ({ Put: toAppend(config, id, written) }),
    history: async (id, until) => {
      const commits = await readCommits(config, id);
      if (until === undefined) return commits;
      const later = commits.findIndex(({ at }) => Date.parse(at) > Date.parse(until));
      return later === -1 ? commits : commits.slice(0, later);
    },
  };
}

async function append<State, Event>(
  config: EventStoreConfig<State, Event>,
  id: string,
  commit: Commit<State, Event>,
): Promise<void> {
  try {
    await config.client.send(new PutCommand(toAppend(config, id, commit)));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      throw new ConflictError(`${config.aggregate.name} ${id} has a version ${commit.expectedVersion + 1}`, {
        cause: error,
      });
    }
    throw error;
  }
}

function toAppend<State, Event>(
  { tableName, aggregate }: EventStoreConfig<State, Event>,
  id: string,
  { expectedVersion, events: created, metadata }: Commit<State, Event>,
) {
  const version = expectedVersion + 1;
  const events = toStoredEvents(created, aggregate.events);
  return {
    TableName: tableName,
    Item: { pk: `${aggregate.name}#${id}`, sk: version, id, version, events, ...metadata },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
}

async function readCommits<State, Event>(
  { client, tableName, aggregate }: EventStoreConfig<State, Event>,
  id: string,
): Promise<readonly StoredCommit<Event>[]> {
  const items = await queryAll(client, {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `${aggregate.name}#${id}` },
    ConsistentRead: true,
  });
  return items.map((item) => parseCommit(item, aggregate));
}
