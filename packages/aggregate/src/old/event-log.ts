import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { type Commit, ConflictError, type Loaded, type StoredCommit } from '../store.ts';
import type { AggregateStore } from './store.ts';

export type EventLogConfig<State, Event> = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The kind of aggregate, before the `#` of its key: `order`. */
  readonly keyPrefix: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  /** Parses one stored event. Throws if this version does not support its form. */
  readonly parseEvent: (stored: unknown) => Event;
};

/** An event store. It also returns the history of an aggregate. */
export type EventLog<State, Event> = AggregateStore<State, Event> & {
  /** Returns all commits of an aggregate, oldest first. With `until` (RFC 3339), only those made at or before that time. */
  readonly history: (id: string, until?: string) => Promise<readonly StoredCommit<Event>[]>;
};

/**
 * Creates an event store: one item per commit, under `pk = <prefix>#<id>`, `sk = <version>`. The state is computed from
 * the events.
 *
 * @returns the store. `load` reads all commits of an aggregate, so it is for aggregates with tens of commits, not
 *   thousands.
 */
export function createEventLog<State, Event>(config: EventLogConfig<State, Event>): EventLog<State, Event> {
  const history = async (id: string, until?: string) => {
    const commits = await readLog(config, id);
    return until === undefined ? commits : commits.filter(({ at }) => Date.parse(at) <= Date.parse(until));
  };
  return {
    evolve: config.evolve,
    history,
    load: async (id) => fold(config, await readLog(config, id)),
    commit: (id, commit) => append(config, id, commit),
  };
}

function fold<State, Event>(
  { initial, evolve }: Pick<EventLogConfig<State, Event>, 'initial' | 'evolve'>,
  commits: readonly StoredCommit<Event>[],
): Loaded<State> {
  const first = commits[0];
  return {
    version: commits.length - 1,
    state: commits.flatMap(({ events }) => events).reduce(evolve, initial),
    ...(first?.fingerprint === undefined ? {} : { fingerprint: first.fingerprint }),
  };
}

async function append<State, Event>(
  { client, tableName, keyPrefix }: EventLogConfig<State, Event>,
  id: string,
  { expectedVersion, events, metadata }: Commit<State, Event>,
): Promise<void> {
  const version = expectedVersion + 1;
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { pk: `${keyPrefix}#${id}`, sk: version, id, version, events, ...metadata },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      throw new ConflictError(`${keyPrefix} ${id} has a version ${version} already`, { cause: error });
    }
    throw error;
  }
}

async function readLog<State, Event>(
  { client, tableName, keyPrefix, parseEvent }: EventLogConfig<State, Event>,
  id: string,
): Promise<readonly StoredCommit<Event>[]> {
  const items = await queryAll(client, {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `${keyPrefix}#${id}` },
    ConsistentRead: true,
  });
  return items.map(({ pk: _pk, sk: _sk, events, ...rest }) => ({
    ...(rest as StoredCommit<Event>),
    events: (events as unknown[]).map(parseEvent),
  }));
}
