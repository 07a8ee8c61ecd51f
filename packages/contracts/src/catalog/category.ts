import * as z from 'zod/mini';
import { storedLanguage } from '../fields/language.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { version } from '../fields/version.ts';

/** Highest position of a category among those with the same parent. */
export const MAX_CATEGORY_POSITION = 1_000_000;
/** Maximum length of the description of a category: the tree of all categories is one item. */
export const MAX_CATEGORY_DESCRIPTION_LENGTH = 500;

const storedTitle = z.string().check(z.minLength(1), z.maxLength(200), notPersonal('text about a category'));
const storedDescription = z
  .string()
  .check(z.maxLength(MAX_CATEGORY_DESCRIPTION_LENGTH), notPersonal('text about a category'));
const storedSlug = z.string().check(z.maxLength(100), notPersonal('name of a product or category'));

const storedTexts = z.object({
  title: z.optional(storedTitle).check(z.describe('Name in the shop, in this language.')),
  description: z.optional(storedDescription).check(z.describe('Description, in this language.')),
});

/** A category with its place in the tree. Products are in it by its slug. */
export const category = /* @__PURE__ */ z
  .object({
    slug: storedSlug.check(z.describe('Name in URLs and in `categories` of products. It never changes.')),
    title: storedTitle.check(z.describe('Name in the shop.')),
    description: z.optional(storedDescription).check(z.describe('Description, as text.')),
    texts: z
      .optional(z.record(storedLanguage, storedTexts))
      .check(z.describe('Title and description in other languages, by their tags of BCP 47.')),
    parent: z
      .optional(storedSlug)
      .check(z.describe('Slug of the category that it is in; absent at the top of the tree.')),
    position: z
      .int()
      .check(
        z.minimum(0),
        z.maximum(MAX_CATEGORY_POSITION),
        z.describe('Place among the categories with the same parent: lower ones first.'),
      ),
    ancestors: z
      .array(storedSlug)
      .check(z.describe('Slugs of the categories that it is in, from the top of the tree down.')),
    version,
  })
  .register(z.globalRegistry, { description: 'Category with its place in the tree.' });

export type Category = z.infer<typeof category>;

/** All categories: each before those that are in it. */
export const categoryTree = /* @__PURE__ */ z
  .object({
    items: z
      .array(category)
      .check(z.describe('Categories in the order to show them: each before those that are in it.')),
  })
  .register(z.globalRegistry, { description: 'All categories of the shop.' });
