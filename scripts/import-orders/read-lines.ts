import { Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { type ColumnNames, type ColumnPlaces, type Field, findColumns } from './columns.ts';
import { type Decoding, decodeText } from './decode-text.ts';
import type { FileLine } from './file-line.ts';
import { MalformedFile } from './malformed-file.ts';

/** A quote that is never closed must not swallow the whole file. */
const MAX_RECORD_BYTES = 100_000;

/** Whole numbers may be written as floats are: `6.0`. */
const WHOLE_NUMBER = /^[+-]?\d+(?:\.0*)?$/;
const DECIMAL_NUMBER = /^-?\d+(?:\.\d*)?$/;
/** How software that knows no empty cells writes one. */
const NOTHING = /^(?:nan|null|none)?$/i;

export type FileFormat = { readonly columns: ColumnNames; readonly encoding: string };

/** How far the parser has got: known even where the record that follows is bad. */
type Position = {
  header: readonly string[];
  places: ColumnPlaces | undefined;
  endedAt: number;
  emptyLines: number;
  records: number;
};

/**
 * Reads a CSV file (RFC 4180, with a header) line by line, and never holds more of it than a few.
 *
 * @throws MalformedFile at the first line that is not as it should be
 */
export async function* readLines(
  bytes: AsyncIterable<Buffer>,
  { columns, encoding }: FileFormat,
): AsyncGenerator<FileLine> {
  const decoding: Decoding = { valid: true };
  const position: Position = { header: [], places: undefined, endedAt: 0, emptyLines: 0, records: 0 };
  // Here, since a record that is read from the stream may be long past when the parser fails at a later one.
  const onRecord = (record: string[], info: { readonly lines: number; readonly empty_lines: number }) => {
    const line = position.endedAt + 1 + (info.empty_lines - position.emptyLines);
    position.endedAt = info.lines;
    position.emptyLines = info.empty_lines;
    position.records += 1;
    checkEncoding(record, line, position.header, decoding, encoding);
    if (position.places !== undefined) return toFileLine(record, line, position.places, position.header);
    position.header = record.map((title) => title.trim());
    position.places = findColumns(position.header, line, columns);
    return null;
  };
  const parser = parse({
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
    // The library's types have a record stay a list of strings; it hands on whatever this returns.
    on_record: onRecord as unknown as NonNullable<Options['on_record']>,
  });
  const text = Readable.from(decodeText(bytes, encoding, decoding), { objectMode: true });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    yield* parser as AsyncIterable<FileLine>;
  } catch (error) {
    throw error instanceof CsvError ? toMalformedFile(error, position) : error;
  } finally {
    text.destroy();
  }
  if (position.records === 0)
    throw new MalformedFile(1, '1', 'the file is empty: not even a header is there');
  if (position.records === 1) {
    throw new MalformedFile(position.endedAt + 1, position.header[0] ?? '1', 'nothing follows the header');
  }
}

function toFileLine(
  record: readonly string[],
  line: number,
  places: ColumnPlaces,
  header: readonly string[],
): FileLine {
  const cell = (field: Field) => (record[places[field]] ?? '').trim();
  const blank = record.every((each) => each.trim() === '');
  const number = (field: Field, form: RegExp, kind: string): string => {
    const written = blank ? '0' : cell(field);
    if (form.test(written)) return written;
    const column = header[places[field]] ?? field;
    throw new MalformedFile(line, column, `${JSON.stringify(written.slice(0, 60))} is not ${kind}`);
  };
  const quantity = Number(number('Quantity', WHOLE_NUMBER, 'a whole number'));
  if (!Number.isSafeInteger(quantity)) {
    throw new MalformedFile(line, header[places.Quantity] ?? 'Quantity', 'the number is too large');
  }
  const customer = cell('CustomerID');
  return {
    line,
    invoice: cell('InvoiceNo'),
    stockCode: cell('StockCode'),
    title: cell('Description'),
    quantity,
    date: cell('InvoiceDate'),
    unitPrice: number('UnitPrice', DECIMAL_NUMBER, 'a decimal number'),
    customer: NOTHING.test(customer) ? '' : customer,
    country: cell('Country'),
    blank,
  };
}

/** The first record with a replacement character is where the first invalid bytes stand. */
function checkEncoding(
  record: readonly string[],
  line: number,
  header: readonly string[],
  decoding: Decoding,
  encoding: string,
): void {
  const bad = record.findIndex(
    (cell) => cell.includes('\u0000') || (!decoding.valid && cell.includes('\ufffd')),
  );
  if (bad === -1) return;
  const column = header[bad] ?? String(bad + 1);
  throw new MalformedFile(
    line,
    column,
    `this is not text in ${encoding} (another encoding is named by --encoding, such as windows-1252)`,
  );
}

function toMalformedFile(error: CsvError, position: Position): MalformedFile {
  const { lines, column } = error as CsvError & { lines?: number; column?: number | string };
  const line = lines ?? position.endedAt + 1;
  const index = typeof column === 'number' ? column : 0;
  const name = position.header[index] ?? String(index + 1);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new MalformedFile(position.endedAt + 1, name, 'bad quoting: the quote that opens is not closed');
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new MalformedFile(line, name, 'bad quoting: after a closing quote there must be a comma');
    case 'INVALID_OPENING_QUOTE':
      return new MalformedFile(
        line,
        name,
        'bad quoting: a quote within a field that does not begin with one',
      );
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return new MalformedFile(
        line,
        position.header[index] ?? String(position.header.length + 1),
        `the line has ${index} columns, and the header has ${position.header.length}`,
      );
    default:
      return new MalformedFile(line, name, error.message);
  }
}
