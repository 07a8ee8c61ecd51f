import type { AggregateStore, Loaded, StoredCommit } from './store.ts';
import { ConflictError } from './store.ts';

export type MemoryStoreConfig<State, Event> = {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
};

/** A store that also returns its commits, in order. */
export type MemoryStore<State, Event> = AggregateStore<State, Event> & {
  readonly commits: readonly StoredCommit<Event>[];
};

/**
 * Creates a store in memory, for specs of code that uses a store. `aggregate-store.spec-kit.ts` runs against it, the
 * event store and the state store.
 */
export function createMemoryStore<State, Event>({
  initial,
  evolve,
}: MemoryStoreConfig<State, Event>): MemoryStore<State, Event> {
  const aggregates = new Map<string, Loaded<State>>();
  const commits: StoredCommit<Event>[] = [];
  const none: Loaded<State> = { version: -1, state: initial };
  return {
    evolve,
    commits,
    load: async (id) => aggregates.get(id) ?? none,
    commit: async (id, { expectedVersion, events, state, metadata }) => {
      const current = aggregates.get(id) ?? none;
      if (current.version !== expectedVersion) {
        throw new ConflictError(`${id} is at version ${current.version}, not ${expectedVersion}`);
      }
      const version = expectedVersion + 1;
      const { fingerprint } = metadata;
      aggregates.set(id, { version, state, ...(fingerprint === undefined ? {} : { fingerprint }) });
      commits.push({ id, version, events, ...metadata });
    },
  };
}
