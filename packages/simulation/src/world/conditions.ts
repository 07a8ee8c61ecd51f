import type { AwsError } from '@tradepost/local/gateway/aws-error';
import type { Change } from '../dynamodb/table.ts';
import type { Call } from './call.ts';

/** The conditions that a scenario or a long outage sets for the world. An absent field means the behaviour of an ordinary run. */
export type Conditions = {
  /** Returns the error that an AWS call gets instead of its effect. `passedMs` is virtual time from the start. */
  readonly errorOf?: (call: Call, passedMs: number) => AwsError | undefined;
  /** Returns the error code with which the bus refuses one entry of a PutEvents request. */
  readonly entryErrorOf?: (key: string, passedMs: number) => string | undefined;
  /** Returns true if Lambda cannot start a function. */
  readonly isFunctionDown?: (functionName: string, passedMs: number) => boolean;
  /** Returns when the consumer of a queue or stream reads again, in virtual time from the start: `passedMs` if it reads. */
  readonly consumerPausedUntilMs?: (functionName: string, passedMs: number) => number;
  /** Returns when the bus delivers an event that it accepts now, in virtual time from the start. */
  readonly deliveredFromMs?: (passedMs: number) => number;
  /** Returns true if a schedule does not run its function this time. `key` is the tick's. */
  readonly missesTick?: (key: string, passedMs: number) => boolean;
  /** The longest delay between two attempts at a batch of a stream; a minute by default. */
  readonly maxStreamBackOffMs?: number;
  /** Receives each change of an item and its time, in virtual milliseconds from the start. */
  readonly onChange?: (change: Change, passedMs: number) => void;
  /** Receives each AWS call with its outcome: `done`, or the error code with the reasons of a cancelled transaction. */
  readonly onOutcome?: (call: Call, outcome: string) => void;
};
