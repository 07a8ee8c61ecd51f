import type { Mutation } from '../population/mutation.ts';
import type { Changed, SimulatorOutcome } from './messages.ts';
import { MAX_SEEDS, type SeedMap } from './seed-map.ts';
import type { Simulator } from './simulator.ts';

/** Code that reacts to events and commands: its mutations are tried in the simulator even if a spec has caught them. */
const REACTING = /^services\/[^/]+\/src\/(commands|consumers|projections|streams|sagas)\//;

/** True for a mutation of code that reacts to events and commands. */
export function isReacting({ file }: Pick<Mutation, 'file'>): boolean {
  return REACTING.test(file);
}

const ALL_SEEDS = Array.from({ length: MAX_SEEDS }, (_none, index) => index + 1);

/**
 * Runs the seeds that reach a mutation, which is in the copy now. Without such a seed nothing runs, except for code that reacts to
 * events and commands: beside other versions of services, which the map does not have, a seed may reach it.
 *
 * @param maxSeeds number of seeds that run at most
 */
export async function tryInSimulator(
  mutation: Mutation,
  { simulator, seedMap }: { readonly simulator: Simulator; readonly seedMap: SeedMap },
  maxSeeds: number,
): Promise<SimulatorOutcome> {
  const reaching = seedMap.seedsOf(mutation);
  const seeds = (reaching.length === 0 && isReacting(mutation) ? ALL_SEEDS : reaching).slice(0, maxSeeds);
  if (seeds.length === 0) return { outcome: 'survived' };
  return simulator.try({ changed: changedBy(mutation), seeds });
}

/** Returns what has to be made anew for a change. */
export function changedBy({ file, folder }: Pick<Mutation, 'file' | 'folder'>): Changed {
  if (!file.endsWith('.ts')) return { kind: 'templates' };
  const [, name = ''] = folder.split('/');
  return folder.startsWith('services/') ? { kind: 'service', name } : { kind: 'code' };
}
