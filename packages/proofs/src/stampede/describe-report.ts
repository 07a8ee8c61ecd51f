import { formatNumber } from '@tradepost/command-line/progress';
import type { CartRaceReport } from './run-cart-race.ts';
import type { StampedeReport } from './run-stampede.ts';

/** Formats the report for the terminal. */
export function describeReport(report: StampedeReport): string {
  const { machine, orders, clients, acceptedPerSecond, endedPerSecond, sales, problems } = report;
  const { cpu, cores, memoryGiB, node, system } = machine;
  return [
    `${formatNumber(orders)} orders by ${clients} clients: ${acceptedPerSecond}/s accepted, ${endedPerSecond}/s ended.`,
    `${sales.confirmed} confirmed, with ${list(sales.sold)} units; rejected ${list(sales.rejections)}.`,
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${system}.`,
    ...problems.map((problem) => `  - ${problem}`),
    problems.length === 0 ? 'Nothing oversold, nothing duplicated.' : `${problems.length} problems.`,
  ].join('\n');
}

/** Formats the report of a race of carts for the terminal. */
export function describeCartRace({ sales, heldByLeaving, notHeld, problems }: CartRaceReport): string {
  return [
    `${sales.confirmed} orders confirmed, with ${list(sales.sold)} units; rejected ${list(sales.rejections)}.`,
    `Customers who left held ${heldByLeaving} units; ${notHeld} checkouts began without a reservation.`,
    ...problems.map((problem) => `  - ${problem}`),
    problems.length === 0 ? 'Nothing oversold, nothing held in the end.' : `${problems.length} problems.`,
  ].join('\n');
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${count} × ${name}`).join(', ') || 'none';
}
