/** A pure decider: `decide` returns the events or the rejection of a command, `evolve` the state after an event. */
export type Decider<State, Command, Event, Refusal extends { readonly code: string }> = {
  readonly initial: State;
  readonly decide: (
    command: Command,
    state: State,
  ) => { readonly events: readonly Event[] } | { readonly rejection: Refusal };
  readonly evolve: (state: State, event: Event) => State;
};

/**
 * Specifies a decider: past events, a command, and its result.
 *
 * @returns a function that takes the past events. `then` expects exactly these events (empty: no change), `thenRejected`
 *   exactly this rejection, with all of its facts
 * @example
 * const order = given({ initial: none, decide, evolve });
 * order(orderPlaced).when({ type: 'CancelOrder', at }).then([orderCancelled]);
 * order().when({ type: 'CancelOrder', at }).thenRejected({ code: 'ORDER_NOT_FOUND' });
 */
export function given<State, Command, Event, Refusal extends { readonly code: string }>({
  initial,
  decide,
  evolve,
}: Decider<State, Command, Event, Refusal>) {
  return (...history: readonly Event[]) => ({
    when: (command: Command) => {
      const decision = decide(command, history.reduce(evolve, initial));
      return {
        // biome-ignore lint/suspicious/noThenProperty: it reads given, when, then, and is never awaited.
        then: (events: readonly Event[]): void => expect(decision).toEqual({ events }),
        thenRejected: (rejection: Refusal): void => expect(decision).toEqual({ rejection }),
      };
    },
  });
}
