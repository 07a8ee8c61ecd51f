import { bundleServices } from '../code/bundle-services.ts';
import type { LoadedServices } from '../code/load-services.ts';
import { RUN_GOES_THROUGH } from '../run-seed.ts';
import { runSeeds, type SeedReport } from '../runner/run-seeds.ts';
import { VERSIONS } from '../versions/versions.ts';
import { type Mutant, mutateDeclared } from './mutant.ts';

/**
 * The outcome of a mutant: the lowest seed that broke a promise, with that promise; or the lowest seed whose run threw,
 * which proves nothing about the services and does not count; or neither.
 */
export type MutantResult =
  | { readonly outcome: 'caught'; readonly seed: number; readonly invariant: string }
  | { readonly outcome: 'threw'; readonly seed: number }
  | { readonly outcome: 'survived' };

/** Runs seeds from 1 on with a mutant's change, until one of them breaks a promise. */
export async function tryMutant(
  mutant: Mutant,
  { root, services, description }: LoadedServices,
  seeds: number,
): Promise<MutantResult> {
  const reports = await runSeeds({
    bundle: await bundleServices(services, {
      root,
      patches: mutant.patches,
      owner: `the mutant "${mutant.name}"`,
      ...(mutant.isBesideVersions === true ? { versions: VERSIONS } : {}),
    }),
    description: mutateDeclared(description, mutant),
    scenario: mutant.scenario,
    from: 1,
    seeds,
    stopAt: (report) => brokenIn(report) !== undefined,
  });
  for (const report of reports) {
    const invariant = brokenIn(report);
    if (invariant !== undefined) return { outcome: 'caught', seed: report.seed, invariant };
  }
  const threw = reports.find(({ violations }) => violations.length > 0);
  return threw === undefined ? { outcome: 'survived' } : { outcome: 'threw', seed: threw.seed };
}

function brokenIn({ violations }: Pick<SeedReport, 'violations'>): string | undefined {
  return violations.find(({ invariant }) => invariant !== RUN_GOES_THROUGH)?.invariant;
}
