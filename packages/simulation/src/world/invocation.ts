import type { Surroundings } from '../code/surroundings.ts';
import type { Instance } from './instances.ts';

/** One invocation of a function. */
export type Invocation = {
  /** Identifies the invocation: it is the same in each run of the seed. */
  readonly key: string;
  /** The function's name without the common prefix. */
  readonly name: string;
  readonly instance: Pick<Instance, 'version' | 'isDead' | 'isFrozen' | 'held' | 'delayedUntilMs'>;
  /** Number of messages or records in its event; 1 if it has none. */
  readonly messages: number;
  /** Number of AWS calls that it has made. */
  calls: number;
  /** When it began, in milliseconds of the scheduler's clock. */
  readonly beganMs: number;
  readonly surroundings: Surroundings;
};
