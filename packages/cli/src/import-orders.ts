import { command } from '@tradepost/command-line/command';
import { oneOf, wholeNumber } from '@tradepost/command-line/parsers';
import { withCaller } from './api/target.ts';
import { FIELDS, parseColumnMap } from './import-orders/columns.ts';
import {
  DEFAULT_CONCURRENCY,
  DEFAULT_END_WITHIN_SECONDS,
  toCodes,
  toCurrency,
  toDateOrder,
  toDelimiter,
  toEncoding,
  toReasons,
} from './import-orders/options.ts';
import { DEFAULT_MAY_SKIP, SKIP_REASONS } from './import-orders/reasons.ts';

const MAX_CONCURRENCY = 256;
const SECONDS_PER_DAY = 86_400;

const NOTES = `How the file is written is recognised and printed, unless an option names it. If it can be read in two ways
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
the same command: nothing is placed twice.`;

export const importOrders = withCaller(
  command('import', 'Places the orders of a CSV file through the API, and checks that all of them arrived.', {
    notes: NOTES,
    examples: [
      'pnpm tradepost import orders.csv --dry-run',
      'pnpm tradepost import orders.csv --map "order=Document No,price=Net price" --report report.json',
    ],
    exitCodes: '0 if reconciled, 1 if not, 130 if interrupted',
  })
    .argument('<file>', 'the CSV file')
    .option(
      '--map <field=column,…>',
      `the file's columns, with commas between; FIELD= for a field that it does not have. Fields: ${FIELDS.join(', ')}. Required: InvoiceNo (order), StockCode (sku), Quantity, UnitPrice (price).`,
      parseColumnMap,
    )
    .option(
      '--delimiter <sign>',
      'between columns: comma, semicolon, tab, pipe, or the sign itself',
      toDelimiter,
    )
    .option(
      '--decimal <sign>',
      'of prices and quantities: . or ,',
      oneOf('--decimal', () => ['.', ','] as const),
    )
    .option(
      '--date-format <format>',
      'the order of day, month and year, such as DD.MM.YYYY, MM/DD/YYYY or YYYY-MM-DD',
      toDateOrder,
    )
    .option('--encoding <name>', 'such as utf-8, utf-16le or windows-1252', toEncoding)
    .option(
      '--currency <code>',
      'of all prices (GBP, unless the file has a currency column, codes, € or £)',
      toCurrency,
    )
    .option(
      '--concurrency <number>',
      'orders in progress at a time',
      wholeNumber('--concurrency', { most: MAX_CONCURRENCY }),
      DEFAULT_CONCURRENCY,
    )
    .option('--not-goods <codes>', 'further stock codes that are not goods, with commas between', toCodes)
    .option(
      '--may-skip <rules>',
      `rules by which lines with money in them may be left out of a reconciled import, with commas between, or none (${DEFAULT_MAY_SKIP.join(',')})`,
      toReasons,
    )
    .option(
      '--end-within <seconds>',
      'how long an order may take to end',
      wholeNumber('--end-within', { most: SECONDS_PER_DAY }),
      DEFAULT_END_WITHIN_SECONDS,
    )
    .option('--report <file>', 'writes the whole report as JSON')
    .option('--dry-run', 'reads the file and prints what an import would do; needs no API'),
).action(async (file, options) => {
  const { printImport } = await import('./import-orders/import-orders.ts');
  process.exitCode = await printImport(file, options);
});
