import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { Scheduler } from './scheduler.ts';

/** Time, chance and trace of a run. Every part of the world uses them. */
export type Setting = {
  readonly scheduler: Scheduler;
  readonly draw: Draw;
  readonly faults: Faults;
  /** Adds a line to the trace. */
  readonly trace: (line: () => string) => void;
};
