import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SETTING } from './operators/operators.ts';
import type { Mutation } from './population/mutation.ts';
import { isCaughtBySimulator, type Result } from './results/result.ts';
import type { Scratch } from './scratch.ts';
import type { SimulatorOutcome } from './simulator/messages.ts';
import type { SeedMap } from './simulator/seed-map.ts';
import type { Simulator } from './simulator/simulator.ts';
import { isReacting, tryAlone } from './simulator/try-in-simulator.ts';
import type { SpecMap } from './specs/spec-map.ts';
import { tryOtherSpecs, tryOwnSpecs } from './specs/try-specs.ts';
import type { WarmSpecs } from './specs/warm-specs.ts';

/** A copy of the repository with its simulator and the process that runs its specs. */
export type Worker = { readonly scratch: Scratch; readonly simulator: Simulator; readonly specs: WarmSpecs };
export type Maps = { readonly specMap: SpecMap; readonly seedMap: SeedMap };
export type Outcome = Pick<
  Result,
  'specs' | 'simulator' | 'isCaughtByGate' | 'specSeconds' | 'simulatorSeconds'
>;

/**
 * Begins to try a mutation: the specs of its folder; then the first seeds, if they pass or the code reacts to events or
 * commands.
 *
 * @param maxSeeds number of seeds that run at most; 0 for no simulation
 * @returns the outcome until then. `isUnfinished`: other seeds are left
 */
export async function beginTrying(
  mutation: Mutation,
  worker: Worker,
  { specMap, seedMap }: Maps,
  maxSeeds: number,
): Promise<{ readonly outcome: Outcome; readonly isUnfinished: boolean }> {
  const own = await changedFor(mutation, worker, () => tryOwnSpecs(mutation, { ...worker, map: specMap }));
  const specs = { specs: own.result, specSeconds: own.seconds };
  if (maxSeeds === 0 || (own.result.outcome !== 'passed' && !isReacting(mutation)))
    return { outcome: specs, isUnfinished: false };
  const { result, seconds } = await timed(() => tryAlone(mutation, { ...worker, seedMap }, maxSeeds));
  const outcome = { ...specs, simulator: result.outcome, simulatorSeconds: seconds };
  return { outcome, isUnfinished: result.isUnfinished };
}

/**
 * Ends to try a mutation: if nothing has noticed it, specs of other folders, and the gate `config` for a setting.
 *
 * @param before the outcome until then, of specs of its folder and of all seeds
 */
export async function finishTrying(
  mutation: Mutation,
  before: Outcome,
  worker: Worker,
  { specMap }: Maps,
): Promise<Outcome> {
  if (before.specs?.outcome !== 'passed' || isSettled(before.simulator)) return before;
  const { specSeconds = 0 } = before;
  const others = await changedFor(mutation, worker, () =>
    tryOtherSpecs(mutation, { ...worker, map: specMap }),
  );
  const all = { ...before, specs: others.result, specSeconds: toTenths(specSeconds + others.seconds) };
  if (others.result.outcome !== 'passed' || mutation.operator !== SETTING) return all;
  const { result } = await changedFor(mutation, worker, () => isRejectedByGate(worker.scratch.root));
  return { ...all, isCaughtByGate: result };
}

function isSettled(simulator: SimulatorOutcome | undefined): boolean {
  return isCaughtBySimulator({ simulator }) || simulator?.outcome === 'unbuildable';
}

/** Does work in a copy that has the change. */
async function changedFor<Returned>(
  mutation: Mutation,
  { scratch }: Worker,
  work: () => Promise<Returned>,
): Promise<{ result: Returned; seconds: number }> {
  scratch.apply(mutation);
  try {
    return await timed(work);
  } finally {
    scratch.restore();
  }
}

/** Runs the gate of templates in a copy, which compiles the changed service for all stages. */
async function isRejectedByGate(root: string): Promise<boolean> {
  try {
    await promisify(execFile)(process.execPath, ['packages/gates/src/main.ts', 'config'], { cwd: root });
    return false;
  } catch {
    return true;
  }
}

async function timed<Returned>(
  work: () => Promise<Returned>,
): Promise<{ result: Returned; seconds: number }> {
  const startedAtMs = performance.now();
  const result = await work();
  return { result, seconds: toTenths((performance.now() - startedAtMs) / 1000) };
}

function toTenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
