import { createHash } from 'node:crypto';
import { addDecimals, isZero } from './decimals.ts';
import { type DetectedFormat, detectFormat } from './detect-format.ts';
import type { FileLine } from './file-line.ts';
import type { ImportOptions } from './options.ts';
import { type FileFormat, readLines } from './read-lines.ts';
import { DEFAULT_MAY_SKIP, type SkippedLine } from './reasons.ts';
import { type PlannedOrder, toOrders } from './to-orders.ts';
import { type WantedProduct, WantedProducts } from './wanted-products.ts';

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
  readonly orders: readonly PlannedOrder[];
  /** Sum over the lines of the file that will be placed. */
  readonly totalMinor: bigint;
  readonly skipped: readonly SkippedLine[];
  /** The sum over all skipped lines, in whole units of the currency: `-352.10`. */
  readonly skippedAmount: string;
  /** Skipped lines with money in them, by a rule that may not leave out money: the import is not reconciled. */
  readonly unplaced: readonly SkippedLine[];
  readonly products: readonly WantedProduct[];
};

/**
 * Reads a file: recognises its format, checks every line of it, and plans its orders, products and stock.
 *
 * @throws MalformedFile if its format is not clear, or a line does not have it
 */
export function surveyFile(bytes: Buffer, options: ImportOptions): Survey {
  const { format, header, records } = detectFormat(bytes, options);
  const { currency, isOnlineRetail } = format;
  const { notGoods = new Set(), maySkip = new Set(DEFAULT_MAY_SKIP) } = options;
  const invoices = Map.groupBy(readLines(records, header, format), ({ invoice }) => invoice);
  const planned = [...invoices].map(([number, lines]) =>
    toOrders({ number, lines }, { currency, notGoods, isOnlineRetail }),
  );
  const orders = planned.flatMap((each) => each.orders);
  const skipped = planned.flatMap((each) => each.skipped).toSorted((a, b) => a.line - b.line);
  const products = new WantedProducts();
  for (const order of orders) products.add(order);
  const countOf = (holds: (order: PlannedOrder) => boolean) => orders.filter(holds).length;
  return {
    importId: toImportId(createHash('sha256').update(bytes).digest('hex'), format),
    format,
    counts: {
      lines: records.length,
      invoices: invoices.size - (invoices.has('') ? 1 : 0),
      orders: orders.length,
      orderLines: sum(orders.map(({ lines }) => lines.length)),
      mergedLines: sum(orders.flatMap(({ lines }) => lines.map(({ from }) => from.length - 1))),
      guestOrders: countOf(({ customerId }) => customerId === undefined),
      unknownCountryOrders: countOf(({ country }) => country === 'ZZ'),
      splitInvoices: planned.filter((each) => each.orders.length > 1).length,
      renamedSkus: products.renamed,
      refusedTitles: products.refusedTitles,
    },
    orders,
    totalMinor: orders.reduce((total, order) => total + fileAmountOf(order), 0n),
    skipped,
    skippedAmount: sumOf(skipped),
    unplaced: skipped.filter(({ reason, amount }) => !maySkip.has(reason) && !isZero(amount)),
    products: products.list(),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Returns the sum of the lines' amounts, in whole units of the currency. */
export function sumOf(lines: readonly SkippedLine[]): string {
  return lines.reduce((sum, { amount }) => addDecimals(sum, amount), '0');
}

/** The sum over the file's lines that an order was made from. */
export function fileAmountOf(order: PlannedOrder): bigint {
  const amountOf = (line: FileLine & { unitPriceMinor: number }) =>
    BigInt(line.quantity) * BigInt(line.unitPriceMinor);
  return order.lines.flatMap((line) => line.from).reduce((sum, line) => sum + amountOf(line), 0n);
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
