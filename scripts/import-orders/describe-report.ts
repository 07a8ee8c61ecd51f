import { minorDigits } from '@tradepost/money/money';
import { describeDuration, formatNumber } from '../terminal/progress.ts';
import { SKIP_REASONS, type SkipReason } from './reasons.ts';
import type { Survey } from './survey.ts';
import { countReasons, type ImportReport } from './tally.ts';

/** How many problems the printed report has; the rest is in the file that `--report` writes. */
const MAX_SHOWN_PROBLEMS = 20;

/** The report as a person reads it. */
export function describeReport(report: ImportReport): string {
  const { lines, orders, money, currency } = report;
  const amount = (minor: string) => `${formatMinor(BigInt(minor), currency)} ${currency}`;
  const statuses = Object.entries(orders.byStatus).map(
    ([status, times]) => `${formatNumber(times)} ${status}`,
  );
  const latency = report.placedToConfirmedMs;
  const sum = lines.placed + lines.merged + lines.skipped;
  return [
    ...toRows([
      ['Lines', lines.inFile, 'in the file'],
      ['', lines.placed, 'placed'],
      ['', lines.merged, 'merged into another line of their order'],
      ['', lines.skipped, 'skipped'],
      ...(lines.refused > 0 ? [['', lines.refused, 'of orders that could not be placed'] as const] : []),
      ...(lines.notReached > 0 ? [['', lines.notReached, 'not reached'] as const] : []),
    ]),
    `           ${formatNumber(sum)} of ${formatNumber(lines.inFile)} are placed, merged or skipped`,
    ...describeReasons(report.skippedByReason),
    ...describeCounts(report.counts),
    ...toRows([
      [
        'Orders',
        orders.placed,
        `placed of ${formatNumber(orders.planned)}: ${statuses.join(', ') || 'none'}`,
      ],
      ['', orders.alreadyThere, 'of them by an earlier run of this import'],
      ...(orders.refused > 0 ? [['', orders.refused, 'could not be placed'] as const] : []),
      ['Products', report.products.created, `added, ${formatNumber(report.products.known)} were there`],
      ['Units', report.units, 'received into stock'],
    ]),
    `Money      file ${amount(money.fileMinor)}, API ${amount(money.apiMinor)}, difference ${amount(money.differenceMinor)}`,
    `Time       ${describeDuration(report.elapsedMs / 1_000)}${latency ? `; placed to confirmed: half within ${latency.p50} ms, 95 in 100 within ${latency.p95} ms` : ''}`,
    ...describeProblems(report.problems),
    describeOutcome(report),
  ].join('\n');
}

/** What an import would do. */
export function describeSurvey(survey: Survey, currency: string): string {
  const { counts, products, skipped } = survey;
  return [
    ...toRows([
      ['Lines', counts.lines, 'in the file'],
      ['', counts.orderLines, 'to place'],
      ['', counts.mergedLines, 'to merge into another line of their order'],
      ['', skipped.length, 'to skip'],
    ]),
    ...describeReasons(countReasons(skipped)),
    ...describeCounts(counts),
    ...toRows([
      ['Orders', counts.orders, `of ${formatNumber(counts.invoices)} invoices`],
      ['Products', products.length, 'needed'],
      ['Units', products.reduce((sum, product) => sum + product.units, 0), 'needed'],
    ]),
    `Money      ${formatMinor(survey.totalMinor, currency)} ${currency}`,
    'Nothing was placed: this was a dry run.',
  ].join('\n');
}

/** An amount as a decimal, exact at any size. */
function formatMinor(amountMinor: bigint, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const magnitude = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(digits + 1, '0');
  const whole = formatNumber(BigInt(magnitude.slice(0, magnitude.length - digits)));
  return `${sign}${whole}${digits === 0 ? '' : `.${magnitude.slice(-digits)}`}`;
}

function describeReasons(byReason: ImportReport['skippedByReason']): string[] {
  const reasons = Object.entries(byReason) as [SkipReason, number][];
  if (reasons.length === 0) return [];
  return [
    'Skipped',
    ...toRows(reasons.map(([reason, times]) => ['', times, `${reason}: ${SKIP_REASONS[reason]}`])),
  ];
}

function describeCounts(counts: Survey['counts']): string[] {
  const notes: (readonly [string, number, string])[] = [
    ['', counts.guestOrders, 'orders without a customer, placed as a guest’s'],
    ['', counts.unknownCountryOrders, 'orders from a country that is not known, placed with the code ZZ'],
    ['', counts.splitInvoices, 'invoices longer than an order can be, split'],
    ['', counts.renamedSkus, 'stock codes that the API does not take as they are, written otherwise'],
  ];
  const told = notes.filter(([, times]) => times > 0);
  return told.length === 0 ? [] : ['Notes', ...toRows(told)];
}

function describeProblems(problems: readonly string[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MAX_SHOWN_PROBLEMS).map((problem) => `  - ${problem}`);
  const more = problems.length - shown.length;
  return ['Problems', ...shown, ...(more > 0 ? [`  - and ${more} more (--report FILE has them)`] : [])];
}

function describeOutcome({ reconciled, finished }: ImportReport): string {
  if (reconciled)
    return 'RECONCILED: every line is accounted for, every order is confirmed, the money is the same.';
  if (finished) return 'NOT RECONCILED: see the problems above.';
  return 'NOT FINISHED: start the same import again; what is placed is not placed twice.';
}

function toRows(rows: readonly (readonly [string, number, string])[]): string[] {
  return rows.map(([title, value, what]) => `${title.padEnd(8)} ${formatNumber(value).padStart(9)}  ${what}`);
}
