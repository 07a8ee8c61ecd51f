import { BUNDLE_GOALS, goalsOf } from '@tradepost/gates/bundles/goals';
import type { BundleFigures } from './measure-bundles.ts';
import type { Rate } from './measure-carts.ts';
import type { Latency } from './measure-orders.ts';
import type { BenchResult } from './run-bench.ts';

/** Returns the figures as Markdown for packages/docs/figures.md. */
export function describeBench(result: BenchResult): string {
  const { machine, engine, startup, orders, carts, lists, bundles } = result;
  const { cpu, cores, memoryGiB, node, system } = machine;
  const on = [cpu, `${cores} cores`, `${memoryGiB} GiB`, `Node ${node}`, system];
  const rows: [string, string][] = [];
  if (startup) {
    rows.push(
      ['Ready, `npm start` in a new clone with the caches of npm and pnpm', seconds(startup.cloneMs)],
      ['Ready, first start', seconds(startup.firstMs)],
      ['Ready, later starts', seconds(startup.againMs)],
      ['Resident memory when ready, without the catalogue', megabytes(startup.residentBytes)],
      [
        'Resident memory when ready, after creating the catalogue',
        megabytes(startup.residentBytesWithCatalogue),
      ],
      [
        'Resident memory per further service, when ready / after use',
        `${megabytes(startup.perService.ready)} / ${megabytes(startup.perService.used)}`,
      ],
    );
    if (startup.idleCpuPercent !== undefined) {
      rows.push(['Use of one core when nobody calls', `${startup.idleCpuPercent.toFixed(1)} %`]);
    }
  }
  if (orders) {
    const { latency, throughput, peakResidentBytes } = orders;
    rows.push(['Resident memory under load, at most', megabytes(peakResidentBytes)]);
    if (latency) rows.push(...latencyRows(latency));
    for (const each of throughput) {
      rows.push([
        `Confirmed orders per second with ${each.clients} clients`,
        `${each.perSecond} (${each.confirmed} of ${each.orders} confirmed)`,
      ]);
    }
  }
  if (carts) rows.push(rateRow('Cart to confirmed order', carts));
  if (lists) rows.push(rateRow('List of 20 products', lists));
  return [
    `${on.join(', ')}${engine === undefined ? '' : `; DynamoDB engine: ${engine}`}`,
    ...(rows.length === 0 ? [] : ['', '| measured | figure |', '| --- | --- |', ...rows.map(toRow)]),
    ...(bundles === undefined ? [] : ['', ...describeBundles(bundles)]),
  ].join('\n');
}

function rateRow(name: string, { clients, perSecond, ms }: Rate): [string, string] {
  return [`${name} with ${clients} clients`, `p50 ${ms.p50} ms, p95 ${ms.p95} ms, ${perSecond} per second`];
}

function latencyRows({ orders, placedToConfirmedMs, seenByClientMs }: Latency): [string, string][] {
  const format = ({ p50, p95 }: { p50: number; p95: number }) => `p50 ${p50} ms, p95 ${p95} ms`;
  return [
    [`Placed to confirmed when idle (${orders} orders)`, format(placedToConfirmedMs)],
    ['The same as a client sees it, from request to reading it', format(seenByClientMs)],
  ];
}

function describeBundles(bundles: readonly BundleFigures[]): string[] {
  const { withAws, without } = BUNDLE_GOALS;
  return [
    '| function | bundle | import above an empty handler | AWS client | within the goal |',
    '| --- | --- | --- | --- | --- |',
    ...bundles.map((each) =>
      toRow([
        `${each.service} ${each.function}`,
        `${kilobytes(each.bytes)} KB`,
        `${each.importMs.toFixed(1)} ms`,
        each.usesAws ? 'yes' : 'no',
        isWithinGoal(each) ? 'yes' : 'no',
      ]),
    ),
    '',
    `Goals: ${withAws.kilobytes} KB and ${withAws.importMs} ms with an AWS client, ${without.kilobytes} KB and ${without.importMs} ms without.`,
  ];
}

function isWithinGoal(figures: BundleFigures): boolean {
  const goal = goalsOf(figures);
  return figures.bytes <= goal.kilobytes * 1_000 && figures.importMs <= goal.importMs;
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1_000);
}
