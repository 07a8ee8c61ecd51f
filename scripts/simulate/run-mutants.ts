import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import type { LoadedServices } from '@tradepost/simulation/code/load-services';
import { type Mutant, mutateDeclared } from '@tradepost/simulation/mutants/mutant';
import { MUTANTS } from '@tradepost/simulation/mutants/mutants';
import { runSeeds } from '@tradepost/simulation/runner/run-seeds';

/** A mutant that this many seeds do not catch is one that got through. */
const MAX_SEEDS = 2_000;
const WANTED_SHARE = 0.95;

/** Breaks the services in each of the known ways; prints a table of what noticed, and after how many seeds. */
export async function runMutants(
  { root, services, description }: LoadedServices,
  maxSeeds = MAX_SEEDS,
): Promise<number> {
  process.stdout.write('| mutant | seeds | caught by |\n| --- | --- | --- |\n');
  let caught = 0;
  for (const mutant of MUTANTS) {
    const found = await findOut(mutant, root, services, description, maxSeeds);
    if (found !== undefined) caught += 1;
    process.stdout.write(
      `| ${mutant.name} | ${found?.seeds ?? `> ${maxSeeds}`} | ${found?.invariant ?? '**not caught**'} |\n`,
    );
  }
  process.stdout.write(`\n${caught} of ${MUTANTS.length} caught\n`);
  return caught / MUTANTS.length >= WANTED_SHARE ? 0 : 1;
}

async function findOut(
  mutant: Mutant,
  root: string,
  services: LoadedServices['services'],
  description: LoadedServices['description'],
  seeds: number,
): Promise<{ readonly seeds: number; readonly invariant: string } | undefined> {
  const bundle = await bundleServices(services, { root, patches: mutant.patches });
  const reports = await runSeeds({
    bundle,
    description: mutateDeclared(description, mutant),
    from: 1,
    seeds,
    stopAtFirst: true,
  });
  const first = reports.find(({ violations }) => violations.length > 0);
  return first && { seeds: first.seed, invariant: first.violations[0]?.invariant ?? '' };
}
