import { toPercentiles } from '../percentiles.ts';
import type { AddedProducts } from './add-products.ts';
import { formatAmount } from './decimals.ts';
import type { Placement } from './place-orders.ts';
import { SKIP_REASONS, type SkippedLine, type SkipReason } from './reasons.ts';
import { fileAmountOf, type Survey, sumOf } from './survey.ts';

/** Report of an import. Money is text, since it may exceed 2^53: in minor units, or as a decimal where stated. */
export type ImportReport = {
  readonly file: string;
  readonly importId: string;
  readonly currency: string;
  readonly format: Survey['format'];
  /** True if the import tried to place every order. */
  readonly finished: boolean;
  /**
   * True if it finished, every line is accounted for, all orders are confirmed, the money is the same, and lines with
   * money were skipped only by rules that may leave out money.
   */
  readonly reconciled: boolean;
  readonly lines: {
    readonly inFile: number;
    readonly placed: number;
    readonly merged: number;
    readonly skipped: number;
    readonly refused: number;
    readonly notReached: number;
  };
  readonly skippedByReason: Readonly<Partial<Record<SkipReason, number>>>;
  /** The amounts of skipped lines, in whole units of the currency: `-352.10`. */
  readonly skippedAmountByReason: Readonly<Partial<Record<SkipReason, string>>>;
  readonly orders: {
    readonly planned: number;
    readonly placed: number;
    /** Number of placed orders that an earlier run of the same import had placed. */
    readonly alreadyThere: number;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly refused: number;
  };
  readonly money: {
    /** Sum over the placed lines, by the file. */
    readonly fileMinor: string;
    readonly apiMinor: string;
    readonly differenceMinor: string;
    /** Sum over all skipped lines, as a decimal. It is in no order. */
    readonly skippedAmount: string;
    /** Sum over the skipped lines that may not be left out, as a decimal. */
    readonly unplacedAmount: string;
  };
  readonly products: AddedProducts;
  readonly units: number;
  readonly counts: Survey['counts'];
  readonly placedToConfirmedMs: { readonly p50: number; readonly p95: number } | undefined;
  readonly elapsedMs: number;
  readonly problems: readonly string[];
  readonly skippedLines: readonly SkippedLine[];
  /** Skipped lines that may not be left out. */
  readonly unplacedLines: readonly SkippedLine[];
  readonly orderList: readonly OrderEntry[];
};

export type OrderEntry = {
  readonly reference: string;
  readonly id?: string;
  readonly status: string;
  readonly totalMinor: number;
};

const MAX_PROBLEMS = 50;

/** Counts the outcome of every line, order and penny of a file. */
export class Tally {
  readonly #survey: Survey;
  readonly #startedAt: Date;
  readonly #lines = { placed: 0, merged: 0, refused: 0 };
  readonly #byStatus: Record<string, number> = {};
  readonly #orders: OrderEntry[] = [];
  readonly #latenciesMs: number[] = [];
  readonly #problems: string[] = [];
  #unnamedProblems = 0;
  #alreadyThere = 0;
  #refused = 0;
  #fileMinor = 0n;
  #apiMinor = 0n;

  /** @param startedAt by the API's clock */
  constructor(survey: Survey, startedAt: Date) {
    this.#survey = survey;
    this.#startedAt = startedAt;
  }

  add(placement: Placement): void {
    const { order } = placement;
    const fromFile = order.lines.reduce((sum, line) => sum + line.from.length, 0);
    const { reference, totalMinor } = order;
    if (placement.outcome === 'failed') {
      this.#refused += 1;
      this.#lines.refused += fromFile;
      this.#orders.push({ reference, status: 'not placed', totalMinor });
      this.addProblem(`order ${reference}: ${placement.why}`);
      return;
    }
    const {
      id,
      status,
      why,
      placedAt,
      confirmedInMs,
      differences,
      totalMinor: apiMinor,
    } = placement.reconciled;
    this.#lines.placed += order.lines.length;
    this.#lines.merged += fromFile - order.lines.length;
    this.#byStatus[status] = (this.#byStatus[status] ?? 0) + 1;
    this.#fileMinor += fileAmountOf(order);
    this.#apiMinor += apiMinor;
    this.#orders.push({ reference, id, status, totalMinor });
    if (Date.parse(placedAt) < this.#startedAt.getTime()) this.#alreadyThere += 1;
    else if (confirmedInMs !== undefined) this.#latenciesMs.push(confirmedInMs);
    if (status !== 'confirmed')
      this.addProblem(`order ${reference} (${id}) is ${status}${why ? `: ${why}` : ''}`);
    for (const each of differences) this.addProblem(`order ${reference} (${id}): ${each}`);
  }

  addProblem(problem: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem);
    else this.#unnamedProblems += 1;
  }

