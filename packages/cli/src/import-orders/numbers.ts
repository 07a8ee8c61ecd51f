/** The sign between whole units and fractions. */
export type DecimalSign = '.' | ',';

/** A number of a file: its value as a plain decimal (`-1234.50`), and the currency sign or code beside it. */
export type FileNumber = { readonly value: string; readonly currencySign: string };

/** Maximum length of a number: 20 digits, group separators and a currency. */
const MAX_LENGTH = 50;

const SIGN_BEFORE = /^[\p{L}\p{Sc}][\p{L}\p{Sc}.]{0,4}/u;
const SIGN_AFTER = /[\p{L}\p{Sc}][\p{L}\p{Sc}.]{0,4}$/u;

/** Digits in groups of three, or grouped as in India (`1,23,456`), or without groups. */
const BODY = {
  '.': [/^\d+(?:\.\d*)?$/, /^\.\d+$/, ...grouped("[,' ]", '\\.'), /^[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d*)?$/],
  ',': [/^\d+(?:,\d*)?$/, /^,\d+$/, ...grouped("[.' ]", ',')],
} as const;

/**
 * Reads a number as software of many countries writes it: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, `£2.55`,
 * `2,55 €`, `EUR 2.55`, `-2.55`, `2.55-`, `(2.55)`.
 *
 * @returns undefined if it is not a number with this decimal sign
 */
export function parseNumber(written: string, decimal: DecimalSign): FileNumber | undefined {
  if (written.length > MAX_LENGTH) return undefined;
  const text = written.trim().replace(/\s/g, ' ').replace(/[−–]/g, '-').replace(/’/g, "'");
  const outer = takeMinus(text.replace(/^\+ ?/, ''));
  const { rest, currencySign } = takeCurrency(outer.rest);
  const inner = takeMinus(rest);
  if (outer.negative && inner.negative) return undefined;
  if (!BODY[decimal].some((form) => form.test(inner.rest))) return undefined;
  const digits = inner.rest.replace(decimal === '.' ? /[,' ]/g : /[.' ]/g, '').replace(',', '.');
  return {
    value: `${outer.negative || inner.negative ? '-' : ''}${digits.replace(/^\./, '0.')}`,
    currencySign,
  };
}

/**
 * Infers the decimal sign of a file from a cell.
 *
 * @returns the only sign with which it is a number; `either` if it has the same value with both; `ambiguous` if the
 *   values differ, as those of `1.234` do; `none` if it is not a number
 */
export function decimalSignOf(written: string): DecimalSign | 'either' | 'ambiguous' | 'none' {
  const withPoint = parseNumber(written, '.');
  const withComma = parseNumber(written, ',');
  if (withPoint === undefined) return withComma === undefined ? 'none' : ',';
  if (withComma === undefined) return '.';
  return withPoint.value === withComma.value ? 'either' : 'ambiguous';
}

function grouped(separator: string, decimal: string): RegExp[] {
  // One separator throughout, and no leading zero: `0.001` is not a thousand.
  return [new RegExp(`^[1-9]\\d{0,2}(?:(${separator})\\d{3})(?:\\1\\d{3})*(?:${decimal}\\d*)?$`)];
}

/** Reads the sign of a number. Accounting software writes negative amounts in parentheses; SAP writes the minus last. */
function takeMinus(text: string): { readonly rest: string; readonly negative: boolean } {
  if (text.startsWith('(') && text.endsWith(')')) return { rest: text.slice(1, -1).trim(), negative: true };
  if (text.startsWith('-')) return { rest: text.slice(1).trim(), negative: true };
  if (text.endsWith('-')) return { rest: text.slice(0, -1).trim(), negative: true };
  return { rest: text, negative: false };
}

function takeCurrency(text: string): { readonly rest: string; readonly currencySign: string } {
  const [before = ''] = SIGN_BEFORE.exec(text) ?? [];
  if (before !== '') return { rest: text.slice(before.length).trim(), currencySign: before };
  const [after = ''] = SIGN_AFTER.exec(text) ?? [];
  return { rest: text.slice(0, text.length - after.length).trim(), currencySign: after };
}
