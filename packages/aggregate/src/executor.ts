import type { Aggregate, Command, NewEvent } from './aggregate.ts';
import { retryOnConflict } from './retry.ts';
import { type Cause, type Commit, ConflictError, type Loaded } from './store.ts';
import { stampEvents } from './stored-shapes.ts';

type Coded = { readonly code: string };

/** Result of a command: the aggregate after it with the events that were written, or the rejection. */
export type Executed<State, Event, Rejection extends Coded> =
  | (Loaded<State> & { readonly events: readonly Event[] })
  | { readonly rejection: Rejection };

/** Result of `create`. `repeated` is true if an earlier request with the same idempotency key created the aggregate. */
export type Created<State, Rejection extends Coded> =
  | { readonly version: number; readonly state: State; readonly repeated: boolean }
  | { readonly rejection: Rejection | { readonly code: 'IDEMPOTENCY_KEY_REUSED' } };

/** The part of a store that executes commands. */
export type Executor<State, Event> = {
  /**
   * Executes a command on an aggregate: load, decide, commit. A version conflict repeats all three.
   *
   * @returns the state and version after the command, with the events that were written (empty: no change), or the rejection
   * @throws ContentionError after too many conflicts in a row
   * @example
   * const result = await orders.execute(orderId, cancel({ reason }), by(request));
   * if ('rejection' in result) return result;
   */
  readonly execute: <Rejection extends Coded = never>(
    id: string,
    command: Command<State, Event, Rejection>,
    cause: Cause,
  ) => Promise<Executed<State, Event, Rejection>>;
  /**
   * Like `execute`, for an aggregate whose state the caller knows: it has just written it, or expects that it does not exist
   * (`unread` of the store). The first attempt needs no read. A conflict loads the aggregate.
   *
   * @param known the last state that the caller has. A decision without events is not checked against the stored state
   */
  readonly executeFrom: <Rejection extends Coded = never>(
    id: string,
    known: Loaded<State>,
    command: Command<State, Event, Rejection>,
    cause: Cause,
  ) => Promise<Executed<State, Event, Rejection>>;
  /**
   * Creates an aggregate whose id follows from the caller's idempotency key. It writes first, and reads only if the write
   * fails with a conflict or the command is rejected. A repeated request then returns the aggregate as it is now, so that the
   * caller can return the same response. A request with the same key and another fingerprint is rejected.
   *
   * @param command runs on the initial state
   * @param cause with the hash of the request
   */
  readonly create: <Rejection extends Coded = never>(
    id: string,
    command: Command<State, Event, Rejection>,
    cause: Cause & { readonly fingerprint: string },
  ) => Promise<Created<State, Rejection>>;
  /**
   * Returns the commit of new events on a known state, with the time of the store's clock. For a write that a store does not
   * do itself, such as a transaction with other items.
   */
  readonly prepare: (
    known: Loaded<State>,
    events: readonly NewEvent<Event>[],
    cause: Cause,
  ) => Commit<State, Event>;
  /** An aggregate that is assumed not to exist, for `executeFrom` and `prepare`. */
  readonly unread: Loaded<State>;
};

/** The reads and writes of a store, for an executor. */
export type ExecutorConfig<State, Event> = {
  readonly aggregate: Aggregate<State, Event>;
  /** Reads an aggregate, with a strongly consistent read. */
  readonly load: (id: string) => Promise<Loaded<State>>;
  /** Writes one commit. Throws `ConflictError` if the aggregate is not at the expected version any more. */
  readonly commit: (id: string, commit: Commit<State, Event>) => Promise<void>;
  /** The current time, RFC 3339 in UTC. Defaults to the system's clock. */
  readonly now?: (() => string) | undefined;
};

/** The time of the system's clock, RFC 3339 in UTC. */
export function systemTime(): string {
  return new Date().toISOString();
}

/**
 * Creates the methods of a store that execute commands. The stores of this package have them; a store that writes a commit
 * together with other items uses this function itself.
 */
export function createExecutor<State, Event>(config: ExecutorConfig<State, Event>): Executor<State, Event> {
  const { aggregate, load, now = systemTime } = config;
  const unread: Loaded<State> = { version: -1, state: aggregate.initial };
  return {
    unread,
    prepare: (known, events, cause) => prepareCommit(aggregate, known, events, { ...cause, at: now() }),
    execute: (id, command, cause) =>
      retryOnConflict(async () => executeOn(config, id, await load(id), command, cause)),
    executeFrom: (id, known, command, cause) => {
      let isFirst = true;
      return retryOnConflict(async () => {
        const loaded = isFirst ? known : await load(id);
        isFirst = false;
        return executeOn(config, id, loaded, command, cause);
      });
    },
    create: async (id, command, cause) => {
      try {
        const result = await executeOn(config, id, unread, command, cause);
        if (!('rejection' in result))
          return { version: result.version, state: result.state, repeated: false };
        return (await repeat(config, id, cause)) ?? result;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const existing = await repeat(config, id, cause);
        if (existing === undefined) throw error;
        return existing;
      }
    },
  };
}

async function executeOn<State, Event, Rejection extends Coded>(
  { aggregate, commit, now = systemTime }: ExecutorConfig<State, Event>,
  id: string,
  loaded: Loaded<State>,
  command: Command<State, Event, Rejection>,
  cause: Cause & { readonly fingerprint?: string },
): Promise<Executed<State, Event, Rejection>> {
  const at = now();
  const decision = command(loaded.state, { version: loaded.version, at });
  if ('rejection' in decision) return decision;
  if (decision.events.length === 0) return { ...loaded, events: [] };
  const prepared = prepareCommit(aggregate, loaded, decision.events, { ...cause, at });
  await commit(id, prepared);
  return { ...loaded, version: loaded.version + 1, state: prepared.state, events: prepared.events };
}

/**
 * Returns the commit of new events on a known state, at a time that the caller has read from its clock. For a store that
 * decides and writes in its own way; `prepare` of an executor uses the clock of the store.
 *
 * @param metadata of the commit. Its time is added to the events
 * @throws the schema's error if an event does not match the stored shapes
 */
export function prepareCommit<State, Event>(
  { evolve, events: shapes }: Aggregate<State, Event>,
  loaded: Loaded<State>,
  created: readonly NewEvent<Event>[],
  metadata: Commit<State, Event>['metadata'],
): Commit<State, Event> {
  const events = stampEvents(created, metadata.at, shapes);
  return {
    expectedVersion: loaded.version,
    events,
    state: events.reduce(evolve, loaded.state),
    // The fingerprint of the creation is kept with every later commit.
    metadata: loaded.fingerprint === undefined ? metadata : { ...metadata, fingerprint: loaded.fingerprint },
  };
}

async function repeat<State, Event>(
  { load }: ExecutorConfig<State, Event>,
  id: string,
  cause: { readonly fingerprint: string },
): Promise<Created<State, never> | undefined> {
  const { version, state, fingerprint } = await load(id);
  if (version < 0) return undefined;
  if (fingerprint !== cause.fingerprint) return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
  return { version, state, repeated: true };
}
