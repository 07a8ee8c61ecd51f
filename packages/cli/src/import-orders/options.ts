import { parseArgs } from 'node:util';
import { withoutDashes } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { UsageError } from '@tradepost/command-line/usage-error';
import { currency as currencySchema } from '@tradepost/contracts/fields/money';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';
import { FIELDS, parseColumnMap } from './columns.ts';
import { DATE_FORMATS, type DateOrder, parseDateFormat } from './dates.ts';
import type { FormatOptions } from './detect-format.ts';
import type { DecimalSign } from './numbers.ts';
import { DEFAULT_MAY_SKIP, isSkipReason, SKIP_REASONS, type SkipReason } from './reasons.ts';

export type ImportOptions = FormatOptions & {
  readonly file: string;
  readonly target: Target;
  readonly concurrency: number;
  readonly notGoods: ReadonlySet<string>;
  /** The rules by which lines with money in them may be left out of a reconciled import. */
  readonly maySkip: ReadonlySet<SkipReason>;
  readonly reportFile: string | undefined;
  readonly dryRun: boolean;
  readonly endWithinMs: number;
};

const MAX_CONCURRENCY = 256;

/**
 * Takes the command line's arguments; returns the options, or `help`.
 *
 * @throws UsageError
 */
export function parseOptions(args: readonly string[]): ImportOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError('FILE is missing: name the file to import');
  if (others.length > 0)
    throw new UsageError(`an import has one file, not also ${JSON.stringify(others.join(' '))}`);
  return {
    file,
    target: toTarget(values),
    columns: parseColumnMap(values.map),
    currency: ifGiven(values.currency, toCurrency),
    concurrency: toWholeNumber('concurrency', values.concurrency, { most: MAX_CONCURRENCY }),
    encoding: ifGiven(values.encoding, toEncoding),
    delimiter: ifGiven(values.delimiter, toDelimiter),
    decimal: ifGiven(values.decimal, toDecimalSign),
    dateOrder: ifGiven(values['date-format'], toDateOrder),
    notGoods: new Set(splitList(values['not-goods']).map((code) => code.toUpperCase())),
    maySkip: toReasons(values['may-skip']),
    reportFile: values.report,
    dryRun: values['dry-run'],
    endWithinMs: toWholeNumber('end-within', values['end-within'], { most: 86_400 }) * 1_000,
  };
}

