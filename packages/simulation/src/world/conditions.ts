import type { AwsError } from '../dynamodb/aws-error.ts';
import type { Change } from '../dynamodb/table.ts';
import type { Call } from './call.ts';

/** The conditions that a scenario sets for the world. What is absent is as in an ordinary run. */
export type Conditions = {
  /** Returns the error that answers an AWS call instead of its effect. `passedMs` is virtual time from the start. */
  readonly errorOf?: (call: Call, passedMs: number) => AwsError | undefined;
  /** Returns the error code with which the bus refuses one entry of a PutEvents request. */
  readonly entryErrorOf?: (key: string, passedMs: number) => string | undefined;
  /** The longest delay between two attempts at a batch of a stream; a minute by default. */
  readonly maxStreamBackOffMs?: number;
  /** Gets each change of an item, and when it was made, in virtual milliseconds from the start. */
  readonly onChange?: (change: Change, passedMs: number) => void;
  /** Gets each AWS call with its outcome: `done`, or the code of its error with the reasons of a cancelled transaction. */
  readonly onOutcome?: (call: Call, outcome: string) => void;
};
