import { parse } from 'csv-parse/sync';
import {
  type ColumnMap,
  type ColumnPlaces,
  type Field,
  findColumns,
  hasRequiredColumns,
  isOnlineRetail,
} from './columns.ts';
import { currencyOfSign } from './currency-signs.ts';
import { DATE_FORMATS, type DateOrder, datesOf } from './dates.ts';
import { DELIMITER_LINE } from './decode-text.ts';
import { MalformedFile } from './malformed-file.ts';
import { type DecimalSign, decimalSignOf, parseNumber } from './numbers.ts';
import type { FileFormat } from './read-lines.ts';
import {
  DELIMITER_NAMES,
  type FileRecord,
  type RecordFormat,
  readRecords,
  WrongEncoding,
} from './read-records.ts';

/** Format options of the command line. Everything else is recognised. */
export type FormatOptions = {
  readonly columns: ColumnMap;
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly decimal?: DecimalSign | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly currency?: string | undefined;
};

export type DetectedFormat = FileFormat & {
  /** The file's column for each field that it has. */
  readonly columnNames: Readonly<Partial<Record<Field, string>>>;
  /** True if its codes and invoice numbers follow the conventions of the UCI Online Retail data set. */
  readonly isOnlineRetail: boolean;
};

type OpenFile = (onBytes: (bytes: number) => void) => AsyncIterable<Buffer>;

/** Number of bytes that are read to find the encoding and the delimiter. */
const HEAD_BYTES = 65_536;
const DEFAULT_CURRENCY = 'GBP';
const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf-16le', bytes: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf-16be', bytes: Buffer.from([0xfe, 0xff]) },
] as const;

/**
 * Recognises the format of a file, as far as options do not set it. Reads the whole file, since only its last line may
 * decide whether `03/04/2026` is in March or in April.
 *
 * @throws MalformedFile if the file contradicts itself or the command line, or can be read in two ways
 */
export async function detectFormat(
  open: OpenFile,
  options: FormatOptions,
  onBytes: (bytes: number) => void = () => {},
): Promise<DetectedFormat> {
  const head = await readHead(open(() => {}));
  const encoding = findEncoding(head, options.encoding);
  const text = new TextDecoder(encoding).decode(head);
  const delimiter = options.delimiter ?? findDelimiter(text, options.columns);
  const records = { encoding, delimiter };
  try {
    return await detectFromRecords(open(onBytes), records, text, options);
  } catch (error) {
    throw error instanceof WrongEncoding && options.encoding === undefined
      ? await withSuggestion(error, open, records)
      : error;
  }
}

async function detectFromRecords(
  bytes: AsyncIterable<Buffer>,
  records: RecordFormat,
  head: string,
  options: FormatOptions,
): Promise<DetectedFormat> {
  let titles: readonly string[] = [];
  let places: ColumnPlaces | undefined;
  const decimals = new DecimalEvidence();
  const dates = new DateEvidence();
  const currencies = new CurrencyEvidence();
  const onHeader = (header: FileRecord) => {
    titles = header.cells;
    places = findColumnsOrSuggest(header, head, options, records.delimiter);
  };
  for await (const { line, cells } of readRecords(bytes, records, onHeader)) {
    const at = (field: Field): Cell => {
      const place = places?.[field] ?? -1;
      return { line, column: titles[place] ?? field, text: (cells[place] ?? '').trim() };
    };
    decimals.add(at('Quantity'));
    decimals.add(at('UnitPrice'));
    if (options.dateOrder === undefined) dates.add(at('InvoiceDate'));
    currencies.add(at('Currency'), at('UnitPrice'));
  }
  if (places === undefined) throw new Error('unreachable: a file without a header is refused');
  const names = Object.entries(places).flatMap(([field, place]) =>
    place === -1 ? [] : [[field, titles[place]]],
  );
  return {
    ...records,
    columns: options.columns,
    decimal: options.decimal ?? decimals.decide(),
    dateOrder: options.dateOrder ?? dates.decide(),
    currency: options.currency ?? currencies.decide(),
    columnNames: Object.fromEntries(names),
    isOnlineRetail: isOnlineRetail(titles, places),
  };
}

