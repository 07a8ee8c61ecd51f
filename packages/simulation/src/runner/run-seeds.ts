import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CloudDescription } from '@tradepost/local/templates/read-templates';
import type { CodeBundle } from '../code/bundle-services.ts';
import type { Violation } from '../invariants/violation.ts';
import type { Figures } from '../scenarios/scenario.ts';

export type WorkerInput = {
  readonly bundle: CodeBundle;
  readonly description: CloudDescription;
  /** The name of the scenario of all seeds; an ordinary run if it is absent. */
  readonly scenario?: string | undefined;
};

/** What came of one seed, as a worker tells it. */
export type SeedReport = {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** How many faults of each kind there were. */
  readonly faults: Readonly<Record<string, number>>;
  readonly branches: readonly string[];
  readonly orders: number;
  /** What its scenario counted. */
  readonly figures: Figures;
};

export type RunOptions = WorkerInput & {
  readonly from: number;
  readonly seeds: number;
  /** No seed is begun after this, in milliseconds from the start. */
  readonly maxMs?: number;
  /** Ends the run at the lowest seed that this is true of: no higher seed is begun, and all lower ones are done. */
  readonly stopAt?: (report: SeedReport) => boolean;
  readonly workers?: number;
  readonly onReport?: (report: SeedReport) => void;
};

/** Seeds go to the workers in portions of so many. */
const PORTION = 5;

/**
 * Runs seeds side by side, one thread for each core. Portions are given out in the order of their seeds, and each is
 * run to its end.
 *
 * @returns the reports in the order of their seeds; `onReport` gets them as they are done
 */
export async function runSeeds(options: RunOptions): Promise<readonly SeedReport[]> {
  const { bundle, description, scenario, from, seeds, stopAt = () => false, onReport } = options;
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
