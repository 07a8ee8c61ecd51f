import { currencyOfSign } from './currency-signs.ts';
import { DATE_FORMATS, type DateOrder, datesOf } from './dates.ts';
import { MalformedFile } from './malformed-file.ts';
import { type DecimalSign, decimalSignOf, parseNumber } from './numbers.ts';

const DEFAULT_CURRENCY = 'GBP';

/** A cell, with its place in the file. */
export type Cell = { readonly line: number; readonly column: string; readonly text: string };

/** Infers the decimal sign from the numbers of a file. */
export class DecimalEvidence {
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
export class DateEvidence {
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
export class CurrencyEvidence {
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
