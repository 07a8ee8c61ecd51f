import { describeDuration, formatNumber } from '@tradepost/command-line/progress';
import { minorDigits } from '@tradepost/money/money';
import { DATE_FORMATS } from './dates.ts';
import { formatAmount, isZero, toDecimal } from './decimals.ts';
import type { DetectedFormat } from './detect-format.ts';
import { DELIMITER_NAMES } from './read-records.ts';
import { SKIP_REASONS, type SkippedLine, type SkipReason } from './reasons.ts';
import { type Survey, sumOf } from './survey.ts';
import { countReasons, describeUnplaced, type ImportReport, sumByReason } from './tally.ts';

/** Maximum number of problems in the printed report. The file written by `--report` has all of them. */
const MAX_SHOWN_PROBLEMS = 20;
/** Maximum number of stock codes of skipped lines to print. */
const MAX_SHOWN_CODES = 8;

/** Returns the report of an import as text. */
export function describeReport(report: ImportReport): string {
  const { lines, orders, money, currency } = report;
  const amount = (minor: string) => formatMinor(BigInt(minor), currency);
  const statuses = Object.entries(orders.byStatus).map(
    ([status, times]) => `${formatNumber(times)} ${status}`,
  );
  const latency = report.placedToConfirmedMs;
  const sum = lines.placed + lines.merged + lines.skipped;
  return [
    ...describeFormat(report.format),
    ...toRows([
      ['Lines', lines.inFile, 'in the file'],
      ['', lines.placed, 'placed'],
      ['', lines.merged, 'merged into another line of their order'],
      ['', lines.skipped, 'skipped'],
      ...(lines.refused > 0 ? [['', lines.refused, 'of orders that could not be placed'] as const] : []),
      ...(lines.notReached > 0 ? [['', lines.notReached, 'not reached'] as const] : []),
    ]),
    `           ${formatNumber(sum)} of ${formatNumber(lines.inFile)} are placed, merged or skipped`,
    ...describeSkipped(report.skippedLines, currency),
    ...describeCounts(report.counts),
    ...toRows([
      [
        'Orders',
        orders.placed,
        `placed of ${formatNumber(orders.planned)}: ${statuses.join(', ') || 'none'}`,
      ],
      ['', orders.alreadyThere, 'of them by an earlier run of this import'],
      ...(orders.refused > 0 ? [['', orders.refused, 'could not be placed'] as const] : []),
      ['Products', report.products.created, `added, ${formatNumber(report.products.known)} already there`],
      ['Units', report.units, 'received into stock'],
    ]),
    `Money      file ${amount(money.fileMinor)}, API ${amount(money.apiMinor)}, difference ${amount(money.differenceMinor)}`,
    ...describeSkippedMoney(report.skippedLines, currency),
    `Time       ${describeDuration(report.elapsedMs / 1_000)}${latency ? `; placed to confirmed: half within ${latency.p50} ms, 95 in 100 within ${latency.p95} ms` : ''}`,
    ...describeProblems(report.problems),
    describeOutcome(report),
  ].join('\n');
}

/** Returns what an import would do, as text. */
export function describeSurvey(survey: Survey): string {
  const { counts, products, skipped, unplaced, format } = survey;
  const { currency } = format;
  return [
    ...describeFormat(format),
    ...toRows([
      ['Lines', counts.lines, 'in the file'],
      ['', counts.orderLines, 'to place'],
      ['', counts.mergedLines, 'to merge into another line of their order'],
      ['', skipped.length, 'to skip'],
    ]),
    ...describeSkipped(skipped, currency),
    ...describeCounts(counts),
    ...toRows([
      ['Orders', counts.orders, `of ${formatNumber(counts.invoices)} invoices`],
      ['Products', products.length, 'needed'],
      ['Units', products.reduce((sum, product) => sum + product.units, 0), 'needed'],
    ]),
    `Money      ${formatMinor(survey.totalMinor, currency)}`,
    ...describeSkippedMoney(skipped, currency),
    ...describeProblems(unplaced.map((line) => describeUnplaced(line, currency))),
    ...(unplaced.length === 0 ? [] : [`WOULD NOT BE RECONCILED: ${describeUnplacedSum(unplaced, currency)}`]),
    'Nothing was placed: this was a dry run.',
  ].join('\n');
}

