import * as z from 'zod/mini';
import { atMost, unicode } from './text.ts';

/** In Unicode code points. */
const MAX_SLUG_LENGTH = 100;

/**
 * The part of the rule that JSON Schema can say in a pattern that every engine takes: single hyphens, and of ASCII only
 * lower-case letters and digits.
 */
const FORM =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out.
  /^[^\u0000-\u002f\u003a-\u0060\u007b-\u007f]+(?:-[^\u0000-\u002f\u003a-\u0060\u007b-\u007f]+)*$/;
const WORDS = /^[\p{L}\p{M}\p{N}-]*$/u;
const FORM_ERROR = 'must be lower-case letters and digits of any script, and single hyphens';

/**
 * A name for use in URLs: letters and digits of any script, in lower case where the script has one, with single hyphens
 * between words. Returns Unicode NFC. `slugOf` makes one of a title.
 */
export const slug = z.string().check(
  atMost(MAX_SLUG_LENGTH),
  z.regex(FORM, { error: FORM_ERROR, abort: true }),
  unicode(),
  z.overwrite((value) => value.normalize('NFC')),
  atMost(MAX_SLUG_LENGTH),
  z.refine((value) => WORDS.test(value) && value.toLowerCase() === value, { error: FORM_ERROR }),
  z.describe('Name for use in URLs: lower-case letters and digits of any script, and single hyphens.'),
);

/**
 * Takes a title; returns the slug that is made of it (`Blue mug, 0.5 l` becomes `blue-mug-0-5-l`), or undefined where the
 * title has neither letters nor digits.
 *
 * @param suffix appended with a hyphen, within the slug's length
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
