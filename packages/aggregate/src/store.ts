/** Actor and reason of a change: `by(request)` of packages/lambda returns it. */
export type Cause = {
  /** A caller, or a Tradepost service. */
  readonly actor: string;
  readonly correlationId: string;
  /** Id of the message that caused the change, if any. */
  readonly causationId?: string;
};

/** Actor, time and reason of a commit. It is stored and published with the events. */
export type CommitMetadata = Cause & {
  /** RFC 3339, UTC. */
  readonly at: string;
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

/** Another commit was written first. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'VERSION_CONFLICT';
  readonly isTransient = true;
}