export const USAGE = `Places the orders of a file through the API, and checks that all of them arrived.

  pnpm import-orders FILE.csv [options]

${TARGET_USAGE}
  --map FIELD=COLUMN    the file's columns, with commas between; FIELD= for a field that it does not have.
                        Fields: ${FIELDS.join(', ')}.
                        Required: InvoiceNo (order), StockCode (sku), Quantity, UnitPrice (price).
  --delimiter SIGN      between columns: comma, semicolon, tab, pipe, or the sign itself
  --decimal SIGN        of prices and quantities: . or ,
  --date-format FORMAT  the order of day, month and year, such as DD.MM.YYYY, MM/DD/YYYY or YYYY-MM-DD
  --encoding NAME       such as utf-8, utf-16le or windows-1252
  --currency CODE       of all prices (GBP, unless the file has a currency column, codes, € or £)
  --concurrency N       orders in progress at a time (8)
  --not-goods CODES     further stock codes that are not goods, with commas between
  --may-skip RULES      rules by which lines with money in them may be left out of a reconciled import, with commas
                        between, or none (${DEFAULT_MAY_SKIP.join(',')})
  --end-within SECONDS  how long an order may take to end (300)
  --report FILE         writes the whole report as JSON
  --dry-run             reads the file and prints what an import would do; needs no API

How the file is written is recognised and printed, unless an option names it. If it can be read in two ways
("03/04/2026", "1.234", or letters that are not UTF-8), the import stops and names the option that decides.
Columns are found by common names ("Order number", "SKU", "Lineitem price", "Artikelnummer"), in any case.
Prices may be written as 1,234.50, 1.234,50, 1 234,50, £2.55, 2,55 €, (2.55) or 2.55-.

Every line of the file is placed, merged or skipped, and counted:
  - Lines with one invoice number are one order. Its reference is that number. More than 1,000 lines are several
    orders. If lines differ in customer, country or date, the first value is used.
  - Lines of one SKU at one price are merged into the first; lines at different prices are kept.
  - The unit price of each line is placed as a negotiated price. A free line with a title is placed at a price of
    0 if its invoice has something to pay.
  - Stock codes are SKUs as they are, without spaces around them; capitals make a difference. Characters that the
    API does not accept become dashes, followed by a mark that keeps two codes apart.
  - No customer: a guest's order. No title: the SKU. Of titles and prices of one SKU, the most frequent is the
    product's. A title is cut at 200 characters. An unknown country is ZZ.
  - Invoice numbers of cancellations and codes that are not goods are known for the UCI Online Retail data set, by
    its column names. In other files every code is goods, unless --not-goods names it.
  - A line is skipped if
${Object.entries(SKIP_REASONS)
  .map(([reason, { text }]) => `      ${reason.padEnd(27)} ${text}`)
  .join('\n')}
  - Skipped lines with money in them are listed with their sum. Unless --may-skip has their rule, the import is not
    reconciled.

A malformed file is refused, with line and column, before anything is placed. An interrupted import is continued by
the same command: nothing is placed twice. Exit code: 0 if reconciled, 1 if not, 2 for a wrong command line, 130 if
interrupted.`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...withoutDashes(args)],
      allowPositionals: true,
      options: {
        ...TARGET_OPTIONS,
        map: { type: 'string', default: '' },
        currency: { type: 'string' },
        encoding: { type: 'string' },
        delimiter: { type: 'string' },
        decimal: { type: 'string' },
        'date-format': { type: 'string' },
        concurrency: { type: 'string', default: '8' },
        'not-goods': { type: 'string', default: '' },
        'may-skip': { type: 'string', default: DEFAULT_MAY_SKIP.join(',') },
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

function splitList(list: string): string[] {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function ifGiven<Value>(written: string | undefined, read: (written: string) => Value): Value | undefined {
  return written === undefined ? undefined : read(written);
}

function toCurrency(written: string): string {
  const currency = currencySchema.safeParse(written);
  if (currency.success) return currency.data;
  throw new UsageError(
    `--currency must be an ISO 4217 code in capitals, such as GBP, not ${JSON.stringify(written)}`,
  );
}

function toEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new UsageError(
      `--encoding must be an encoding such as utf-8, utf-16le or windows-1252, not ${JSON.stringify(label)}`,
    );
  }
}

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};

function toDelimiter(written: string): string {
  const delimiter = Object.hasOwn(DELIMITERS, written) ? DELIMITERS[written] : written;
  if (delimiter !== undefined && /^[^\p{Letter}\p{Number}"\r\n]$/u.test(delimiter)) return delimiter;
  throw new UsageError(
    `--delimiter must be comma, semicolon, tab, pipe or a single sign, not ${JSON.stringify(written)}`,
  );
}

function toDecimalSign(written: string): DecimalSign {
  if (written === '.' || written === ',') return written;
  throw new UsageError(`--decimal must be . or , and not ${JSON.stringify(written)}`);
}

function toDateOrder(written: string): DateOrder {
  const order = parseDateFormat(written);
  if (order !== undefined) return order;
  const known = Object.values(DATE_FORMATS).join(', ');
  throw new UsageError(
    `--date-format must be an order of day, month and year such as ${known}, not ${JSON.stringify(written)}`,
  );
}

function toReasons(written: string): ReadonlySet<SkipReason> {
  const names = written === 'none' ? [] : splitList(written);
  return new Set(
    names.map((name) => {
      if (isSkipReason(name)) return name;
      throw new UsageError(`--may-skip must be rules of --help, or none, not ${JSON.stringify(name)}`);
    }),
  );
}
