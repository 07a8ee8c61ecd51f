import { type Command, type Decider, type NewEvent, replay } from './given.ts';

type AnyState = { readonly status: string };
type AnyEvent = { readonly type: string };
type Status<State extends AnyState> = State['status'];

/** One example of each state, as the events that lead to it, and one of each event. */
export type Examples<State extends AnyState, Event extends AnyEvent> = {
  readonly states: Readonly<Record<Status<State>, readonly (Event | NewEvent<Event>)[]>>;
  readonly events: Readonly<Record<Event['type'], Event | NewEvent<Event>>>;
};

/**
 * Specifies `evolve` for each pair of a state and an event.
 *
 * @param follows for each state the events that can follow, with the status after them. All other events must leave the
 *   state as it is
 * @example
 * followTable(order, { states, events }, {
 *   none: { OrderPlaced: 'placed' },
 *   placed: { OrderConfirmed: 'confirmed', OrderCancelled: 'cancelled' },
 * });
 */
export function followTable<State extends AnyState, Event extends AnyEvent>(
  aggregate: Decider<State, Event>,
  { states, events }: Examples<State, Event>,
  follows: Readonly<Record<Status<State>, Readonly<Partial<Record<Event['type'], Status<State>>>>>>,
): void {
  const pairs = entries(states).flatMap(([status, history]) =>
    entries(events).map(([type, event]) => ({ status, type, history, event, next: follows[status][type] })),
  );
  describe('evolve', () => {
    it.each(entries(states))('reaches %s', (status, history) => {
      expect(replay(aggregate, history).status).toBe(status);
    });

    it.each(pairs.filter(({ next }) => next !== undefined))(
      'leads from $status to $next on $type',
      ({ history, event, next }) => {
        const before = replay(aggregate, history);
        const after = replay({ ...aggregate, initial: before }, [event]);
        expect(after).not.toBe(before);
        expect(after.status).toBe(next);
      },
    );

    // Every event of some aggregates can follow in every state. `it.each` accepts no empty table.
    const ignored = pairs.filter(({ next }) => next === undefined);
    if (ignored.length === 0) return;
    it.each(ignored)('ignores $type in $status', ({ history, event }) => {
      const before = replay(aggregate, history);
      expect(replay({ ...aggregate, initial: before }, [event])).toBe(before);
    });
  });
}

/** Outcome of a command in a state: the types of its events (empty: no change), or the code of its rejection. */
export type Outcome<Event extends AnyEvent, Code extends string = string> = readonly Event['type'][] | Code;

/**
 * Specifies the outcome of each command in each state. Each event must change the state: a command returns none that
 * `evolve` ignores.
 *
 * @example
 * commandTable(order, states, {
 *   confirm: [confirm(), { none: 'ORDER_NOT_FOUND', placed: ['OrderConfirmed'], confirmed: [], cancelled: 'ORDER_CANCELLED' }],
 * });
 */
export function commandTable<State extends AnyState, Event extends AnyEvent>(
  aggregate: Decider<State, Event>,
  states: Examples<State, Event>['states'],
  commands: Readonly<
    Record<
      string,
      readonly [
        Command<State, Event, { readonly code: string }>,
        Readonly<Record<Status<State>, Outcome<Event>>>,
      ]
    >
  >,
): void {
  describe.each(Object.entries(commands))('%s', (_name, [command, outcomes]) => {
    it.each(entries(states).map(([status, history]) => ({ status, history, outcome: outcomes[status] })))(
      'in $status: $outcome',
      ({ history, outcome }) => {
        const state = replay(aggregate, history);
        const decision = command(state, { version: history.length - 1, at: AT });
        expect(outcomeOf(decision)).toEqual(outcome);
        if ('events' in decision) expectEachToFollow(aggregate, state, decision.events);
      },
    );
  });
}

const AT = '2026-01-01T12:00:00.000Z';

function outcomeOf<Event extends AnyEvent>(
  decision: ReturnType<Command<unknown, Event, { readonly code: string }>>,
): Outcome<Event> {
  if ('rejection' in decision) return decision.rejection.code;
  return decision.events.map(({ type }) => type);
}

function expectEachToFollow<State, Event>(
  aggregate: Decider<State, Event>,
  state: State,
  events: readonly NewEvent<Event>[],
): void {
  let current = state;
  for (const event of events) {
    const next = replay({ ...aggregate, initial: current }, [event]);
    expect(next).not.toBe(current);
    current = next;
  }
}

/** The entries of an object, with their keys typed. */
function entries<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
