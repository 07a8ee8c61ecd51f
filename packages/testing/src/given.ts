/** A pure domain: what it decides on a command, and what its events make of its state. */
export type Decider<State, Command, Event, Refusal extends { readonly code: string }> = {
  readonly initial: State;
  readonly decide: (
    command: Command,
    state: State,
  ) => { readonly events: readonly Event[] } | { readonly rejection: Refusal };
  readonly evolve: (state: State, event: Event) => State;
};

/**
 * A specification of a pure domain in its own words: events that have happened, a command, and what comes of it.
 *
 * @param decider the domain
 * @returns takes the events so far; `then` takes exactly the events that the command must lead to (none: nothing
 *   is to be done), `thenRejected` exactly the refusal, with all of its facts
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
        // biome-ignore lint/suspicious/noThenProperty: it reads given, when, then; nobody awaits it.
        then: (events: readonly Event[]): void => expect(decision).toEqual({ events }),
        thenRejected: (rejection: Refusal): void => expect(decision).toEqual({ rejection }),
      };
    },
  });
}
