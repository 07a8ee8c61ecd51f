import * as z from 'zod/mini';
import { notPersonal } from './personal-data.ts';

/**
 * The characters of cursors (base64url). Each is one byte in a URL, so the longest cursor fits into API Gateway's limit
 * of a request line.
 */
const CURSOR = /^[A-Za-z0-9_-]+$/;

/** Maximum page size, and the default page size. */
export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

/** Maximum length of a cursor that lists accept and `packages/lambda` creates. */
export const MAX_CURSOR_LENGTH = 2_000;

/**
 * Creates the query parameters of a list. They arrive as strings.
 *
 * @param sizes the maximum page size, of up to three digits, and the default one
 */
export const pagingOf = (sizes: { readonly max: number; readonly byDefault: number }) => ({
  limit: z._default(
    z
      .pipe(
        z.string().check(z.regex(/^\d{1,3}$/, 'must be a whole number')),
        z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(sizes.max))),
      )
      .check(
        z.describe(
          `Maximum number of items to return, from 1 to ${sizes.max}. Defaults to ${sizes.byDefault}.`,
        ),
      ),
    sizes.byDefault,
  ),
  cursor: z
    .optional(z.string().check(z.maxLength(2_000), z.regex(CURSOR, 'must be a nextCursor')))
    .check(z.describe('`nextCursor` of the previous page, with the same filter. Absent for the first page.')),
});

/** Query parameters of every list but those with larger pages. */
export const paging = /* @__PURE__ */ pagingOf({ max: MAX_PAGE_SIZE, byDefault: DEFAULT_PAGE_SIZE });

/** A page of a list: `nextCursor` is present while there are more items. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({
    items: z.array(item).check(z.describe('Items of this page.')),
    nextCursor: z
      .optional(z.string())
      .check(z.describe('Cursor of the next page. Absent on the last page.'), notPersonal('place in a list')),
  });

/**
 * A list in a query, separated by commas (`?skus=A,B`), repeated (`?skus=A&skus=B`), or both. Values are trimmed and in
 * Unicode NFC; repeated values count once.
 *
 * @param item the schema of one value, which must refuse commas
 * @param maxItems maximum number of values, before repeated ones are removed
 * @returns a schema whose input is the array of the parameter's texts: see `listParametersOf`
 */
export const listOf = <Item extends z.ZodMiniType<string, string>>(item: Item, maxItems: number) =>
  z.pipe(
    z.array(z.string()).check(
      z.minLength(1),
      z.refine((given) => valuesIn(given).length <= maxItems, {
        error: `must have at most ${maxItems} values`,
      }),
    ),
    z.pipe(
      z.transform((given: string[]) => [...new Set(valuesIn(given))]),
      z.array(item).check(z.minLength(1), z.maxLength(maxItems)),
    ),
  );

function valuesIn(given: readonly string[]): readonly string[] {
  return given.flatMap((values) => values.split(',').map((value) => value.trim().normalize('NFC')));
}
