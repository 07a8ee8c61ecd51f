import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { CodeBundle } from '../code/bundle-services.ts';
import type { Violation } from '../invariants/violation.ts';
import type { Figures } from '../scenarios/scenario.ts';

export type WorkerInput = {
  readonly bundle: CodeBundle;
  readonly description: CloudDescription;
  /** The name of the scenario of all seeds. Without it, the runs are ordinary ones. */
  readonly scenario?: string | undefined;
};

/** The result of one seed, as a worker reports it. */
export type SeedReport = {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** Number of faults by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly branches: readonly string[];
  readonly orders: number;
  /** The figures that its scenario counted. */
  readonly figures: Figures;
};

export type RunOptions = WorkerInput & {
  readonly from: number;
  readonly seeds: number;
  /** No seed begins later than this, in milliseconds from the start. */
  readonly maxMs?: number;
  /** Ends the run at the lowest seed for which this is true: all lower seeds complete, no further portion begins. */
  readonly stopAt?: (report: SeedReport) => boolean;
  readonly workers?: number;
  readonly onReport?: (report: SeedReport) => void;
};

/** Number of seeds that a worker gets at a time. */
const PORTION = 5;

/** Three times the default: most of what a seed allocates is garbage before it is copied. */
const YOUNG_GENERATION_MB = 144;

/**
 * Runs seeds in parallel, one thread for each core. Portions are assigned in the order of their seeds, and each is
 * completed.
 *
 * @returns the reports in the order of their seeds; `onReport` receives each when it is done
 */
export async function runSeeds(options: RunOptions): Promise<readonly SeedReport[]> {
  const { bundle, description, scenario, from, seeds, stopAt = () => false, onReport } = options;
  // Each core has a worker already: helper threads of the garbage collection would take turns with them.
  setFlagsFromString('--single-threaded-gc');
  const startedAtMs = performance.now();
  const reports: SeedReport[] = [];
  let next = from;
  let isOver = false;
  const take = (): readonly number[] => {
    const isLate = options.maxMs !== undefined && performance.now() - startedAtMs > options.maxMs;
    if (isOver || isLate) return [];
    const portion = Array.from(
      { length: Math.min(PORTION, from + seeds - next) },
      (_none, index) => next + index,
    );
    next += portion.length;
    return portion;
  };
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), {
        workerData: { bundle, description, scenario } satisfies WorkerInput,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      });
      const give = () => {
        const portion = take();
        if (portion.length > 0) worker.postMessage(portion);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('error', reject);
      worker.on('message', (done: readonly SeedReport[]) => {
        for (const report of done) {
          reports.push(report);
          onReport?.(report);
          if (stopAt(report)) isOver = true;
        }
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: options.workers ?? availableParallelism() }, work));
  return reports.sort((one, other) => one.seed - other.seed);
}
