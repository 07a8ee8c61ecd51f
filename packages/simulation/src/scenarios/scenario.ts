import type { FaultKind } from '../faults/fault-kinds.ts';
import type { Report } from '../invariants/violation.ts';
import type { Draw } from '../random.ts';
import type { Record_, WorkloadConfig } from '../workload/workload.ts';
import type { Conditions } from '../world/conditions.ts';
import type { World } from '../world/world.ts';

/** A situation for every seed, which the faults of ordinary runs do not produce. */
export type Scenario = {
  /** The value of `--scenario`. */
  readonly name: string;
  /** One line of `pnpm prove simulate --help`. */
  readonly description: string;
  /** Draws the situation of one seed. */
  readonly draw: (draw: Draw) => Situation;
  /** Describes the figures of all seeds, in lines of text. */
  readonly describe?: (figures: readonly Figures[]) => readonly string[];
};

export type Figures = Readonly<Record<string, number>>;

/** The situation of one seed. Every field is optional: an absent one means the behaviour of an ordinary run. */
export type Situation = Conditions & {
  /** Replaces the shop and its customers. */
  readonly workload?: (config: WorkloadConfig) => Promise<void>;
  /** Time within which customers arrive, instead of at most 90 seconds. */
  readonly ordersWithinMs?: number;
  /** Milliseconds between the end of all work and the redrive of the dead-letter messages. */
  readonly redriveAfterMs?: number;
  /** The longest time from a commit until the bus has its events; a few hours by default. */
  readonly maxPublishDelayMs?: number;
  /** The kinds of fault that may be on in this seed; all by default. */
  readonly kinds?: readonly FaultKind[];
  /** Returns the counts of this seed by name, for the scenario's `describe`. */
  readonly figures?: (world: World, record: Record_) => Figures;
  /** Promises that are checked in this situation only, after the others. */
  readonly check?: (world: World, report: Report) => void;
};
