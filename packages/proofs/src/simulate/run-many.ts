import { formatNumber, type Progress } from '@tradepost/command-line/progress';
import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { loadCode } from '@tradepost/simulation/code/load-code';
import type { LoadedServices } from '@tradepost/simulation/code/load-services';
import { expectedBranches } from '@tradepost/simulation/runner/expected-branches';
import { runSeeds } from '@tradepost/simulation/runner/run-seeds';
import { describeSummary, summarize } from '@tradepost/simulation/runner/summarize';
import { scenarioOf } from '@tradepost/simulation/scenarios/scenarios';
import { VERSIONS } from '@tradepost/simulation/versions/versions';
import { exitCodeOf } from './exit-code.ts';
import type { SimulateOptions } from './options.ts';
import { printRun } from './print-run.ts';

/**
 * Runs many seeds and prints a summary; then the shortest run of the first seed that broke a promise.
 *
 * @returns the exit code
 */
export async function runMany(
  loaded: LoadedServices,
  { from, seeds, maxMs, scenario }: Extract<SimulateOptions, { kind: 'seeds' }>,
  { print, progress }: { readonly print: (line: string) => void; readonly progress: Progress },
): Promise<number> {
  const startedAtMs = performance.now();
  const startedCpu = process.cpuUsage();
  const bundle = await bundleServices(loaded.services, { root: loaded.root, versions: VERSIONS });
  const { description } = loaded;
  const branches = new Set<string>();
  let faults = 0;
  progress.begin('simulating', seeds, 'seeds');
  const running = runSeeds({
    bundle,
    description,
    scenario,
    from,
    seeds,
    ...(maxMs === undefined ? {} : { maxMs }),
    onReport: (report) => {
      for (const count of Object.values(report.faults)) faults += count;
      for (const branch of report.branches) branches.add(branch);
      progress.advance(1, `${formatNumber(faults)} faults, ${branches.size} branches`);
    },
  });
  // Computed while the workers run. Scenarios need not reach every branch.
  const expected = scenario === undefined ? await expectedBranches(loaded) : [];
  const reports = await running;
  progress.end();
  const summary = summarize(reports, expected);
  const { user, system } = process.cpuUsage(startedCpu);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  print(describeSummary(summary, { seconds, cpuSeconds: (user + system) / 1_000_000 }));
  for (const line of scenarioOf(scenario)?.describe?.(reports.map(({ figures }) => figures)) ?? [])
    print(line);
  const [failed] = summary.failed;
  if (failed !== undefined) {
    await printRun(loadCode(bundle), description, failed.seed, { print, scenario });
  }
  return exitCodeOf(summary);
}
