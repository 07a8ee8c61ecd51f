import type { Surroundings } from '../code/surroundings.ts';

/** One invocation of a function. */
export type Invocation = {
  /** Identifies the invocation: it is the same in each run of the seed. */
  readonly key: string;
  /** The function's name without the common prefix. */
  readonly name: string;
  /** The name of the version, if it is not the current one. */
  readonly version: string | undefined;
  /** Number of AWS calls that it has made. */
  calls: number;
  /** True once it crashed or timed out: none of its code runs any more. */
  isDead: boolean;
  readonly surroundings: Surroundings;
};
