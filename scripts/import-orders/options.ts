import { parseArgs } from 'node:util';
import { currency as currencySchema } from '@tradepost/contracts/fields/money';
import { UsageError } from '../terminal/usage-error.ts';
import { type ColumnNames, FIELDS, parseColumnMap } from './columns.ts';
import { SKIP_REASONS } from './reasons.ts';

export type ImportOptions = {
  readonly file: string;
  readonly url: string;
  readonly columns: ColumnNames;
  readonly currency: string;
  readonly concurrency: number;
  readonly encoding: string;
  readonly notGoods: ReadonlySet<string>;
  readonly reportFile: string | undefined;
  readonly dryRun: boolean;
  readonly endWithinMs: number;
};

const DEFAULT_URL = 'http://127.0.0.1:4000';
const MAX_CONCURRENCY = 256;

/**
 * Takes the command line's arguments; returns what they ask for, or `help`.
 *
 * @throws UsageError
 */
export function parseOptions(args: readonly string[]): ImportOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError('name the CSV file to import');
  if (others.length > 0) throw new UsageError(`one file at a time: ${others.join(' ')} is one too many`);
  if (!URL.canParse(values.url) || !/^https?:/.test(values.url)) {
    throw new UsageError(`--url ${values.url} is not an http(s) address`);
  }
  const currency = currencySchema.safeParse(values.currency);
  if (!currency.success)
    throw new UsageError(`--currency ${values.currency} is not an ISO 4217 code in capitals`);
  return {
    file,
    url: values.url,
    columns: parseColumnMap(values.map),
    currency: currency.data,
    concurrency: toWholeNumber('concurrency', values.concurrency, MAX_CONCURRENCY),
    encoding: toEncoding(values.encoding),
    notGoods: new Set(splitList(values['not-goods']).map((code) => code.toUpperCase())),
    reportFile: values.report,
    dryRun: values['dry-run'],
    endWithinMs: toWholeNumber('end-within', values['end-within'], 86_400) * 1_000,
  };
}

export const USAGE = `Places real order history through the API, and checks that all of it arrived.

  pnpm import-orders FILE.csv [options]

  --url URL            the API (${DEFAULT_URL})
  --map FIELD=COLUMN   what the file calls its columns, with commas between; FIELD= for one it does not have.
                       Fields: ${FIELDS.join(', ')}.
                       Without Description, InvoiceDate, CustomerID or Country an import works, too.
  --currency CODE      of all prices (GBP)
  --encoding NAME      of the file (utf-8), such as windows-1252
  --concurrency N      how many orders are on their way at a time (8)
  --not-goods CODES    further stock codes that are not goods, with commas between
  --end-within SECONDS how long an order may take to end (300)
  --report FILE        writes the whole report as JSON
  --dry-run            reads the file and says what it comes to; needs no API

Every line of the file is placed, merged or skipped, and counted:
  - Lines with one invoice number are one order. Its reference is that number. More than 1,000 lines are several
    orders. Where lines differ in customer, country or date, the first that says something is believed.
  - Lines of one SKU at one price are merged into the first; at different prices they stay as they are.
  - The unit price of each line is placed as a negotiated price. A free line with a title goes along at a price of
    0 when its invoice has something to pay.
  - Stock codes are SKUs as they are, without spaces around them; capitals make a difference. Characters that the
    API does not take become dashes, followed by a mark that keeps two codes apart.
  - No customer: a guest's order. No title: the SKU. Of titles and prices of one SKU, the most frequent is the
    product's. A title is cut at 200 characters. A country that is not known is ZZ.
  - A line is skipped when
${Object.entries(SKIP_REASONS)
  .map(([reason, words]) => `      ${reason.padEnd(27)} ${words}`)
  .join('\n')}

A malformed file is refused, with line and column, before anything is placed. An import that was interrupted is
started again with the same command: nothing is placed twice. Exit code: 0 when reconciled, 1 when not, 2 for a
wrong command line, 130 when interrupted.`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm hands on the -- that stands before a script's own arguments.
      args: args[0] === '--' ? args.slice(1) : [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string', default: process.env['TRADEPOST_URL'] ?? DEFAULT_URL },
        map: { type: 'string', default: '' },
        currency: { type: 'string', default: 'GBP' },
        encoding: { type: 'string', default: 'utf-8' },
        concurrency: { type: 'string', default: '8' },
        'not-goods': { type: 'string', default: '' },
        'end-within': { type: 'string', default: '300' },
        report: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function toWholeNumber(option: string, written: string, most: number): number {
  const value = Number(written);
  if (/^\d+$/.test(written) && value >= 1 && value <= most) return value;
  throw new UsageError(`--${option} ${written} is not a whole number from 1 to ${most}`);
}

function splitList(list: string): string[] {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function toEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new UsageError(`--encoding ${label} is not known; utf-8, windows-1252 and utf-16le are`);
  }
}
