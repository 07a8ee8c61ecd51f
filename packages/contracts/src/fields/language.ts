import * as z from 'zod/mini';
import { notPersonal } from './personal-data.ts';

/**
 * A language, as a caller sends it: a tag of BCP 47, such as `de`, `de-AT` or `zh-Hant-TW`, in any case and with `_` for `-`.
 * Returns its canonical form.
 * @see https://www.rfc-editor.org/info/bcp47
 * @see https://tc39.es/ecma402/#sec-canonicalizelocalelist
 */
export const language = z.string().check(
  z.maxLength(35, { abort: true }),
  z.regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}$/, {
    error: 'must be a language tag (BCP 47), such as de-AT',
    abort: true,
  }),
  z.refine((value) => canonical(value) !== undefined, {
    error: 'must be a language tag (BCP 47), such as de-AT',
    abort: true,
  }),
  z.overwrite((value) => canonical(value) ?? value),
  notPersonal('name of a language'),
);

/** A language, as it was stored. */
export const storedLanguage = z.string().check(z.maxLength(35), notPersonal('name of a language'));

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