async function readHead(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    head.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(head).subarray(0, HEAD_BYTES);
}

function findEncoding(head: Buffer, named: string | undefined): string {
  const marked = BYTE_ORDER_MARKS.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes))?.encoding;
  if (marked !== undefined && named !== undefined && named !== marked) {
    throw new MalformedFile(
      1,
      '1',
      `the file has the byte order mark of ${marked}, not ${named}: try --encoding ${marked}`,
    );
  }
  return named ?? marked ?? unmarkedUtf16(head) ?? 'utf-8';
}

/** UTF-16 has a zero in every other byte of text that is mostly ASCII; no other encoding of text has zeros. */
function unmarkedUtf16(head: Buffer): string | undefined {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  return undefined;
}

/** Returns the only delimiter with which the header has all required columns; else the one with the most columns. */
function findDelimiter(text: string, columns: ColumnMap): string {
  const named = DELIMITER_LINE.exec(text)?.[1];
  if (named !== undefined) return named;
  const headers = Object.keys(DELIMITER_NAMES).map((delimiter) => ({
    delimiter,
    titles: readHeader(text, delimiter),
  }));
  const complete = headers.filter(({ titles }) => hasRequiredColumns(titles, columns));
  const [best] =
    complete.length > 0 ? complete : headers.toSorted((a, b) => b.titles.length - a.titles.length);
  return best?.delimiter ?? ',';
}

function readHeader(text: string, delimiter: string): readonly string[] {
  try {
    const [header = []] = parse(text.replace(DELIMITER_LINE, ''), {
      delimiter,
      to: 1,
      bom: true,
      skip_empty_lines: true,
      relax_quotes: true,
      relax_column_count: true,
    });
    return header.map((title) => title.trim());
  } catch {
    return [];
  }
}

/** Adds another delimiter to the error if the header has the required columns with that one. */
function findColumnsOrSuggest(
  { line, cells: titles }: FileRecord,
  head: string,
  { columns }: FormatOptions,
  delimiter: string,
): ColumnPlaces {
  try {
    return findColumns(titles, line, columns);
  } catch (error) {
    const other = findDelimiter(head, columns);
    if (
      !(error instanceof MalformedFile) ||
      other === delimiter ||
      readHeader(head, other).length <= titles.length
    ) {
      throw error;
    }
    const name = DELIMITER_NAMES[other] ?? JSON.stringify(other);
    const option = other === '\t' ? 'tab' : `'${other}'`;
    throw new MalformedFile(
      error.line,
      error.column,
      `${error.what}; it seems to be separated by ${name}: try --delimiter ${option}`,
    );
  }
}

/** Adds the text of the first cell that is not UTF-8 in the most common older encoding to the error. */
async function withSuggestion(
  error: WrongEncoding,
  open: OpenFile,
  { delimiter }: RecordFormat,
): Promise<MalformedFile> {
  const other = 'windows-1252';
  for await (const { line, cells } of readRecords(
    open(() => {}),
    { encoding: other, delimiter },
  )) {
    if (line !== error.line) continue;
    const cell = JSON.stringify((cells[error.cell] ?? '').slice(0, 60));
    return new MalformedFile(
      line,
      error.column,
      `${error.what}; in ${other} it reads ${cell}: if that is right, use --encoding ${other}`,
    );
  }
  return error;
}

type Cell = { readonly line: number; readonly column: string; readonly text: string };

/** Infers the decimal sign from the numbers of a file. */
class DecimalEvidence {
  readonly #first = new Map<ReturnType<typeof decimalSignOf>, Cell>();

