import type { LoadedServices } from '@tradepost/simulation/code/load-services';
import type { Mutant } from '@tradepost/simulation/mutants/mutant';
import { type MutantResult, tryMutant } from '@tradepost/simulation/mutants/try-mutant';
import type { SimulateOptions } from './options.ts';

const WANTED_SHARE = 0.95;

/**
 * Plants each bug that has `namePart` in its name (and is of the scenario, if one is given); prints a table of the promises
 * that caught them, and after how many seeds.
 *
 * @returns the exit code: 0 if enough of them were caught
 */
export async function runMutants(
  loaded: LoadedServices,
  mutants: readonly Mutant[],
  { namePart, seeds, scenario }: Omit<Extract<SimulateOptions, { kind: 'mutants' }>, 'kind'>,
  print: (line: string) => void,
): Promise<number> {
  const chosen = mutants.filter(
    (mutant) => mutant.name.includes(namePart) && (scenario === undefined || mutant.scenario === scenario),
  );
  print('| mutant | seeds | caught by |\n| --- | --- | --- |');
  let caught = 0;
  for (const mutant of chosen) {
    const tried = await tryMutant(mutant, loaded, seeds);
    if (tried.outcome === 'caught') caught += 1;
    print(describeRow(mutant.name, tried, seeds));
  }
  print(`\n${caught} of ${chosen.length} caught`);
  return chosen.length > 0 && caught / chosen.length >= WANTED_SHARE ? 0 : 1;
}

/** Takes a mutant's name, its outcome and the number of seeds that were tried at most; returns its row of the table. */
export function describeRow(name: string, tried: MutantResult, seeds: number): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  switch (tried.outcome) {
    case 'caught':
      return `| ${name} | ${number(tried.seed)} | ${tried.invariant} |`;
    case 'threw':
      return `| ${name} | > ${number(seeds)} | **not caught**: the run of seed ${number(tried.seed)} threw |`;
    case 'survived':
      return `| ${name} | > ${number(seeds)} | **not caught** |`;
    default:
      return tried satisfies never;
  }
}
