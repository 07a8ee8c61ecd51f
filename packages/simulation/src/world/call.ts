import type { Input } from '../dynamodb/plain.ts';

/** Part of the key of each call that a function makes when another function invoked it, as operators have events published again. */
export const INVOKED = '/invoked';

/** An AWS API call, parsed from the request that the SDK sends. */
export type Call = {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  /** Identifies the call: it is the same in each run of the seed. */
  readonly key: string;
  /** The subject of the call, for the trace: a table and key, a queue, a function, the types of events. */
  readonly about: string;
  /** Name of the function that makes the call, without the common prefix. */
  readonly caller: string;
  /** Set if another version of the service than the current one makes the call. */
  readonly version: string | undefined;
};
