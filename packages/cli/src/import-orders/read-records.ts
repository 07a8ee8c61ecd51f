import { CsvError, type Options, parse } from 'csv-parse/sync';
import { decodeText, isText } from './decode-text.ts';
import { MalformedFile } from './malformed-file.ts';

export type FileRecord = {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
};

/** How the bytes of a file become records. */
export type RecordFormat = { readonly encoding: string; readonly delimiter: string };

/** Maximum size of a record, so that a quote that is never closed is reported where it opens. */
const MAX_RECORD_BYTES = 100_000;

export const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'pipes',
};

/** Position of the parser, known even if the next record is malformed. */
type Position = {
  header: readonly string[];
  endedAt: number;
  emptyLines: number;
  records: number;
};

/**
 * Reads the records after the header of a delimited file (RFC 4180).
 *
 * @param onHeader is called with the header before any later record is parsed, and may throw
 * @throws MalformedFile at the first record that is not well-formed or not text in the encoding
 */
export function readRecords(
  bytes: Buffer,
  { encoding, delimiter }: RecordFormat,
  onHeader: (header: FileRecord) => void = () => {},
): readonly FileRecord[] {
  const valid = isText(bytes, encoding);
  const position: Position = { header: [], endedAt: 0, emptyLines: 0, records: 0 };
  const onRecord = (cells: string[], info: { readonly lines: number; readonly empty_lines: number }) => {
    const line = position.endedAt + 1 + (info.empty_lines - position.emptyLines);
    position.endedAt = info.lines;
    position.emptyLines = info.empty_lines;
    position.records += 1;
    checkEncoding(cells, line, position.header, valid, encoding);
    if (position.records > 1) return { line, cells };
    position.header = cells.map((title) => title.trim());
    onHeader({ line, cells: position.header });
    return null;
  };
  const records = parseAll(decodeText(bytes, encoding), delimiter, onRecord, position);
  if (position.records === 0) throw new MalformedFile(1, '1', 'the file is empty: it has no header');
  if (position.records === 1) {
    throw new MalformedFile(position.endedAt + 1, position.header[0] ?? '1', 'no line follows the header');
  }
  return records;
}

function parseAll(
  text: string,
  delimiter: string,
  onRecord: (cells: string[], info: { readonly lines: number; readonly empty_lines: number }) => unknown,
  position: Position,
): readonly FileRecord[] {
  try {
    return parse(text, {
      delimiter,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_BYTES,
      // The library's types require a list of strings here; it returns any value.
      on_record: onRecord as unknown as NonNullable<Options['on_record']>,
    }) as unknown as readonly FileRecord[];
  } catch (error) {
    throw error instanceof CsvError ? toMalformedFile(error, position, delimiter) : error;
  }
}

/** A cell that is not text in the encoding. */
export class WrongEncoding extends MalformedFile {
  /** The index of the cell in its record. */
  readonly cell: number;

  constructor(line: number, column: string, cell: number, encoding: string) {
    super(line, column, `this is not text in ${encoding}`);
    this.cell = cell;
  }
}

/** The first record with a replacement character contains the first invalid bytes. */
function checkEncoding(
  cells: readonly string[],
  line: number,
  header: readonly string[],
  valid: boolean,
  encoding: string,
): void {
  const bad = cells.findIndex((cell) => cell.includes('\u0000') || (!valid && cell.includes('\ufffd')));
  if (bad !== -1) throw new WrongEncoding(line, header[bad] ?? String(bad + 1), bad, encoding);
}

function toMalformedFile(error: CsvError, position: Position, delimiter: string): MalformedFile {
  const { lines, column } = error as CsvError & { lines?: number; column?: number | string };
  const line = lines ?? position.endedAt + 1;
  const index = typeof column === 'number' ? column : 0;
  const name = position.header[index] ?? String(index + 1);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new MalformedFile(position.endedAt + 1, name, 'bad quoting: the quote that opens is not closed');
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new MalformedFile(
        line,
        name,
        `bad quoting: a closing quote must be followed by a delimiter (${DELIMITER_NAMES[delimiter] ?? delimiter})`,
      );
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
