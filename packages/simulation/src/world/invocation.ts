import type { Surroundings } from '../code/surroundings.ts';

/** One run of a function. */
export type Invocation = {
  /** The same for the same invocation in each run of the seed. */
  readonly key: string;
  /** Of the function, without what all names begin with. */
  readonly name: string;
  /** Another version than today's, by its name. */
  readonly version: string | undefined;
  /** How many calls it has made. */
  calls: number;
  /** It crashed, or was stopped at its time-out: none of its code runs any more. */
  isDead: boolean;
  readonly surroundings: Surroundings;
};
