/** A code, with the facts that belong to it. */
type Coded = { readonly code: string };

/** An event as a command returns it. The store adds `at` when it commits the event. */
export type NewEvent<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** Result of a command: either the events to commit (empty: no change) or a rejection. */
export type Decision<Event, Rejection extends Coded = never> =
  | { readonly events: readonly NewEvent<Event>[] }
  | { readonly rejection: Rejection };

/** Facts that a command may use besides the state. */
export type CommandContext = {
  /** Version of the state: −1 if the aggregate does not exist. */
  readonly version: number;
  /** Time of the commit that the command leads to, RFC 3339 in UTC. */
  readonly at: string;
};

/** A command on an aggregate: a pure function of its state. It returns a decision in every state, and never throws. */
export type Command<State, Event, Rejection extends Coded = never> = (
  state: State,
  context: CommandContext,
) => Decision<Event, Rejection>;

/** Schema of a stored value, such as a schema of zod. It drops unknown fields and returns the others in its own order. */
export type StoredSchema<Value> = { readonly parse: (stored: unknown) => Value };

/** Converts a stored value of one schema version to the next. */
export type Upcaster = (stored: Stored) => Stored;

export type Stored = Readonly<Record<string, unknown>>;

/**
 * Stored shape of the events of an aggregate. A new optional field needs no new version. After an incompatible change, the
 * schema describes the new shape, and an upcaster is added to the event's list:
 *
 * @example
 * const events = { schema: orderEvent, upcasters: { OrderPlaced: [addCurrency, splitName] } };
 */
export type StoredEvents<Event> = {
  /** Describes the current version of each event, discriminated by `type`, with `at`. */
  readonly schema: StoredSchema<Event>;
  /**
   * By stored type: the first upcaster converts version 1 to version 2, the second version 2 to version 3. An upcaster that
   * returns an event of another type renames it: that type's own upcasters follow.
   */
  readonly upcasters?: Readonly<Record<string, readonly Upcaster[]>>;
};

/** Stored shape of the state of an aggregate. The first upcaster converts version 1 to version 2. */
export type StoredState<State> = {
  readonly schema: StoredSchema<State>;
  readonly upcasters?: readonly Upcaster[];
};

/**
 * A kind of aggregate: a value that a service declares once, in `domain/`, for its store, its projections and its specs.
 *
 * @example
 * export const order = { name: 'order', initial, evolve, events } satisfies Aggregate<OrderState, OrderEvent>;
 */
export type Aggregate<State, Event> = {
  /** The part of its keys before the `#`: `order`. */
  readonly name: string;
  /** State before the first event. */
  readonly initial: State;
  /** Returns the state after an event; the same state if the event cannot follow. Pure; never throws. */
  readonly evolve: (state: State, event: Event) => State;
  readonly events: StoredEvents<Event>;
};

/** An aggregate whose state is stored: for `createStateStore`. */
export type StateAggregate<State, Event> = Aggregate<State, Event> & { readonly state: StoredState<State> };
