import { retryOnConflict } from '../retry.ts';
import { type CommitMetadata, ConflictError, type Loaded } from '../store.ts';
import type { AggregateStore, Decision } from './store.ts';

/** Result of a command: the aggregate after it, or the rejection. */
export type Executed<State, Event, Refusal extends { readonly code: string }> =
  | { readonly version: number; readonly state: State; readonly events: readonly Event[] }
  | { readonly rejection: Refusal };

/**
 * Executes a command on an aggregate: load, decide, commit. A version conflict repeats all three.
 *
 * @param id id of the aggregate
 * @param decide pure function from a state and its version to a decision. The version lets it check an expected version
 *   that the caller sent
 * @param metadata who sent the command, when, and the message that caused it
 * @returns the state and version after the command, with the events that were written (empty: no change), or the
 *   rejection
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
 * Like `execute`, for an aggregate whose state the caller knows: it has just written it, or expects that it does not
 * exist. The first attempt needs no read. A conflict loads the aggregate.
 *
 * @param known the last state that the caller has. A decision without events is not checked against the stored state
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

/** Result of `create`. `repeated` is true if an earlier request with the same idempotency key created the aggregate. */
export type Created<State, Refusal extends { readonly code: string }> =
  | { readonly version: number; readonly state: State; readonly repeated: boolean }
  | { readonly rejection: Refusal | { readonly code: 'IDEMPOTENCY_KEY_REUSED' } };

/**
 * Creates an aggregate whose id follows from the caller's idempotency key. It writes first, and reads only if the write
 * fails with a conflict or `decide` rejects. A repeated request then returns the aggregate as it is now, so that the
 * caller can return the same response. A request with the same key and another fingerprint is rejected.
 *
 * @param initial state of an aggregate that does not exist
 * @param decide pure function from `initial` to a decision
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
    // The fingerprint of the creation is kept with every later commit.
    metadata: loaded.fingerprint === undefined ? metadata : { ...metadata, fingerprint: loaded.fingerprint },
  });
  return { version: loaded.version + 1, state, events: decision.events };
}
