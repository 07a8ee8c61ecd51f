/** Either the events to commit (empty: no change) or a rejection. */
export type Decision<Event, Refusal extends { readonly code: string } = { readonly code: string }> =
  | { readonly events: readonly Event[] }
  | { readonly rejection: Refusal };

/** Actor, time and cause of a change. It is stored and published with the events. */
export type CommitMetadata = {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** A caller, or a Tradepost service. */
  readonly actor: string;
  readonly correlationId: string;
  /** Id of the message that caused the change, if any. */
  readonly causationId?: string;
  /** Hash of the request that created the aggregate. A repeat with the same idempotency key must have the same hash. */
  readonly fingerprint?: string;
};

/** A decision to be written: its events, and the state after them. */
export type Commit<State, Event> = {
  /** Version on which the decision was made: −1 if the aggregate did not exist. */
  readonly expectedVersion: number;
  readonly events: readonly Event[];
  readonly state: State;
  readonly metadata: CommitMetadata;
};

/** An aggregate as it was read. `version` counts its commits from 0; −1 means that it does not exist. */
export type Loaded<State> = {
  readonly version: number;
  readonly state: State;
  /** Fingerprint of the first commit, if it has one. */
  readonly fingerprint?: string;
};

/** A commit as it was stored. */
export type StoredCommit<Event> = CommitMetadata & {
  readonly id: string;
  readonly version: number;
  readonly events: readonly Event[];
};

/**
 * A store of aggregates of one kind. There are two: the event store has an item per commit, the state store has one item
 * per aggregate. Both write a commit in one conditional write.
 */
export type AggregateStore<State, Event> = {
  /** Reads an aggregate by its id, with a strongly consistent read. */
  readonly load: (id: string) => Promise<Loaded<State>>;
  /** Writes one commit. Throws `ConflictError` if the aggregate is not at the expected version any more. */
  readonly commit: (id: string, commit: Commit<State, Event>) => Promise<void>;
  /** Returns the state after an event. Pure; never throws. */
  readonly evolve: (state: State, event: Event) => State;
};

/** Another commit was written first. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'VERSION_CONFLICT';
  readonly isTransient = true;
}
