// By name: `z.core` would add all of it to each bundle.
import { $ZodCheck, type $ZodType, registry } from 'zod/v4/core';

/**
 * Kind of the personal data in a field:
 * - `contact`, `invoice`: sealed with this key of the subject before it is stored or published.
 * - `payment`: sealed for payments.
 * - `pseudonym`: an id that identifies a person only to who knows more. It is stored and published as it is.
 * - `none`: no personal data, with the reason.
 */
export type PersonalData =
  | { readonly kind: 'contact' | 'invoice' | 'payment' | 'pseudonym' }
  | { readonly kind: 'none'; readonly why: string };

/** The annotations of fields: zod's metadata, apart from descriptions, so that documents do not contain them. */
export const personalData = /* @__PURE__ */ registry<PersonalData>();

/** Annotates a field with personal data. Schemas that are made of it by `check` have the annotation, too. */
export const personal = (kind: Exclude<PersonalData['kind'], 'none'>) => annotate({ kind });

/**
 * Annotates a field of free text as one without personal data.
 *
 * @param why the text in it: `code of a product`
 */
export const notPersonal = (why: string) => annotate({ kind: 'none', why });

/** Works like `z.meta` of zod, on our own registry. */
function annotate(annotation: PersonalData): $ZodCheck<unknown> {
  const check = new $ZodCheck({ check: 'personal-data' });
  check._zod.onattach = [(schema) => void personalData.add(schema as $ZodType, annotation)];
  check._zod.check = () => {};
  return check;
}
