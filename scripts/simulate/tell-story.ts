import type { CloudDescription } from '@tradepost/local/templates/read-templates';
import type { Code } from '@tradepost/simulation/code/load-code';
import { runSeed, type SeedOptions } from '@tradepost/simulation/run-seed';
import { shrink } from '@tradepost/simulation/runner/shrink';
import { BLUNDERER } from '@tradepost/simulation/workload/blunders';
import { MAX_ORDERS } from '@tradepost/simulation/workload/plan-orders';

/** All whose part can be left out of a run. */
const PLACES = [BLUNDERER, ...Array.from({ length: MAX_ORDERS }, (_none, place) => place)];

/**
 * Runs one seed and tells what happens in it: all of it (`isWhole`), or the shortest run that still breaks the same
 * promise.
 *
 * @returns whether it broke one
 */
export async function tellStory(
  code: Code,
  description: CloudDescription,
  seed: number,
  { print, isWhole = false }: { readonly print: (line: string) => void; readonly isWhole?: boolean },
): Promise<boolean> {
  const run = (options: Omit<SeedOptions, 'seed'> = {}) => runSeed(code, description, { seed, ...options });
  const tell = (atMs: number, line: string) => print(`${describeTime(atMs)}  ${line}`);
  const first = await run(isWhole ? { tell } : {});
  if (isWhole || first.violations.length === 0) return conclude(seed, first.violations, print);
  const omissions = await shrink(first, PLACES, run);
  const told = await run({ ...omissions, tell });
  print(`${first.faults.length} faults, of which these are enough:`);
  for (const { id } of told.faults) print(`  ${id}`);
  return conclude(seed, told.violations, print);
}

function conclude(
  seed: number,
  violations: readonly { readonly invariant: string; readonly what: string }[],
  print: (line: string) => void,
): boolean {
  if (violations.length === 0) print(`seed ${seed}: every promise was kept`);
  for (const { invariant, what } of violations) print(`seed ${seed} broke «${invariant}»: ${what}`);
  if (violations.length > 0) print(`pnpm simulate --seed ${seed} --trace  tells all of it`);
  return violations.length > 0;
}

/** `0:01:23.456` of virtual time. */
function describeTime(ms: number): string {
  return new Date(ms).toISOString().slice(ms < 86_400_000 ? 11 : 8, 23);
}
