import { containsCardNumber } from './card-number.ts';

/**
 * A digit as it is, full-width, as a JSON escape (`\u0034`, also in a string of a string: `\\u0034`) or
 * percent-encoded (`%34`).
 */
const DIGIT = '(?:[0-9\\uff10-\\uff19]|\\\\{1,8}u003[0-9]|\\\\{1,8}u[fF][fF]1[0-9]|%3[0-9])';
/** One separator between two digits: space, dash, dot, slash, an invisible character, or the escape of one of them. */
const SIGN = `(?:[\\s\\p{Z}\\p{Pd}\\p{Cf}._/+]|(?!${DIGIT})\\\\{1,8}(?:u[0-9a-fA-F]{4}|[nrt])|%(?:20|2[dDeEfF]|09))`;
const MAX_SIGNS = 3;
const SHORTEST_CARD_NUMBER = 13;

/** Takes linear time: a separator is never a digit, so there is only one way to match a text. */
const DIGITS = new RegExp(`${DIGIT}(?:${SIGN}{0,${MAX_SIGNS}}${DIGIT}){${SHORTEST_CARD_NUMBER - 1},}`, 'gu');
const EACH_PART = new RegExp(`(${SIGN})|${DIGIT}`, 'gu');

/**
 * Replaces each digit of a card number by `*`, so that a text from an external system can be shown to people. It works on
 * any text: JSON at any depth, whose digits may be written as escapes, and text that is not JSON. Other digits of the
 * same group of digits (an expiry date, a check value) are replaced, too.
 *
 * @param text of any length
 * @returns the text, unchanged if it has no card number
 * @see https://www.pcisecuritystandards.org (PCI DSS 4.0, 3.4.1: mask a card number when it is displayed)
 */
export function redactCardNumbers(text: string): string {
  return text.replace(DIGITS, (run) => (isCardNumber(run) ? mapParts(run, () => '*') : run));
}

/** Checks the digits in their groups, and as one number without groups. */
function isCardNumber(run: string): boolean {
  const toAscii = (digit: string) => digit.normalize('NFKC').slice(-1);
  const groups = mapParts(run, toAscii, () => ' ').replace(/ +/g, ' ');
  return containsCardNumber(groups) || containsCardNumber(groups.replaceAll(' ', ''));
}

function mapParts(
  run: string,
  ofDigit: (digit: string) => string,
  ofSign: (sign: string) => string = (sign) => sign,
): string {
  return run.replace(EACH_PART, (part, sign: string | undefined) => (sign ? ofSign(sign) : ofDigit(part)));
}
