/** The order of day, month and year in a file's dates. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD';

/** Values of `--date-format` for each order. */
export const DATE_FORMATS: Readonly<Record<DateOrder, string>> = {
  DMY: 'DD/MM/YYYY',
  MDY: 'MM/DD/YYYY',
  YMD: 'YYYY-MM-DD',
};

const ORDERS = Object.keys(DATE_FORMATS) as readonly DateOrder[];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MAX_LENGTH = 50;

const NUMERIC = /^(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})(?=$|[T,. ])(.*)$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?=$|[T ])(.*)$/;
const DAY_NAME_YEAR = /^(\d{1,2})[ .-]{1,2}([A-Za-z]{3,9})[., -]{1,2}(\d{4}|\d\d)(?=$|[, ])(.*)$/;
const NAME_DAY_YEAR = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?=$|[, ])(.*)$/;
const TIME = /^(\d{1,2}):(\d\d)(:\d\d)?(?:[.,]\d{1,9})? ?([AaPp]\.?[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/;

/**
 * Reads a date, with a time of day or without one.
 *
 * @returns all possible dates, as `2026-11-24 10:30:00 +0100` with as much of the time as is written, by the order of day,
 *   month and year; empty if it is not a date
 */
export function datesOf(written: string): ReadonlyMap<DateOrder, string> {
  const found = new Map<DateOrder, string>();
  for (const order of ORDERS) {
    const date = parseDate(written, order);
    if (date !== undefined) found.set(order, date);
  }
  return found;
}

/** @returns the date as `datesOf` does; undefined if it is not a date in this order */
export function parseDate(written: string, order: DateOrder): string | undefined {
  if (written.length > MAX_LENGTH) return undefined;
  const parts = split(written.trim().replace(/\s+/g, ' '), order);
  if (parts === undefined) return undefined;
  const year = parts.year.length === 2 ? `20${parts.year}` : parts.year;
  const day = `${year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`;
  const time = toTime(parts.rest);
  if (year.length !== 4 || !isDay(day) || time === undefined) return undefined;
  return `${day}${time}`;
}

/** Parses a value of `--date-format`, such as `DD.MM.YYYY`; returns its order, or undefined if it has none. */
export function parseDateFormat(format: string): DateOrder | undefined {
  const letters = format.toUpperCase().replace(/[^A-Z]/g, '');
  const order = letters.replace(/([DMY])\1*/g, '$1');
  return ORDERS.find((each) => each === order);
}

type Parts = { readonly year: string; readonly month: string; readonly day: string; readonly rest: string };

function split(text: string, order: DateOrder): Parts | undefined {
  const named = DAY_NAME_YEAR.exec(text);
  if (named) return withName(named[1], named[2], named[3], named[4]);
  const american = NAME_DAY_YEAR.exec(text);
  if (american) return withName(american[2], american[1], american[3], american[4]);
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year = '', month = '', day = '', rest = ''] = compact;
    return { year, month, day, rest };
  }
  const [, first = '', separator, second = '', third = '', rest = ''] = NUMERIC.exec(text) ?? [];
  if (separator === undefined) return undefined;
  if (order === 'YMD')
    return first.length === 1 || third.length > 2
      ? undefined
      : { year: first, month: second, day: third, rest };
  // No country writes month, day and year separated by dots.
  if (first.length > 2 || third.length === 1 || (order === 'MDY' && separator === '.')) return undefined;
  return order === 'DMY'
    ? { year: third, month: second, day: first, rest }
    : { year: third, month: first, day: second, rest };
}

/** Returns the parts of a date with the name of its month, which is the same in every order. */
function withName(day = '', name = '', year = '', rest = ''): Parts | undefined {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : { year, month: String(month), day, rest };
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Returns the time of day with a space before it, on the 24-hour clock; empty if there is none. */
function toTime(rest: string): string | undefined {
  const written = rest.replace(/^[T,. ]{1,3}/, '');
  if (written === '') return '';
  const [, hour = '', minute = '', second = '', half = '', zone = ''] = TIME.exec(written) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const afternoon = half.toLowerCase().startsWith('p');
  if (half !== '' && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
  const onClock = half === '' ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  return ` ${String(onClock).padStart(2, '0')}:${minute}${second}${zone === '' ? '' : ` ${zone}`}`;
}
