import * as z from 'zod/mini';
import { language } from '../fields/language.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { slug } from '../fields/slug.ts';
import { block, line, noCardNumber } from '../fields/text.ts';
import { MAX_CATEGORY_DESCRIPTION_LENGTH, MAX_CATEGORY_POSITION } from './category.ts';
import { MAX_LANGUAGES } from './model.ts';

const title = line(200).check(noCardNumber(), notPersonal('text about a category'));
const description = block(MAX_CATEGORY_DESCRIPTION_LENGTH).check(
  noCardNumber(),
  notPersonal('text about a category'),
);

/** A category as a caller puts it: its slug is in the path. */
export const givenCategory = /* @__PURE__ */ z.strictObject({
  title: title.check(z.describe('Name in the shop.')),
  description: z.optional(description).check(z.describe('Description, as text.')),
  texts: z
    .optional(
      z
        .record(
          language,
          z.strictObject({
            title: z.optional(title).check(z.describe('Name in the shop, in this language.')),
            description: z.optional(description).check(z.describe('Description, in this language.')),
          }),
        )
        .check(
          z.refine<Readonly<Record<string, unknown>>>((given) => Object.keys(given).length <= MAX_LANGUAGES, {
            error: `must have at most ${MAX_LANGUAGES} languages`,
          }),
        ),
    )
    .check(z.describe('Title and description in other languages, by their tags of BCP 47.')),
  parent: z
    .optional(slug)
    .check(z.describe('Slug of the category that it is in; absent at the top of the tree.')),
  position: z
    ._default(z.int().check(z.minimum(0), z.maximum(MAX_CATEGORY_POSITION)), 0)
    .check(z.describe('Place among the categories with the same parent: lower ones first, then by title.')),
});