  report(
    about: Pick<ImportReport, 'file' | 'products' | 'elapsedMs'> & { readonly stopped: boolean },
  ): ImportReport {
    const { stopped, ...facts } = about;
    const { importId, format, counts, skipped, skippedAmount, unplaced, products } = this.#survey;
    for (const line of unplaced) this.addProblem(describeUnplaced(line, format.currency));
    const lines = this.#countLines();
    const differenceMinor = this.#apiMinor - this.#fileMinor;
    const finished = !stopped && this.#orders.length === counts.orders;
    const accounted = lines.placed + lines.merged + lines.skipped === lines.inFile;
    const unequal = finished && this.#refused === 0 && this.#fileMinor !== this.#survey.totalMinor;
    if (unequal) this.addProblem('the money of the placed lines is not what the survey of the file came to');
    if (finished && lines.notReached !== 0) this.addProblem('lines of the file are not accounted for');
    const placed = this.#orders.length - this.#refused;
    const problems = [...this.#problems];
    if (this.#unnamedProblems > 0) problems.push(`and ${this.#unnamedProblems} more`);
    return {
      ...facts,
      importId,
      format,
      currency: format.currency,
      finished,
      reconciled: finished && accounted && differenceMinor === 0n && problems.length === 0,
      lines,
      skippedByReason: countReasons(skipped),
      skippedAmountByReason: sumByReason(skipped),
      orders: {
        planned: counts.orders,
        placed,
        alreadyThere: this.#alreadyThere,
        byStatus: this.#byStatus,
        refused: this.#refused,
      },
      money: {
        fileMinor: String(this.#fileMinor),
        apiMinor: String(this.#apiMinor),
        differenceMinor: String(differenceMinor),
        skippedAmount,
        unplacedAmount: sumOf(unplaced),
      },
      units: products.reduce((sum, product) => sum + product.units, 0),
      counts,
      placedToConfirmedMs: toPercentiles(this.#latenciesMs),
      problems,
      skippedLines: skipped,
      unplacedLines: unplaced,
      orderList: this.#orders,
    };
  }

  #countLines(): ImportReport['lines'] {
    const { counts, skipped } = this.#survey;
    const inFile = counts.lines;
    const known = { ...this.#lines, skipped: skipped.length };
    const notReached = inFile - known.placed - known.merged - known.refused - known.skipped;
    return { inFile, ...known, notReached };
  }
}

/** Describes a skipped line that may not be left out: its place, the rule and the money. */
export function describeUnplaced(
  { line, invoice, field, value, rule, amount }: SkippedLine,
  currency: string,
): string {
  const of = invoice === '' ? '' : ` (order ${invoice})`;
  return `line ${line}${of}: ${field} ${JSON.stringify(value.slice(0, 120))}: ${rule}. Not placed: ${formatAmount(amount, currency)}`;
}

/** Counts the lines skipped for each reason, in the order of the rules. */
export function countReasons(skipped: readonly SkippedLine[]): ImportReport['skippedByReason'] {
  return byReason(skipped, (lines) => lines.length);
}

/** Sums the money of the lines skipped for each reason. */
export function sumByReason(skipped: readonly SkippedLine[]): ImportReport['skippedAmountByReason'] {
  return byReason(skipped, sumOf);
}

function byReason<Value>(
  skipped: readonly SkippedLine[],
  summarize: (lines: readonly SkippedLine[]) => Value,
): Partial<Record<SkipReason, Value>> {
  const values: Partial<Record<SkipReason, Value>> = {};
  for (const reason of Object.keys(SKIP_REASONS) as SkipReason[]) {
    const lines = skipped.filter((line) => line.reason === reason);
    if (lines.length > 0) values[reason] = summarize(lines);
  }
  return values;
}
