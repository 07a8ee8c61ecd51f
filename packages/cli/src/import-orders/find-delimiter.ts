import { parse } from 'csv-parse/sync';
import { type ColumnMap, hasRequiredColumns } from './columns.ts';
import { DELIMITER_LINE } from './decode-text.ts';
import { DELIMITER_NAMES } from './read-records.ts';

/** Returns the only delimiter with which the header has all required columns; else the one with the most columns. */
export function findDelimiter(text: string, columns: ColumnMap): string {
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

/** Returns the columns of a file's header as they are with a delimiter. */
export function readHeader(text: string, delimiter: string): readonly string[] {
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
