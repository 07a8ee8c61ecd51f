import type { AwsError } from '../dynamodb/aws-error.ts';
import type { Change } from '../dynamodb/table.ts';
import type { FaultKind } from '../faults/fault-kinds.ts';
import type { Violation } from '../invariants/violation.ts';
import type { Draw } from '../random.ts';
import type { Record_, WorkloadConfig } from '../workload/workload.ts';
import type { Call } from '../world/aws-calls.ts';
import type { World } from '../world/world.ts';

/** A situation that every seed is put into: something that the faults of ordinary runs do not contain. */
export type Scenario = {
  /** The value of `--scenario`. */
  readonly name: string;
  /** One line of `pnpm simulate --help`. */
  readonly description: string;
  /** The kinds of fault that may be on beside it; all by default. */
  readonly kinds?: readonly FaultKind[];
  /** Draws the situation of one seed. */
  readonly draw: (draw: Draw) => Situation;
  /** Describes the figures of all seeds, in lines of text. */
  readonly describe?: (figures: readonly Figures[]) => readonly string[];
};

export type Figures = Readonly<Record<string, number>>;

/** The situation of one seed. Every field is optional: what is absent is as in an ordinary run. */
export type Situation = {
  /** Returns the error that answers an AWS call instead of its effect. `passedMs` is virtual time from the start. */
  readonly errorOf?: (call: Call, passedMs: number) => AwsError | undefined;
  /** Returns the error code with which the bus refuses one entry of a PutEvents request. */
  readonly entryErrorOf?: (key: string, passedMs: number) => string | undefined;
  /** Replaces the shop and its customers. */
  readonly workload?: (config: WorkloadConfig) => Promise<void>;
  /** Customers come within this time, instead of at most 90 seconds. */
  readonly ordersWithinMs?: number;
  /** The longest delay between two attempts at a batch of a stream; a minute by default. */
  readonly maxStreamBackOffMs?: number;
  /** Time between the end of all work and the redrive of the dead-letter messages. */
  readonly redriveAfterMs?: number;
  /** The kinds of fault that may be on in this seed; those of the scenario by default. */
  readonly kinds?: readonly FaultKind[];
  /** Gets each change of an item, and when it was made, in virtual milliseconds from the start. */
  readonly onChange?: (change: Change, passedMs: number) => void;
  /** Gets each AWS call with its outcome: `done`, or the code of its error with the reasons of a cancelled transaction. */
  readonly onOutcome?: (call: Call, outcome: string) => void;
  /** What is counted in this seed, by name, for the scenario's `describe`. */
  readonly figures?: (world: World, record: Record_) => Figures;
  /** Promises that are checked in this situation only, after the others. */
  readonly check?: (world: World, record: Record_) => readonly Violation[];
};
