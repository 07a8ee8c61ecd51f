import { createHash } from 'node:crypto';
import { type ColumnPlaces, type Field, findColumns, isOnlineRetail } from './columns.ts';
import { type Cell, CurrencyEvidence, DateEvidence, DecimalEvidence } from './evidence.ts';
import { findDelimiter, readHeader } from './find-delimiter.ts';
import { findEncoding } from './find-encoding.ts';
import { MalformedFile } from './malformed-file.ts';
import type { ImportOptions } from './options.ts';
import type { LastLines } from './read-invoices.ts';
import type { FileFormat } from './read-lines.ts';
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

/** A file's contents, as far as they are known without its format. */
export type Contents = {
  /** SHA-256 of the bytes. */
  readonly hash: string;
  readonly lines: number;
  readonly lastLines: LastLines;
};

type Detected = { readonly format: DetectedFormat; readonly contents: Contents };

type OpenFile = (onBytes: (bytes: number) => void) => AsyncIterable<Buffer>;

/** Number of bytes that are read to find the encoding and the delimiter. */
const HEAD_BYTES = 65_536;

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
): Promise<Detected> {
  const head = await readHead(open(() => {}));
  const encoding = findEncoding(head, options.encoding);
  const text = new TextDecoder(encoding).decode(head);
  const delimiter = options.delimiter ?? findDelimiter(text, options.map ?? {});
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
): Promise<Detected> {
  let titles: readonly string[] = [];
  let places: ColumnPlaces | undefined;
  const decimals = new DecimalEvidence();
  const dates = new DateEvidence();
  const currencies = new CurrencyEvidence();
  const lastLines = new Map<string, number>();
  let lines = 0;
  const hash = createHash('sha256');
  const hashed = async function* () {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const onHeader = (header: FileRecord) => {
    titles = header.cells;
    places = findColumnsOrSuggest(header, head, options, records.delimiter);
  };
  for await (const { line, cells } of readRecords(hashed(), records, onHeader)) {
    const at = (field: Field): Cell => {
      const place = places?.[field] ?? -1;
      return { line, column: titles[place] ?? field, text: (cells[place] ?? '').trim() };
    };
    lines += 1;
    lastLines.set(at('InvoiceNo').text, line);
    decimals.add(at('Quantity'));
    decimals.add(at('UnitPrice'));
    if (options.dateFormat === undefined) dates.add(at('InvoiceDate'));
    currencies.add(at('Currency'), at('UnitPrice'));
  }
  if (places === undefined) throw new Error('unreachable: a file without a header is refused');
  const names = Object.entries(places).flatMap(([field, place]) =>
    place === -1 ? [] : [[field, titles[place]]],
  );
  return {
    format: {
      ...records,
      columns: options.map ?? {},
      decimal: options.decimal ?? decimals.decide(),
      dateOrder: options.dateFormat ?? dates.decide(),
      currency: options.currency ?? currencies.decide(),
      columnNames: Object.fromEntries(names),
      isOnlineRetail: isOnlineRetail(titles, places),
    },
    contents: { hash: hash.digest('hex'), lines, lastLines },
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
