/** What a decision comes to: events, none of which means «nothing to do», or the answer «no» with its facts. */
export type Decision<Event, Refusal extends { readonly code: string } = { readonly code: string }> =
  | { readonly events: readonly Event[] }
  | { readonly rejection: Refusal };

/** Who decided, when, and because of what. It is stored with the events and goes out with them. */
export type CommitMetadata = {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** A caller, or a service of ours. */
  readonly actor: string;
  readonly correlationId: string;
  /** The id of the message that led to it, where one did. */
  readonly causationId?: string;
  /** The digest of the request that created the aggregate: a repeat under the same key must have the same. */
  readonly fingerprint?: string;
};

/** One decision, ready to be written: its events, and the state that they lead to. */
export type Commit<State, Event> = {
  /** The version that the decision was made on: −1 where there was none. */
  readonly expectedVersion: number;
  readonly events: readonly Event[];
  readonly state: State;
  readonly metadata: CommitMetadata;
};

/** An aggregate as it was read; `version` counts its decisions from 0 and is −1 before the first. */
export type Loaded<State> = {
  readonly version: number;
  readonly state: State;
  /** Of its first decision, where it had one. */
  readonly fingerprint?: string;
};

/** A decision as it was stored. */
export type StoredCommit<Event> = CommitMetadata & {
  readonly id: string;
  readonly version: number;
  readonly events: readonly Event[];
};

/**
 * Where aggregates of one kind are kept. There are two ways to keep them, a log item for each decision and one
 * item for the state, and both write a decision in one conditional write.
 */
export type AggregateStore<State, Event> = {
  /** Reads an aggregate by its id, strongly consistent. */
  readonly load: (id: string) => Promise<Loaded<State>>;
  /** Writes one decision. Throws `ConflictError` where another was written since the expected version. */
  readonly commit: (id: string, commit: Commit<State, Event>) => Promise<void>;
  /** The state after an event. Pure, and never throws. */
  readonly evolve: (state: State, event: Event) => State;
};

/** Another decision was written first. `code` is `VERSION_CONFLICT`. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'VERSION_CONFLICT';
  readonly isTransient = true;
}

/** There were more conflicts in a row than is reasonable; the caller may try again later. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  readonly code = 'TOO_MUCH_CONTENTION';
  readonly isTransient = true;
}
