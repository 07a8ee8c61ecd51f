import type { Books } from '@tradepost/simulation/invariants/tables';
import type { Kill } from './kill.ts';
import type { Load } from './load.ts';

export type CrashTestReport = {
  readonly seed: number;
  readonly seconds: number;
  readonly kills: ReadonlyMap<Kill, number>;
  readonly orders: number;
  /** Number of orders by their end, with the code if they were rejected. */
  readonly endings: ReadonlyMap<string, number>;
  readonly rejected: ReadonlyMap<string, number>;
  readonly captured: number;
  /** Number of dead-letter messages that were redriven before the audit. */
  readonly redriven: number;
  readonly problems: readonly string[];
};

const MAX_SHOWN_PROBLEMS = 40;

export function toReport({
  counts,
  books,
  ...facts
}: Omit<CrashTestReport, 'orders' | 'endings' | 'rejected' | 'captured'> & {
  readonly counts: ReturnType<Load['counts']>;
  readonly books: Books;
}): CrashTestReport {
  const endings = new Map<string, number>();
  for (const log of books.orders.values()) {
    const { type, rejection } = log.at(-1).events.at(-1);
    const ending = [String(type).replace('Order', '').toLowerCase(), rejection?.code]
      .filter(Boolean)
      .join(' ');
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
  }
  const captured = [...books.charges.values()].filter(({ status }) => status === 'captured').length;
  return { ...facts, ...counts, endings, captured };
}

/** Formats the report for the terminal. */
export function describeReport(report: CrashTestReport): string {
  const { seed, seconds, kills, orders, endings, rejected, captured, redriven, problems } = report;
  const total = [...kills.values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    `${total} kills in ${Math.round(seconds)} s with the seed ${seed}: ${list(kills)}.`,
    `${orders} orders accepted: ${list(endings)}; ${captured} paid. Rejected requests: ${list(rejected)}.`,
    `${redriven} dead-letter messages redriven.`,
    ...problems.slice(0, MAX_SHOWN_PROBLEMS).map((problem) => `  - ${problem}`),
  ];
  if (problems.length > MAX_SHOWN_PROBLEMS) lines.push(`  and ${problems.length - MAX_SHOWN_PROBLEMS} more`);
  lines.push(problems.length === 0 ? 'Nothing lost, nothing double.' : `${problems.length} problems.`);
  return lines.join('\n');
}

function list(counts: ReadonlyMap<string, number>): string {
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  return byCount.map(([name, count]) => `${count} × ${name}`).join(', ') || 'none';
}
