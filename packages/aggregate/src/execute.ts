import { retryOnConflict } from './retry.ts';
import type { AggregateStore, CommitMetadata, Decision, Loaded } from './store.ts';
import { ConflictError } from './store.ts';

/** What became of a command: the aggregate as it now is, or the refusal. */
export type Executed<State, Event, Refusal extends { readonly code: string }> =
  | { readonly version: number; readonly state: State; readonly events: readonly Event[] }
  | { readonly rejection: Refusal };

/**
 * Carries out a command on an aggregate: load, decide, commit; on a conflict all of it again.
 *
 * @param store where the aggregate is kept
 * @param id which one
 * @param decide pure: the decision on a state, which is at a version (a caller may name the one it changes)
 * @param metadata who, when, because of what
 * @returns the state and version after it, with the events that were written (none where there was nothing to
 *   do), or the refusal
 * @throws ContentionError after too many conflicts in a row
 * @example
 * const result = await execute(deps.orders, orderId, (order) => decide({ type: 'ConfirmOrder', at }, order), metadata);
 * if ('rejection' in result) return result;
 */
export function execute<State, Event, Refusal extends { readonly code: string }>(
  store: AggregateStore<State, Event>,
  id: string,
  decide: (state: State, version: number) => Decision<Event, Refusal>,
  metadata: CommitMetadata,
): Promise<Executed<State, Event, Refusal>> {
  return retryOnConflict(async () => executeOn(store, id, await store.load(id), decide, metadata));
}

/**
 * As `execute`, on an aggregate of which the caller knows how it stands: it has just written it, or expects that
 * there is none. The first attempt costs no read; on a conflict the aggregate is loaded.
 *
 * @param known the aggregate as the caller last saw it; a decision that writes nothing is made on that alone
 */
export function executeFrom<State, Event, Refusal extends { readonly code: string }>(
  store: AggregateStore<State, Event>,
  id: string,
  known: Loaded<State>,
  decide: (state: State, version: number) => Decision<Event, Refusal>,
  metadata: CommitMetadata,
): Promise<Executed<State, Event, Refusal>> {
  let isFirst = true;
  return retryOnConflict(async () => {
    const loaded = isFirst ? known : await store.load(id);
    isFirst = false;
    return executeOn(store, id, loaded, decide, metadata);
  });
}

/** What became of a creation: as `Executed`, and whether it was a repeat of an earlier request. */
export type Created<State, Refusal extends { readonly code: string }> =
  | { readonly version: number; readonly state: State; readonly repeated: boolean }
  | { readonly rejection: Refusal | { readonly code: 'IDEMPOTENCY_KEY_REUSED' } };

/**
 * Creates an aggregate whose id follows from the caller's idempotency key. It writes first and reads only where
 * that was refused: a repeat then finds version 0 taken, and gets the aggregate as it is now, for the caller to
 * answer as it did at first; with another fingerprint it is refused.
 *
 * @param decide pure: the decision on the state «there is none»
 * @param initial that state
 */
export async function create<State, Event, Refusal extends { readonly code: string }>(
  store: AggregateStore<State, Event>,
  id: string,
  initial: State,
  decide: (state: State) => Decision<Event, Refusal>,
  metadata: CommitMetadata,
): Promise<Created<State, Refusal>> {
  try {
    const result = await executeOn(store, id, { version: -1, state: initial }, decide, metadata);
    if (!('rejection' in result)) return { version: result.version, state: result.state, repeated: false };
    return (await repeat(store, id, metadata)) ?? result;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const existing = await repeat(store, id, metadata);
    if (existing === undefined) throw error;
    return existing;
  }
}

async function repeat<State, Event>(
  store: AggregateStore<State, Event>,
  id: string,
  metadata: CommitMetadata,
): Promise<Created<State, never> | undefined> {
  const { version, state, fingerprint } = await store.load(id);
  if (version < 0) return undefined;
  if (fingerprint !== metadata.fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  return { version, state, repeated: true };
}

async function executeOn<State, Event, Refusal extends { readonly code: string }>(
  store: AggregateStore<State, Event>,
  id: string,
  loaded: Loaded<State>,
  decide: (state: State, version: number) => Decision<Event, Refusal>,
  metadata: CommitMetadata,
): Promise<Executed<State, Event, Refusal>> {
  const decision = decide(loaded.state, loaded.version);
  if ('rejection' in decision) return decision;
  if (decision.events.length === 0) return { ...loaded, events: [] };
  const state = decision.events.reduce(store.evolve, loaded.state);
  await store.commit(id, {
    expectedVersion: loaded.version,
    events: decision.events,
    state,
    // What created the aggregate is kept for as long as the aggregate is.
    metadata: loaded.fingerprint === undefined ? metadata : { ...metadata, fingerprint: loaded.fingerprint },
  });
  return { version: loaded.version + 1, state, events: decision.events };
}
