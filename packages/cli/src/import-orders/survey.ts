import { createHash } from 'node:crypto';
import { addDecimals, isZero } from './decimals.ts';
import type { Contents, DetectedFormat } from './detect-format.ts';
import type { FileLine } from './file-line.ts';
import type { LineRules } from './line-rules.ts';
import { readInvoices } from './read-invoices.ts';
import { type FileFormat, readLines } from './read-lines.ts';
import type { SkippedLine, SkipReason } from './reasons.ts';
import { type PlannedOrder, toOrders } from './to-orders.ts';
import { type WantedProduct, WantedProducts } from './wanted-products.ts';

/** A file that can be read several times. */
export type Source = {
  readonly sizeBytes: number;
  /** Calls `onBytes` with the length of each chunk that is read. */
  readonly open: (onBytes: (bytes: number) => void) => AsyncIterable<Buffer>;
};

/** The contents of a whole file, before anything is placed. */
export type Survey = {
  /** Hash of the file's bytes and of its format and rules: the same import has the same id. */
  readonly importId: string;
  readonly format: DetectedFormat;
  readonly counts: {
    readonly lines: number;
    readonly invoices: number;
    readonly orders: number;
    readonly orderLines: number;
    readonly mergedLines: number;
    readonly guestOrders: number;
    readonly unknownCountryOrders: number;
    readonly splitInvoices: number;
    readonly renamedSkus: number;
    readonly refusedTitles: number;
  };
  /** Sum over the lines of the file that will be placed. */
  readonly totalMinor: bigint;
  readonly skipped: readonly SkippedLine[];
  /** The sum over all skipped lines, in whole units of the currency: `-352.10`. */
  readonly skippedAmount: string;
  /** Skipped lines with money in them, by a rule that may not leave out money: the import is not reconciled. */
  readonly unplaced: readonly SkippedLine[];
  readonly products: readonly WantedProduct[];
};

/** Format of a file, and the rules by which its lines are ordered. */
export type Reading = {
  readonly format: DetectedFormat;
  readonly contents: Contents;
  readonly rules: LineRules;
  /** The rules by which lines with money in them may be left out. */
  readonly maySkip: ReadonlySet<SkipReason>;
};

/**
 * Reads the whole file: checks every line of it, and plans its orders, products and stock.
 *
 * @throws MalformedFile if a line does not have the format
 */
export async function surveyFile(
  source: Source,
  { format, contents, rules, maySkip }: Reading,
  onBytes: (bytes: number) => void,
): Promise<Survey> {
  const { hash, lastLines, lines } = contents;
  const products = new WantedProducts();
  const skipped: SkippedLine[] = [];
  const counts = {
    ...{
      lines,
      invoices: lastLines.size - (lastLines.has('') ? 1 : 0),
      orders: 0,
      orderLines: 0,
      mergedLines: 0,
    },
    ...{ guestOrders: 0, unknownCountryOrders: 0, splitInvoices: 0, renamedSkus: 0, refusedTitles: 0 },
  };
  let totalMinor = 0n;
  for await (const invoice of readInvoices(readLines(source.open(onBytes), format), lastLines)) {
    const planned = toOrders(invoice, rules);
    skipped.push(...planned.skipped);
    if (planned.orders.length > 1) counts.splitInvoices += 1;
    for (const order of planned.orders) {
      countOrder(order, counts);
      totalMinor += fileAmountOf(order);
      products.add(order);
    }
  }
  counts.renamedSkus = products.renamed;
  counts.refusedTitles = products.refusedTitles;
  return {
    importId: toImportId(hash, format),
    format,
    counts,
    totalMinor,
    skipped,
    skippedAmount: sumOf(skipped),
    unplaced: skipped.filter(({ reason, amount }) => !maySkip.has(reason) && !isZero(amount)),
    products: products.list(),
  };
}

/** Returns the sum of the lines' amounts, in whole units of the currency. */
export function sumOf(lines: readonly SkippedLine[]): string {
  return lines.reduce((sum, { amount }) => addDecimals(sum, amount), '0');
}

/** Plans the orders of a file that was surveyed, one after the other. */
export async function* planOrders(
  source: Source,
  { format, contents, rules }: Reading,
): AsyncGenerator<PlannedOrder> {
  const lines = readLines(
    source.open(() => {}),
    format,
  );
  for await (const invoice of readInvoices(lines, contents.lastLines)) yield* toOrders(invoice, rules).orders;
}

/** The sum over the file's lines that an order was made from. */
export function fileAmountOf(order: PlannedOrder): bigint {
  const amountOf = (line: FileLine & { unitPriceMinor: number }) =>
    BigInt(line.quantity) * BigInt(line.unitPriceMinor);
  return order.lines.flatMap((line) => line.from).reduce((sum, line) => sum + amountOf(line), 0n);
}

function countOrder(
  order: PlannedOrder,
  counts: { -readonly [Key in keyof Survey['counts']]: number },
): void {
  counts.orders += 1;
  counts.orderLines += order.lines.length;
  counts.mergedLines += order.lines.reduce((sum, line) => sum + line.from.length - 1, 0);
  if (order.customerId === undefined) counts.guestOrders += 1;
  if (order.country === 'ZZ') counts.unknownCountryOrders += 1;
}

function toImportId(
  contentHash: string,
  { columns, currency, encoding, delimiter, decimal, dateOrder }: FileFormat,
): string {
  return createHash('sha256')
    .update(JSON.stringify([contentHash, columns, currency, encoding, delimiter, decimal, dateOrder]))
    .digest('hex')
    .slice(0, 32);
}
