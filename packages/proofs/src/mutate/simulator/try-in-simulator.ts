import type { Mutation } from '../population/mutation.ts';
import type { Scratch } from '../scratch.ts';
import type { Changed, Request, SimulatorOutcome } from './messages.ts';
import { MAX_SEEDS, type SeedMap } from './seed-map.ts';
import type { Simulator } from './simulator.ts';

/** Code that reacts to events and commands: its mutations are tried in the simulator even if a spec has caught them. */
const REACTING = /^services\/[^/]+\/src\/(commands|consumers|projections|streams|sagas)\//;

/** True for a mutation of code that reacts to events and commands. */
export function isReacting({ file }: Pick<Mutation, 'file'>): boolean {
  return REACTING.test(file);
}

/** Seeds that run for a mutation alone. Most of those that are caught at all are caught by then. */
const ALONE_SEEDS = 12;
/** Mutations that run together for the other seeds. */
export const GROUP_SIZE = 8;

const ALL_SEEDS = Array.from({ length: MAX_SEEDS }, (_none, index) => index + 1);

/** A copy of the repository with its simulator, and the seeds that reach code. */
type Parts = { readonly scratch: Scratch; readonly simulator: Simulator; readonly seedMap: SeedMap };

/**
 * Returns the seeds that run for a mutation: those that reach it. Without such a seed nothing runs, except for code that reacts
 * to events and commands: beside other versions of services, which the map does not have, a seed may reach it.
 */
function seedsFor(mutation: Mutation, seedMap: SeedMap, maxSeeds: number): readonly number[] {
  const reaching = seedMap.seedsOf(mutation);
  return (reaching.length === 0 && isReacting(mutation) ? ALL_SEEDS : reaching).slice(0, maxSeeds);
}

/** The outcome of the first seeds. `isUnfinished`: others are left, for `tryTogether`. */
export type First = { readonly outcome: SimulatorOutcome; readonly isUnfinished: boolean };

/**
 * Runs the first seeds that reach a mutation.
 *
 * @param maxSeeds number of seeds that run at most for a mutation
 */
export async function tryAlone(mutation: Mutation, parts: Parts, maxSeeds: number): Promise<First> {
  const seeds = seedsFor(mutation, parts.seedMap, maxSeeds);
  if (seeds.length === 0) return { outcome: { outcome: 'survived' }, isUnfinished: false };
  const outcome = await simulate([mutation], { seeds: seeds.slice(0, ALONE_SEEDS) }, parts);
  const isUnfinished = outcome.outcome === 'survived' && seeds.length > ALONE_SEEDS;
  return { outcome, isUnfinished };
}

/**
 * Runs the other seeds with several mutations at once, for few of them are caught then. If a seed breaks a promise, it runs again
 * with each mutation alone: only what is caught alone counts. A mutation that another one hides survives.
 *
 * @param group mutations of different files, each with an unfinished outcome of `tryAlone`
 */
export async function tryTogether(
  group: readonly Mutation[],
  parts: Parts,
  maxSeeds: number,
): Promise<ReadonlyMap<Mutation, SimulatorOutcome>> {
  const outcomes = new Map<Mutation, SimulatorOutcome>();
  const left = new Map(
    group.map((each) => [each, seedsFor(each, parts.seedMap, maxSeeds).slice(ALONE_SEEDS)] as const),
  );
  const settle = (mutation: Mutation, outcome: SimulatorOutcome) => {
    outcomes.set(mutation, outcome);
    left.delete(mutation);
  };
  while (left.size > 1) {
    const together = [...left.keys()];
    const seeds = seedsOfAny(parts.seedMap, left);
    const outcome = await simulate(together, { seeds, endsAtThrow: true }, parts);
    if (outcome.outcome === 'survived') {
      for (const each of together) settle(each, outcome);
      return outcomes;
    }
    // Changes that are sound alone may not be together.
    if (outcome.outcome === 'unbuildable') break;
    const { seed } = outcome;
    const done = new Set(seeds.slice(0, seeds.indexOf(seed) + 1));
    for (const [each, own] of [...left]) {
      const rest = own.filter((other) => !done.has(other));
      left.set(each, rest);
      if (!own.includes(seed)) continue;
      const alone = await simulate([each], { seeds: [seed] }, parts);
      if (alone.outcome === 'threw') settle(each, await simulateRest(each, rest, alone, parts));
      else if (alone.outcome !== 'survived') settle(each, alone);
    }
  }
  for (const [each, seeds] of left) settle(each, await simulate([each], { seeds }, parts));
  return outcomes;
}

/** Returns the seeds that any of some mutations need, in the order of the map. */
function seedsOfAny(seedMap: SeedMap, left: ReadonlyMap<Mutation, readonly number[]>): readonly number[] {
  const wanted = new Set([...left.values()].flat());
  return seedMap.order.filter((seed) => wanted.has(seed));
}

/** Continues after a seed whose run threw. */
async function simulateRest(
  mutation: Mutation,
  seeds: readonly number[],
  threw: SimulatorOutcome,
  parts: Parts,
): Promise<SimulatorOutcome> {
  const outcome = await simulate([mutation], { seeds }, parts);
  return outcome.outcome === 'survived' ? threw : outcome;
}

async function simulate(
  mutations: readonly Mutation[],
  request: Omit<Request, 'changed'>,
  { scratch, simulator }: Parts,
): Promise<SimulatorOutcome> {
  if (request.seeds.length === 0) return { outcome: 'survived' };
  scratch.restore();
  await simulator.prepare();
  for (const mutation of mutations) scratch.apply(mutation);
  try {
    return await simulator.try({ ...request, changed: changedBy(mutations) });
  } finally {
    scratch.restore();
  }
}

/** Returns what has to be made anew for changes. */
export function changedBy(mutations: readonly Pick<Mutation, 'file' | 'folder'>[]): Changed {
  if (mutations.some(({ file }) => !file.endsWith('.ts'))) return { kind: 'templates' };
  if (mutations.some(({ folder }) => !folder.startsWith('services/'))) return { kind: 'code' };
  return {
    kind: 'services',
    names: [...new Set(mutations.map(({ folder }) => folder.slice('services/'.length)))],
  };
}
