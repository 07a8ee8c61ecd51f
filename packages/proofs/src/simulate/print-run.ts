import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Code } from '@tradepost/simulation/code/load-code';
import { runSeed, type SeedOptions } from '@tradepost/simulation/run-seed';
import { shrink } from '@tradepost/simulation/runner/shrink';
import { scenarioOf } from '@tradepost/simulation/scenarios/scenarios';
import { BLUNDERER } from '@tradepost/simulation/workload/blunders';
import { BROWSERS } from '@tradepost/simulation/workload/browsing';
import { OPERATORS } from '@tradepost/simulation/workload/operate';
import { MAX_ORDERS } from '@tradepost/simulation/workload/plan-orders';
import { RESERVER } from '@tradepost/simulation/workload/reserve-stock';
import { EDGE_CALLER } from '@tradepost/simulation/workload/try-edges';
import { VISITORS } from '@tradepost/simulation/workload/visitors';

/** The participants that can be left out of a run. */
const PLACES = [
  BROWSERS,
  EDGE_CALLER,
  OPERATORS,
  RESERVER,
  VISITORS,
  BLUNDERER,
  ...Array.from({ length: MAX_ORDERS }, (_none, place) => place),
];

/**
 * Runs one seed and prints what happens in it: everything (`isWhole`), or the shortest run that still breaks the same
 * promise.
 *
 * @returns true if it broke one
 */
export async function printRun(
  code: Code,
  description: CloudDescription,
  seed: number,
  {
    print,
    isWhole = false,
    scenario,
  }: {
    readonly print: (line: string) => void;
    readonly isWhole?: boolean;
    readonly scenario?: string | undefined;
  },
): Promise<boolean> {
  const run = (options: Omit<SeedOptions, 'seed'> = {}) =>
    runSeed(code, description, { seed, scenario: scenarioOf(scenario), ...options });
  const trace = (atMs: number, line: string) => print(`${describeTime(atMs)}  ${line}`);
  const label = scenario === undefined ? `${seed}` : `${seed} --scenario ${scenario}`;
  const first = await run(isWhole ? { trace } : {});
  if (isWhole || first.violations.length === 0) return conclude(label, first.violations, print);
  const omissions = await shrink(first, PLACES, run);
  const shortest = await run({ ...omissions, trace });
  print(`${first.faults.length} faults, of which these suffice:`);
  for (const { id } of shortest.faults) print(`  ${id}`);
  return conclude(label, shortest.violations, print);
}

function conclude(
  label: string,
  violations: readonly { readonly invariant: string; readonly what: string }[],
  print: (line: string) => void,
): boolean {
  if (violations.length === 0) print(`seed ${label}: every promise was kept`);
  for (const { invariant, what } of violations) print(`seed ${label} broke "${invariant}": ${what}`);
  if (violations.length > 0)
    print(`pnpm prove simulate --seed ${label} --trace  shows everything that happens in it`);
  return violations.length > 0;
}

/** Formats virtual time as `00:01:23.456`, with the day in front after the first 24 hours. */
function describeTime(ms: number): string {
  return new Date(ms).toISOString().slice(ms < 86_400_000 ? 11 : 8, 23);
}
