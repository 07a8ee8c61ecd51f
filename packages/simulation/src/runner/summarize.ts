import { faultKinds } from '../faults/fault-kinds.ts';
import type { SeedReport } from './run-seeds.ts';

/** The combined result of many seeds. */
export type Summary = {
  readonly seeds: number;
  readonly orders: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Number of seeds that reached each branch. */
  readonly branches: ReadonlyMap<string, number>;
  /** Expected branches that no seed reached. */
  readonly missing: readonly string[];
  readonly failed: readonly SeedReport[];
};

/** @param expected the branches that many seeds should reach: see `expectedBranches` */
export function summarize(reports: readonly SeedReport[], expected: readonly string[]): Summary {
  const faults = Object.fromEntries(
    faultKinds.map((kind) => [kind, reports.reduce((sum, report) => sum + (report.faults[kind] ?? 0), 0)]),
  );
  const branches = new Map<string, number>();
  for (const branch of reports.flatMap((report) => report.branches))
    branches.set(branch, (branches.get(branch) ?? 0) + 1);
  return {
    seeds: reports.length,
    orders: reports.reduce((sum, { orders }) => sum + orders, 0),
    faults,
    branches: new Map([...branches].sort(([one], [other]) => (one < other ? -1 : 1))),
    missing: expected.filter((branch) => !branches.has(branch)),
    failed: reports.filter(({ violations }) => violations.length > 0),
  };
}

/** Characters of the longest branch name. */
const WIDTH = 68;

/** Time that a run took. The processor time of all threads hardly depends on what else the machine does. */
export type TimeTaken = { readonly seconds: number; readonly cpuSeconds: number };

/** Formats the summary for the terminal. */
export function describeSummary(summary: Summary, { seconds, cpuSeconds }: TimeTaken): string {
  const { seeds, orders, faults, branches, missing, failed } = summary;
  const number = (value: number) => value.toLocaleString('en-GB');
  const rows = (entries: readonly (readonly [string, number])[]) =>
    entries.map(([name, count]) => `  ${name.padEnd(WIDTH)} ${number(count).padStart(9)}`).join('\n');
  const sum = Object.values(faults).reduce((total, count) => total + count, 0);
  return [
    `${number(seeds)} seeds, ${number(orders)} orders, ${number(sum)} faults in ${seconds.toFixed(1)} s: ${(seeds / seconds).toFixed(1)} seeds/s, ${((1_000 * cpuSeconds) / seeds).toFixed(0)} ms of processor time per seed`,
    `faults\n${rows(Object.entries(faults))}`,
    `branches, by the seeds that took them\n${rows([...branches])}`,
    ...(missing.length === 0 ? [] : [`not reached:\n${missing.map((branch) => `  ${branch}`).join('\n')}`]),
    failed.length === 0
      ? 'every promise was kept'
      : `${failed.length} seeds broke a promise: ${failed
          .slice(0, 20)
          .map(({ seed }) => seed)
          .join(', ')}`,
  ].join('\n');
}
