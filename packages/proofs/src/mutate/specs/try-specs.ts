import type { Mutation } from '../population/mutation.ts';
import { runJest, type SpecOutcome } from './run-jest.ts';
import { isSlow, type SpecMap, specsFor } from './spec-map.ts';

/** Specs of another folder that run for one mutation, the shortest first: packages are reached by those of every service. */
const MAX_OTHERS = 12;
/** A changed spec may take this many times as long as without the change, and a start. */
const MAX_SLOWDOWN = 10;
const MAX_START_MS = 120_000;

type TryOptions = { readonly root: string; readonly map: SpecMap };

/** Runs the specs of a mutation's own folder that reach it: unit specs, then integration specs. */
export async function tryOwnSpecs(mutation: Mutation, options: TryOptions): Promise<SpecOutcome> {
  const { own } = specsFor(options.map, mutation);
  const ofUnits = await tryAll(
    own.filter((spec) => !isSlow(spec)),
    options,
  );
  return ofUnits.outcome === 'passed' ? tryAll(own.filter(isSlow), options) : ofUnits;
}

/** Runs specs of other folders that reach a mutation, for one that nothing else has caught. */
export function tryOtherSpecs(mutation: Mutation, options: TryOptions): Promise<SpecOutcome> {
  return tryAll(specsFor(options.map, mutation).others.slice(0, MAX_OTHERS), options);
}

async function tryAll(specs: readonly string[], { root, map }: TryOptions): Promise<SpecOutcome> {
  if (specs.length === 0) return { outcome: 'passed' };
  const usualMs = specs.reduce((sum, spec) => sum + (map.get(spec)?.ms ?? 0), 0);
  return runJest(specs, { root, config: 'jest.config.ts', maxMs: usualMs * MAX_SLOWDOWN + MAX_START_MS });
}
