import type { Mutation } from '../population/mutation.ts';
import type { Scratch } from '../scratch.ts';
import { runJest, type SpecOutcome } from './run-jest.ts';
import { type SpecMap, specsFor } from './spec-map.ts';
import type { WarmOutcome, WarmSpecs } from './warm-specs.ts';

/** Specs of another folder that run for one mutation, the shortest first: packages are reached by those of every service. */
const MAX_OTHERS = 12;
/** A changed spec may take this many times as long as without the change, and a start. */
const MAX_SLOWDOWN = 10;
const MAX_START_MS = 60_000;

/** A copy of the repository with the process that runs its specs. */
export type SpecWorker = { readonly scratch: Scratch; readonly specs: WarmSpecs };
type TryOptions = SpecWorker & { readonly map: SpecMap };

/** Runs the specs of a mutation's own folder that reach it, in the order of `specsFor`, until one fails. */
export function tryOwnSpecs(mutation: Mutation, options: TryOptions): Promise<SpecOutcome> {
  return tryAll(mutation, specsFor(options.map, mutation).own, options);
}

/** Runs specs of other folders that reach a mutation, for one that nothing else has caught. */
export function tryOtherSpecs(mutation: Mutation, options: TryOptions): Promise<SpecOutcome> {
  return tryAll(mutation, specsFor(options.map, mutation).others.slice(0, MAX_OTHERS), options);
}

async function tryAll(
  mutation: Mutation,
  specs: readonly string[],
  options: TryOptions,
): Promise<SpecOutcome> {
  // Modules that are loaded once in the process read templates and fragments.
  const isSetting = !mutation.file.endsWith('.ts');
  if (isSetting) options.specs.stop();
  try {
    for (const spec of specs) {
      const result = await tryOne(mutation, spec, options);
      if (result.outcome !== 'passed') return result;
    }
    return { outcome: 'passed' };
  } finally {
    if (isSetting) options.specs.stop();
  }
}

async function tryOne(mutation: Mutation, spec: string, options: TryOptions): Promise<SpecOutcome> {
  const { scratch, specs, map } = options;
  const entry = map.get(spec);
  const maxMs = (entry?.ms ?? 0) * MAX_SLOWDOWN + MAX_START_MS;
  if (entry?.needsJest === true)
    return runJest([spec], { root: scratch.root, config: 'jest.config.ts', maxMs });
  const wasFresh = specs.isFresh();
  const first = toSpecOutcome(spec, await specs.run(spec, maxMs));
  if (first.outcome === 'passed' || wasFresh) return first;
  // An earlier change may have spoiled the process: a failure counts only if the spec passes in it without the change, or fails
  // in a new process, too.
  if (mutation.file.endsWith('.ts') && first.outcome === 'failed' && !specs.isFresh()) {
    scratch.restore();
    const without = toSpecOutcome(spec, await specs.run(spec, maxMs));
    scratch.apply(mutation);
    if (without.outcome === 'passed') return first;
  }
  specs.stop();
  return toSpecOutcome(spec, await specs.run(spec, maxMs));
}

function toSpecOutcome(spec: string, result: WarmOutcome): SpecOutcome {
  if (result.outcome === 'late') return { outcome: 'late' };
  if (result.outcome === 'ended') return { outcome: 'failed', spec, test: 'the process ends' };
  return result.failed === undefined
    ? { outcome: 'passed' }
    : { outcome: 'failed', spec, test: result.failed };
}
