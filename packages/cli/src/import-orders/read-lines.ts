import type { ColumnMap, ColumnPlaces, Field } from './columns.ts';
import { acceptsCurrencySign } from './currency-signs.ts';
import { DATE_FORMATS, type DateOrder, parseDate } from './dates.ts';
import type { FileLine } from './file-line.ts';
import { MalformedFile } from './malformed-file.ts';
import { type DecimalSign, type FileNumber, parseNumber } from './numbers.ts';
import type { FileRecord, RecordFormat } from './read-records.ts';

/** The format of a file, as `detect-format.ts` finds it. */
export type FileFormat = RecordFormat & {
  readonly columns: ColumnMap;
  readonly decimal: DecimalSign;
  readonly dateOrder: DateOrder;
  readonly currency: string;
};

/** Whole numbers may be written as floats: `6.0`. */
const WHOLE_NUMBER = /^-?\d+(?:\.0*)?$/;
/** Empty cells as software without empty values writes them. */
const NOTHING = /^(?:nan|null|none)?$/i;
/** Maximum length of a cell's text in a message. */
const MAX_QUOTED = 60;

/** The header of a file: its titles, and the place of each field. */
export type Header = { readonly titles: readonly string[]; readonly places: ColumnPlaces };

/**
 * Reads the order lines of a file from its records.
 *
 * @throws MalformedFile at the first line that does not have the format
 */
export function readLines(
  records: readonly FileRecord[],
  header: Header,
  format: FileFormat,
): readonly FileLine[] {
  return records.map((record) => toFileLine(record, header, format));
}

function toFileLine({ line, cells }: FileRecord, { titles, places }: Header, format: FileFormat): FileLine {
  const cell = (field: Field) => (cells[places[field]] ?? '').trim();
  const blank = cells.every((each) => each.trim() === '');
  const fail = (field: Field, what: string): never => {
    throw new MalformedFile(line, titles[places[field]] ?? field, what);
  };
  const quoted = (field: Field) => JSON.stringify(cell(field).slice(0, MAX_QUOTED));
  const number = (field: 'Quantity' | 'UnitPrice', kind: string): FileNumber => {
    const parsed = parseNumber(blank ? '0' : cell(field), format.decimal);
    return parsed ?? fail(field, `${quoted(field)} is not ${kind} with a decimal ${nameOf(format.decimal)}`);
  };
  const units = number('Quantity', 'a whole number');
  if (!WHOLE_NUMBER.test(units.value) || units.currencySign !== '') {
    fail('Quantity', `${quoted('Quantity')} is not a whole number`);
  }
  const quantity = Number(units.value);
  if (!Number.isSafeInteger(quantity)) fail('Quantity', `${quoted('Quantity')} is too large`);
  const price = number('UnitPrice', 'a price');
  if (!acceptsCurrencySign(price.currencySign, format.currency)) {
    fail(
      'UnitPrice',
      `${quoted('UnitPrice')} is not in ${format.currency}: an import has one currency (--currency)`,
    );
  }
  const currency = cell('Currency').toUpperCase();
  if (!NOTHING.test(currency) && currency !== format.currency) {
    fail(
      'Currency',
      `${quoted('Currency')} is not ${format.currency}: an import has one currency (--currency)`,
    );
  }
  const text = (field: Field) => (NOTHING.test(cell(field)) ? '' : cell(field));
  const writtenDate = text('InvoiceDate');
  const date = writtenDate === '' ? '' : parseDate(writtenDate, format.dateOrder);
  return {
    line,
    invoice: cell('InvoiceNo'),
    stockCode: cell('StockCode'),
    title: cell('Description'),
    quantity,
    date:
      date ??
      fail(
        'InvoiceDate',
        `${quoted('InvoiceDate')} is not a date in the form ${DATE_FORMATS[format.dateOrder]}: name another with --date-format, or leave dates out with --map InvoiceDate=`,
      ),
    unitPrice: price.value,
    customer: text('CustomerID'),
    country: cell('Country'),
    cancelledAt: text('CancelledAt'),
    blank,
  };
}

function nameOf(decimal: DecimalSign): string {
  return decimal === '.' ? 'point' : 'comma';
}
