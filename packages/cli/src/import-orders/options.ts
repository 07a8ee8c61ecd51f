import { wrong } from '@tradepost/command-line/parsers';
import { isCurrency } from '@tradepost/money/currencies';
import type { CallerValues, TargetValues } from '../api/target.ts';
import type { ColumnMap } from './columns.ts';
import { DATE_FORMATS, type DateOrder, parseDateFormat } from './dates.ts';
import type { DecimalSign } from './numbers.ts';
import { isSkipReason, type SkipReason } from './reasons.ts';

export const DEFAULT_CONCURRENCY = 8;
export const DEFAULT_END_WITHIN_SECONDS = 300;

/** Options of `import`, as its parsers return them. What is undefined is recognised, or has a default. */
export type ImportOptions = TargetValues &
  CallerValues & {
    readonly map?: ColumnMap | undefined;
    readonly encoding?: string | undefined;
    readonly delimiter?: string | undefined;
    readonly decimal?: DecimalSign | undefined;
    readonly dateFormat?: DateOrder | undefined;
    readonly currency?: string | undefined;
    readonly concurrency?: number;
    /** Further codes that are not goods, in capitals. */
    readonly notGoods?: ReadonlySet<string> | undefined;
    /** The rules by which lines with money in them may be left out of a reconciled import. */
    readonly maySkip?: ReadonlySet<SkipReason> | undefined;
    /** Maximum time for an order to end, in seconds. */
    readonly endWithin?: number;
    readonly report?: string | undefined;
    readonly dryRun?: true | undefined;
  };

/** Parses the value of `--currency`. Like all parsers of this file, it throws a UsageError for another value. */
export function toCurrency(written: string): string {
  if (isCurrency(written)) return written;
  throw wrong('--currency', 'an ISO 4217 code in capitals, such as GBP', written);
}

/** Parses the value of `--encoding`; returns the name of the encoding that `TextDecoder` uses. */
export function toEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw wrong('--encoding', 'an encoding such as utf-8, utf-16le or windows-1252', label);
  }
}

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};

/** Parses the value of `--delimiter`. */
export function toDelimiter(written: string): string {
  const delimiter = Object.hasOwn(DELIMITERS, written) ? DELIMITERS[written] : written;
  if (delimiter !== undefined && /^[^\p{Letter}\p{Number}"\r\n]$/u.test(delimiter)) return delimiter;
  throw wrong('--delimiter', 'comma, semicolon, tab, pipe or a single sign', written);
}

/** Parses the value of `--date-format`, such as `DD.MM.YYYY`. */
export function toDateOrder(written: string): DateOrder {
  const order = parseDateFormat(written);
  if (order !== undefined) return order;
  const known = Object.values(DATE_FORMATS).join(', ');
  throw wrong('--date-format', `an order of day, month and year such as ${known}`, written);
}

/** Parses the value of `--may-skip`. */
export function toReasons(written: string): ReadonlySet<SkipReason> {
  const names = written === 'none' ? [] : splitList(written);
  return new Set(
    names.map((name) => {
      if (isSkipReason(name)) return name;
      throw wrong('--may-skip', 'rules of --help, or none', name);
    }),
  );
}

/** Parses the value of `--not-goods`. */
export function toCodes(written: string): ReadonlySet<string> {
  return new Set(splitList(written).map((code) => code.toUpperCase()));
}

function splitList(list: string): string[] {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
