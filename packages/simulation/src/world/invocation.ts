import type { Surroundings } from '../code/surroundings.ts';
import type { Instance } from './instances.ts';

/** One invocation of a function. */
export type Invocation = {
  /** Identifies the invocation: it is the same in each run of the seed. */
  readonly key: string;
  /** The function's name without the common prefix. */
  readonly name: string;
  readonly instance: Pick<Instance, 'version' | 'isDead' | 'isFrozen' | 'held'>;
  /** Number of AWS calls that it has made. */
  calls: number;
  readonly surroundings: Surroundings;
};
