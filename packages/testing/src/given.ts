/** The parts of an aggregate that its specs need. `Aggregate` of `@tradepost/aggregate` has them. */
export type Decider<State, Event> = {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
};

/** An event as a command returns it: without the time, which the store adds. */
export type NewEvent<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** A command on a state: a pure function. */
export type Command<State, Event, Rejection> = (
  state: State,
  context: { readonly version: number; readonly at: string },
) => { readonly events: readonly NewEvent<Event>[] } | { readonly rejection: Rejection };

/** Time of the command, and of past events that have none. */
const AT = '2026-01-01T12:00:00.000Z';

/**
 * Specifies an aggregate: past events, a command, and its result.
 *
 * @returns a function that takes the past events, each as a commit of its own; those without a time get the one of the
 *   command. `then` expects exactly these events (empty: no change), `thenRejected` exactly this rejection, with all of its
 *   facts
 * @example
 * given(order)(placed).when(cancel({ reason })).then([{ type: 'OrderCancelled', reason }]);
 * given(order)().when(cancel({ reason })).thenRejected({ code: 'ORDER_NOT_FOUND' });
 */
export function given<State, Event>(aggregate: Decider<State, Event>) {
  return (...history: readonly (Event | NewEvent<Event>)[]) => ({
    when: <Rejection>(command: Command<State, Event, Rejection>, at = AT) => {
      const state = replay(aggregate, history);
      const decision = command(state, { version: history.length - 1, at });
      return {
        // biome-ignore lint/suspicious/noThenProperty: it reads given, when, then, and is never awaited.
        then: (events: readonly NewEvent<Event>[]): void => expect(decision).toEqual({ events }),
        thenRejected: (rejection: Rejection): void => expect(decision).toEqual({ rejection }),
      };
    },
  });
}

/** The state after past events, of which those without a time get a fixed one. */
export function replay<State, Event>(
  { initial, evolve }: Decider<State, Event>,
  history: readonly (Event | NewEvent<Event>)[],
): State {
  return history.map((event) => ({ at: AT, ...event }) as Event).reduce(evolve, initial);
}
