import { parentPort, workerData } from 'node:worker_threads';
import { loadCode } from '../code/load-code.ts';
import { runSeed } from '../run-seed.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';
import type { SeedReport, WorkerInput } from './run-seeds.ts';

// Runs the seeds of each message one after the other, and posts their reports.
const { bundle, description, ...input } = workerData as WorkerInput;
const scenario = scenarioOf(input.scenario);
const code = loadCode(bundle);

// The SDK creates an error for each setting that it does not find, and stacks are slow. A seed that runs alone has them.
Error.stackTraceLimit = 0;

parentPort?.on('message', (seeds: readonly number[]) => void run(seeds));

async function run(seeds: readonly number[]): Promise<void> {
  const reports: SeedReport[] = [];
  for (const seed of seeds) reports.push(await report(seed));
  parentPort?.postMessage(reports);
}

async function report(seed: number): Promise<SeedReport> {
  const { violations, faults, branches, orders, figures } = await runSeed(code, description, {
    seed,
    scenario,
  });
  const kinds: Record<string, number> = {};
  for (const { kind } of faults) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { seed, violations, faults: kinds, branches: [...branches], orders, figures };
}
