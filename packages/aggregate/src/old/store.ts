import type { Commit, Loaded } from '../store.ts';

/** Superseded by the stores of `event-store.ts` and `state-store.ts`, until all services are converted. */
export type AggregateStore<State, Event> = {
  readonly load: (id: string) => Promise<Loaded<State>>;
  readonly commit: (id: string, commit: Commit<State, Event>) => Promise<void>;
  readonly evolve: (state: State, event: Event) => State;
};
