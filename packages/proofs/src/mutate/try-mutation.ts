import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SETTING } from './operators/operators.ts';
import type { Mutation } from './population/mutation.ts';
import { isCaughtBySimulator, type Result } from './results/result.ts';
import type { Scratch } from './scratch.ts';
import type { SeedMap } from './simulator/seed-map.ts';
import type { Simulator } from './simulator/simulator.ts';
import { isReacting, tryInSimulator } from './simulator/try-in-simulator.ts';
import type { SpecMap } from './specs/spec-map.ts';
import { tryOtherSpecs, tryOwnSpecs } from './specs/try-specs.ts';

/** A copy of the repository with its simulator. */
export type Worker = { readonly scratch: Scratch; readonly simulator: Simulator };
export type Maps = { readonly specMap: SpecMap; readonly seedMap: SeedMap };
type Outcome = Pick<Result, 'specs' | 'simulator' | 'isCaughtByGate' | 'specSeconds' | 'simulatorSeconds'>;

/**
 * Tries a mutation: the specs of its folder; the simulator, if they pass or the code reacts to events or commands; then,
 * if nothing has noticed it, specs of other folders, and the gate `config` for a setting.
 */
export async function tryMutation(
  mutation: Mutation,
  { scratch, simulator }: Worker,
  { specMap, seedMap }: Maps,
  maxSeeds: number,
): Promise<Outcome> {
  if (maxSeeds > 0) await simulator.prepare();
  const options = { root: scratch.root, map: specMap };
  scratch.apply(mutation);
  try {
    const own = await timed(() => tryOwnSpecs(mutation, options));
    const specs = { specs: own.result, specSeconds: own.seconds };
    if (own.result.outcome !== 'passed' && !isReacting(mutation)) return specs;
    const simulated = await timed(() => tryInSimulator(mutation, { simulator, seedMap }, maxSeeds));
    const both = { ...specs, simulator: simulated.result, simulatorSeconds: simulated.seconds };
    if (own.result.outcome !== 'passed' || isCaughtBySimulator(both)) return both;
    const others = await timed(() => tryOtherSpecs(mutation, options));
    const all = { ...both, specs: others.result, specSeconds: own.seconds + others.seconds };
    if (others.result.outcome !== 'passed' || mutation.operator !== SETTING) return all;
    return { ...all, isCaughtByGate: await isRejectedByGate(scratch.root) };
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
  return { result, seconds: Math.round((performance.now() - startedAtMs) / 100) / 10 };
}
