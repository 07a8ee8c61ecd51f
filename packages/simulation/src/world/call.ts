import type { Input } from '../dynamodb/plain.ts';

/** An AWS API call, read off the wire. */
export type Call = {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  /** The same for the same call in each run of the seed. */
  readonly key: string;
  /** What the call is about, for the trace. */
  readonly about: string;
  /** Another version of the service than the current one, if it makes the call. */
  readonly version: string | undefined;
};
