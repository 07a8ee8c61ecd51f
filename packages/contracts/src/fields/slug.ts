import * as z from 'zod/mini';
import { notPersonal } from './personal-data.ts';
import { atMost, unicode } from './text.ts';

/** Maximum length in Unicode code points. */
const MAX_SLUG_LENGTH = 100;

/**
 * Part of the rule as a pattern that every JSON Schema validator supports: single hyphens, and only lower-case letters and
 * digits of ASCII.
 */
const FORM =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern excludes them.
  /^[^\u0000-\u002f\u003a-\u0060\u007b-\u007f]+(?:-[^\u0000-\u002f\u003a-\u0060\u007b-\u007f]+)*$/;
const WORDS = /^[\p{L}\p{M}\p{N}-]*$/u;
const FORM_ERROR = 'must be lower-case letters and digits of any script, and single hyphens';

/**
 * A name for URLs: letters and digits of any script, in lower case if the script has one, with single hyphens
 * between words. Returns Unicode NFC. `slugOf` makes a slug from a title.
 */
export const slug = z.string().check(
  atMost(MAX_SLUG_LENGTH),
  z.regex(FORM, { error: FORM_ERROR, abort: true }),
  unicode(),
  z.overwrite((value) => value.normalize('NFC')),
  atMost(MAX_SLUG_LENGTH),
  z.refine((value) => WORDS.test(value) && value.toLowerCase() === value, { error: FORM_ERROR }),
  z.describe('Name for use in URLs: lower-case letters and digits of any script, and single hyphens.'),
  notPersonal('name of a product or category'),
);

/**
 * Takes a title; returns its slug (`Blue mug, 0.5 l` becomes `blue-mug-0-5-l`), or undefined if the title has neither letters
 * nor digits.
 *
 * @param suffix appended with a hyphen, within the maximum length
 */
export function slugOf(title: string, suffix = ''): string | undefined {
  const ending = suffix === '' ? '' : `-${suffix}`;
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/['’\u200c\u200d]/g, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  if (words === null) return undefined;
  const base = [...words.join('-')].slice(0, MAX_SLUG_LENGTH - [...ending].length).join('');
  return `${base.replace(/-$/, '')}${ending}`;
}
