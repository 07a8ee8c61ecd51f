import type { Aggregate, StateAggregate } from './aggregate.ts';
import type { Loaded, StoredCommit } from './store.ts';
import { parseEvent, parseState, STATE_SCHEMA_VERSION } from './stored-shapes.ts';
import { type StreamRecord, toCommit } from './stream-record.ts';

type Item = Readonly<Record<string, unknown>>;

/**
 * Parses the commit in a stream record: once, for everything that the record is used for.
 *
 * @returns the commit with its events in their current version; undefined if the record is not a commit of this aggregate
 * @throws Error if an event has none of the stored shapes
 */
export function toStoredCommit<State, Event>(
  record: StreamRecord,
  aggregate: Aggregate<State, Event>,
): StoredCommit<Event> | undefined {
  const commit = toCommit(record);
  if (commit?.kind !== aggregate.name) return undefined;
  return parseCommit(commit, aggregate);
}

/** A commit of a state store: with the state after it. */
export type StateCommit<State, Event> = StoredCommit<Event> & { readonly state: State };

/** Like `toStoredCommit`, for a record of a state store. */
export function toStateCommit<State, Event>(
  record: StreamRecord,
  aggregate: StateAggregate<State, Event>,
): StateCommit<State, Event> | undefined {
  const commit = toStoredCommit(record, aggregate);
  return commit && { ...commit, state: toLoaded(record.newImage ?? {}, aggregate).state };
}

/**
 * Parses the commit in an item of an event store or a state store.
 *
 * @throws Error if an event has none of the stored shapes
 */
export function parseCommit<State, Event>(
  item: Item,
  aggregate: Aggregate<State, Event>,
): StoredCommit<Event> {
  const { id, version, at, actor, correlationId, causationId, fingerprint } = item as StoredCommit<unknown>;
  return {
    id,
    version,
    events: (item['events'] as unknown[]).map((event) => parseEvent(event, at, aggregate.events)),
    at,
    actor,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

/**
 * Parses the aggregate in an item of a state store.
 *
 * @throws Error if the state has none of the stored shapes
 */
export function toLoaded<State, Event>(item: Item, { state }: StateAggregate<State, Event>): Loaded<State> {
  return {
    version: item['version'] as number,
    state: parseState(item['state'], item[STATE_SCHEMA_VERSION] as number | undefined, state),
    ...(item['fingerprint'] === undefined ? {} : { fingerprint: item['fingerprint'] as string }),
  };
}

/**
 * Computes the state of an aggregate from its commits. Pure.
 *
 * @param commits all commits from the first one on, oldest first; fewer commits give an earlier version
 * @returns the initial state at version −1 if there are none
 */
export function replay<State, Event>(
  { initial, evolve }: Pick<Aggregate<State, Event>, 'initial' | 'evolve'>,
  commits: readonly Pick<StoredCommit<Event>, 'events' | 'fingerprint'>[],
): Loaded<State> {
  const fingerprint = commits[0]?.fingerprint;
  return {
    version: commits.length - 1,
    state: commits.flatMap(({ events }) => events).reduce(evolve, initial),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}
