// By name: `z.core` would add all of it to each bundle.
import { $ZodCheck, type $ZodType, registry } from 'zod/v4/core';

/** Kinds of personal data that are sealed before they are stored or published: with which key. */
export type SealedKind = 'contact' | 'invoice' | 'payment';

/**
 * Kind of the personal data in a field:
 * - `contact`, `invoice`: sealed with this key of the subject before it is stored or published.
 * - `payment`: sealed for payments.
 * - `pseudonym`: an id that identifies a person only to who knows more. It is stored and published as it is.
 */
export type PersonalKind = SealedKind | 'pseudonym';

/** Annotation of a field: the kinds of personal data in it, in clear or sealed, or none, with the reason. */
export type PersonalData = {
  readonly kinds: readonly PersonalKind[];
  readonly isSealed?: true;
  /** Content of a field without personal data. */
  readonly why?: string;
};

/** The annotations of fields: zod's metadata, apart from descriptions, so that documents do not contain them. */
export const personalData = /* @__PURE__ */ registry<PersonalData>();

/**
 * Annotates a field with personal data. Schemas that are made of it by `check` have the annotation, too.
 *
 * @param kinds usually one. A field whose content has any form may have several
 */
export const personal = (...kinds: readonly PersonalKind[]) => annotate({ kinds });

/**
 * Annotates a field whose personal data is sealed: `sealedText.check(sealed('contact'))`.
 *
 * @param kind the key that seals it
 */
export const sealed = (kind: SealedKind) => annotate({ kinds: [kind], isSealed: true });

/**
 * Annotates a field of free text as one without personal data.
 *
 * @param why the text in it: `code of a product`
 */
export const notPersonal = (why: string) => annotate({ kinds: [], why });

/** Works like `z.meta` of zod, on our own registry. */
function annotate(annotation: PersonalData): $ZodCheck<unknown> {
  const check = new $ZodCheck({ check: 'personal-data' });
  check._zod.onattach = [(schema) => void personalData.add(schema as $ZodType, annotation)];
  check._zod.check = () => {};
  return check;
}
