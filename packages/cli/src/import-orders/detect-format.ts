import { type ColumnPlaces, type Field, findColumns, isOnlineRetail } from './columns.ts';
import { type Cell, CurrencyEvidence, DateEvidence, DecimalEvidence } from './evidence.ts';
import { findDelimiter, readHeader } from './find-delimiter.ts';
import { findEncoding } from './find-encoding.ts';
import { MalformedFile } from './malformed-file.ts';
import type { ImportOptions } from './options.ts';
import type { FileFormat, Header } from './read-lines.ts';
import {
  DELIMITER_NAMES,
  type FileRecord,
  type RecordFormat,
  readRecords,
  WrongEncoding,
} from './read-records.ts';

/** Options that set the format. Everything else is recognised. */
export type FormatOptions = Pick<
  ImportOptions,
  'map' | 'encoding' | 'delimiter' | 'decimal' | 'dateFormat' | 'currency'
>;

export type DetectedFormat = FileFormat & {
  /** The file's column for each field that it has. */
  readonly columnNames: Readonly<Partial<Record<Field, string>>>;
  /** True if its codes and invoice numbers follow the conventions of the UCI Online Retail data set. */
  readonly isOnlineRetail: boolean;
};

/** A file as it was read: its format, header and records. */
export type DetectedFile = {
  readonly format: DetectedFormat;
  readonly header: Header;
  readonly records: readonly FileRecord[];
};

/** Number of bytes that are read to find the encoding and the delimiter. */
const HEAD_BYTES = 65_536;

/**
 * Recognises the format of a file, as far as options do not set it. Only its last line may decide whether `03/04/2026` is in
 * March or in April.
 *
 * @throws MalformedFile if the file contradicts itself or the command line, or can be read in two ways
 */
export function detectFormat(bytes: Buffer, options: FormatOptions): DetectedFile {
  const start = bytes.subarray(0, HEAD_BYTES);
  const encoding = findEncoding(start, options.encoding);
  const head = new TextDecoder(encoding).decode(start);
  const delimiter = options.delimiter ?? findDelimiter(head, options.map ?? {});
  try {
    return detectFromRecords(bytes, { encoding, delimiter }, head, options);
  } catch (error) {
    throw error instanceof WrongEncoding && options.encoding === undefined
      ? withSuggestion(error, bytes, delimiter)
      : error;
  }
}

function detectFromRecords(
  bytes: Buffer,
  format: RecordFormat,
  head: string,
  options: FormatOptions,
): DetectedFile {
  let header: Header | undefined;
  const records = readRecords(bytes, format, (record) => {
    header = {
      titles: record.cells,
      places: findColumnsOrSuggest(record, head, options, format.delimiter),
    };
  });
  if (header === undefined) throw new Error('unreachable: a file without a header is refused');
  const { titles, places } = header;
  const decimals = new DecimalEvidence();
  const dates = new DateEvidence();
  const currencies = new CurrencyEvidence();
  for (const { line, cells } of records) {
    const at = (field: Field): Cell => {
      const place = places[field];
      return { line, column: titles[place] ?? field, text: (cells[place] ?? '').trim() };
    };
    decimals.add(at('Quantity'));
    decimals.add(at('UnitPrice'));
    if (options.dateFormat === undefined) dates.add(at('InvoiceDate'));
    currencies.add(at('Currency'), at('UnitPrice'));
  }
  const names = Object.entries(places).flatMap(([field, place]) =>
    place === -1 ? [] : [[field, titles[place]]],
  );
  return {
    format: {
      ...format,
      columns: options.map ?? {},
      decimal: options.decimal ?? decimals.decide(),
      dateOrder: options.dateFormat ?? dates.decide(),
      currency: options.currency ?? currencies.decide(),
      columnNames: Object.fromEntries(names),
      isOnlineRetail: isOnlineRetail(titles, places),
    },
    header,
    records,
  };
}

/** Adds another delimiter to the error if the header has the required columns with that one. */
function findColumnsOrSuggest(
  { line, cells: titles }: FileRecord,
  head: string,
  { map = {} }: FormatOptions,
  delimiter: string,
): ColumnPlaces {
  try {
    return findColumns(titles, line, map);
  } catch (error) {
    const other = findDelimiter(head, map);
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
function withSuggestion(error: WrongEncoding, bytes: Buffer, delimiter: string): MalformedFile {
  const other = 'windows-1252';
  const record = readRecords(bytes, { encoding: other, delimiter }).find(({ line }) => line === error.line);
  if (record === undefined) return error;
  const cell = JSON.stringify((record.cells[error.cell] ?? '').slice(0, 60));
  return new MalformedFile(
    error.line,
    error.column,
    `${error.what}; in ${other} it reads ${cell}: if that is right, use --encoding ${other}`,
  );
}