  add(cell: Cell): void {
    const sign = decimalSignOf(cell.text);
    if (!this.#first.has(sign)) this.#first.set(sign, cell);
  }

  decide(): DecimalSign {
    const [point, comma] = [this.#first.get('.'), this.#first.get(',')];
    if (point !== undefined && comma !== undefined) {
      const [first, second] = [point, comma].toSorted((a, b) => a.line - b.line) as [Cell, Cell];
      throw fault(
        second,
        `${quote(second)} has another decimal sign than ${quote(first)} on line ${first.line}: name the right one with --decimal . or --decimal ,`,
      );
    }
    if (point !== undefined) return '.';
    if (comma !== undefined) return ',';
    const unclear = this.#first.get('ambiguous');
    if (unclear === undefined) return '.';
    const readings = (['.', ','] as const).map((sign) => Number(parseNumber(unclear.text, sign)?.value));
    throw fault(
      unclear,
      `${quote(unclear)} can be ${readings.join(' or ')}, and no other number of the file decides it: name the decimal sign with --decimal . or --decimal ,`,
    );
  }
}

/** Infers the order of day, month and year from the dates of a file. */
class DateEvidence {
  #possible = new Set(Object.keys(DATE_FORMATS) as DateOrder[]);
  /** The first date that each order cannot read. */
  readonly #against = new Map<DateOrder, Cell>();
  #unclear: { readonly cell: Cell; readonly dates: ReadonlyMap<DateOrder, string> } | undefined;

  add(cell: Cell): void {
    const dates = cell.text === '' ? undefined : datesOf(cell.text);
    // Cells that are not a date in any order are rejected when the lines are read.
    if (dates === undefined || dates.size === 0) return;
    for (const order of this.#possible) {
      if (dates.has(order)) continue;
      this.#possible.delete(order);
      this.#against.set(order, cell);
    }
    if (this.#possible.size === 0) {
      const others = [...this.#against.values()].filter(({ line }) => line !== cell.line);
      const [other = cell] = others;
      throw fault(
        cell,
        `${quote(cell)} has another order of day, month and year than ${quote(other)} on line ${other.line}: name the right one with --date-format`,
      );
    }
    if (new Set(dates.values()).size > 1) this.#unclear ??= { cell, dates };
  }

  decide(): DateOrder {
    const [order = 'YMD', ...others] = this.#possible;
    if (others.length === 0 || this.#unclear === undefined) return order;
    const { cell, dates } = this.#unclear;
    const readings = [...this.#possible].map(
      (each) => `${dates.get(each)} (--date-format ${DATE_FORMATS[each]})`,
    );
    throw fault(
      cell,
      `${quote(cell)} can be ${readings.join(' or ')}, and no other date of the file decides it: name the form`,
    );
  }
}

/** Infers the currency of a file. */
class CurrencyEvidence {
  #found: string | undefined;
  /** The first price with a sign that several currencies share. */
  #shared: Cell | undefined;

  add(code: Cell, price: Cell): void {
    const written = /^[a-z]{3}$/i.test(code.text) ? code.text : signOf(price.text);
    if (written === '') return;
    // A second currency is rejected when the lines are read.
    const currency = currencyOfSign(written);
    if (currency !== undefined) this.#found ??= currency;
    else this.#shared ??= price;
  }

  decide(): string {
    if (this.#found === undefined && this.#shared !== undefined) {
      throw fault(
        this.#shared,
        `${quote(this.#shared)} can be in several currencies: name one, as in --currency USD`,
      );
    }
    return this.#found ?? DEFAULT_CURRENCY;
  }
}

function signOf(price: string): string {
  return (parseNumber(price, '.') ?? parseNumber(price, ','))?.currencySign ?? '';
}

function fault({ line, column }: Cell, what: string): MalformedFile {
  return new MalformedFile(line, column, what);
}

function quote({ text }: Cell): string {
  return JSON.stringify(text.slice(0, 60));
}