/** Prints how the file was read, so that the user can detect a wrong guess. */
function describeFormat({
  encoding,
  delimiter,
  decimal,
  dateOrder,
  currency,
  columnNames,
}: DetectedFormat): string[] {
  const columns = Object.entries(columnNames);
  const others = columns
    .filter(([field, name]) => field !== name)
    .map(([field, name]) => `${field} = ${JSON.stringify(name)}`);
  return [
    `File       ${[
      encoding,
      `separated by ${DELIMITER_NAMES[delimiter] ?? JSON.stringify(delimiter)}`,
      `decimal ${decimal === '.' ? 'point' : 'comma'}`,
      ...(columnNames.InvoiceDate === undefined ? [] : [`dates ${DATE_FORMATS[dateOrder]}`]),
      `prices in ${currency}`,
    ].join(', ')}`,
    ...(others.length === 0 ? [] : [`Columns    ${others.join(', ')}`]),
  ];
}

/** Returns an amount in minor units as a decimal, exact at any size. */
function formatMinor(amountMinor: bigint, currency: string): string {
  return formatAmount(toDecimal(amountMinor, minorDigits(currency)), currency);
}

function describeSkipped(skipped: readonly SkippedLine[], currency: string): string[] {
  const counts = Object.entries(countReasons(skipped)) as [SkipReason, number][];
  if (counts.length === 0) return [];
  const sums = sumByReason(skipped);
  return [
    'Skipped',
    ...toRows(
      counts.map(([reason, times]) => {
        const sum = sums[reason] ?? '0';
        const money = isZero(sum) ? '' : `, ${formatAmount(sum, currency)}`;
        return [
          '',
          times,
          `${reason}${money}: ${SKIP_REASONS[reason].text}${describeCodes(skipped, reason)}`,
        ];
      }),
    ),
  ];
}

/** Lists the codes that were skipped as not goods, so that the user can detect goods among them. */
function describeCodes(skipped: readonly SkippedLine[], reason: SkipReason): string {
  if (reason !== 'NOT_GOODS') return '';
  const codes = [
    ...new Set(skipped.filter((line) => line.reason === reason).map(({ stockCode }) => stockCode)),
  ];
  const more = codes.length > MAX_SHOWN_CODES ? ', …' : '';
  return `: ${codes.slice(0, MAX_SHOWN_CODES).join(', ')}${more}`;
}

function describeSkippedMoney(skipped: readonly SkippedLine[], currency: string): string[] {
  const lines = skipped.filter(({ amount }) => !isZero(amount));
  if (lines.length === 0) return [];
  return [
    `           ${countLines(lines)} with ${formatAmount(sumOf(lines), currency)} skipped: in no order`,
  ];
}

function describeUnplacedSum(unplaced: readonly SkippedLine[], currency: string): string {
  return `${countLines(unplaced)} with ${formatAmount(sumOf(unplaced), currency)} cannot be placed; see the problems above.`;
}

function countLines(lines: readonly unknown[]): string {
  return lines.length === 1 ? '1 line' : `${formatNumber(lines.length)} lines`;
}

function describeCounts(counts: Survey['counts']): string[] {
  const notes: (readonly [string, number, string])[] = [
    ['', counts.guestOrders, "orders without a customer, placed as a guest's"],
    ['', counts.unknownCountryOrders, 'orders from an unknown country, placed with the code ZZ'],
    ['', counts.splitInvoices, 'invoices longer than an order can be, split'],
    ['', counts.renamedSkus, 'stock codes that the API does not accept, changed into SKUs'],
    ['', counts.refusedTitles, 'titles that the API does not accept, left out'],
  ];
  const shown = notes.filter(([, times]) => times > 0);
  return shown.length === 0 ? [] : ['Notes', ...toRows(shown)];
}

function describeProblems(problems: readonly string[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MAX_SHOWN_PROBLEMS).map((problem) => `  - ${problem}`);
  const more = problems.length - shown.length;
  return ['Problems', ...shown, ...(more > 0 ? [`  - and ${more} more (--report FILE has them)`] : [])];
}

function describeOutcome(report: ImportReport): string {
  const { reconciled, finished, unplacedLines, currency, skippedLines } = report;
  if (reconciled) {
    const left = skippedLines.filter(({ amount }) => !isZero(amount));
    return left.length === 0
      ? 'RECONCILED: every line is accounted for, every order is confirmed, the money is the same.'
      : `RECONCILED EXCEPT ${countLines(left)} left out by rule, with ${formatAmount(sumOf(left), currency)}: every other line is accounted for, every order is confirmed, the money of the orders is the same.`;
  }
  if (!finished)
    return 'NOT FINISHED: start the same import again; orders that are placed are not placed twice.';
  if (unplacedLines.length > 0) return `NOT RECONCILED: ${describeUnplacedSum(unplacedLines, currency)}`;
  return 'NOT RECONCILED: see the problems above.';
}

function toRows(rows: readonly (readonly [string, number, string])[]): string[] {
  return rows.map(([title, value, what]) => `${title.padEnd(8)} ${formatNumber(value).padStart(9)}  ${what}`);
}
