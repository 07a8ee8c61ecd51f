import { UsageError } from '../terminal/usage-error.ts';
import { MalformedFile } from './malformed-file.ts';

/** What the import reads, by the names that a file has unless `--map` says otherwise. */
export const FIELDS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

export type Field = (typeof FIELDS)[number];

/** The file's name of each field's column; empty where the file has no such column. */
export type ColumnNames = Readonly<Record<Field, string>>;

/** Where each field stands in a record; -1 where the file has no such column. */
export type ColumnPlaces = Readonly<Record<Field, number>>;

/** Without these there is no order line. */
const REQUIRED: ReadonlySet<Field> = new Set(['InvoiceNo', 'StockCode', 'Quantity', 'UnitPrice']);

/**
 * Takes what `--map` says (`InvoiceNo=order_id,CustomerID=`); returns the name of each field's column.
 *
 * @throws UsageError where it names an unknown field, or none for a field that must be there
 */
export function parseColumnMap(map: string): ColumnNames {
  const names = Object.fromEntries(FIELDS.map((field) => [field, field as string])) as Record<Field, string>;
  for (const pair of map.split(',').filter((each) => each.trim() !== '')) {
    const equals = pair.indexOf('=');
    const field = pair.slice(0, equals === -1 ? undefined : equals).trim();
    if (equals === -1 || !isField(field)) {
      throw new UsageError(
        `--map ${JSON.stringify(pair)}: write FIELD=COLUMN, where FIELD is one of ${FIELDS.join(', ')}`,
      );
    }
    const column = pair.slice(equals + 1).trim();
    if (column === '' && REQUIRED.has(field)) {
      throw new UsageError(`--map ${pair}: no order can be made without ${field}`);
    }
    names[field] = column;
  }
  return names;
}

/**
 * Takes a file's header and the line on which it stands; returns where each field is.
 *
 * @throws MalformedFile where a column is missing, or is there twice
 */
export function findColumns(titles: readonly string[], line: number, names: ColumnNames): ColumnPlaces {
  const place = (field: Field): number => {
    const name = names[field];
    if (name === '') return -1;
    const found = titles.indexOf(name);
    if (found === -1) throw new MalformedFile(line, name, `there is no such column; ${there(titles)}`);
    if (titles.indexOf(name, found + 1) !== -1) {
      throw new MalformedFile(line, name, 'two columns have this name');
    }
    return found;
  };
  return Object.fromEntries(FIELDS.map((field) => [field, place(field)])) as Record<Field, number>;
}

function there(titles: readonly string[]): string {
  const shown = titles.slice(0, 20).map((title) => JSON.stringify(title.slice(0, 60)));
  const more = titles.length > shown.length ? ', …' : '';
  return `the file has ${shown.join(', ')}${more} (another name is given by --map)`;
}

function isField(name: string): name is Field {
  return (FIELDS as readonly string[]).includes(name);
}
