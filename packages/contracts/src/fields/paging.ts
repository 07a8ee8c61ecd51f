import * as z from 'zod/mini';

/**
 * What cursors are made of (base64url). A URL takes each of these as one byte, so that the longest fits into what API
 * Gateway takes of a request line.
 */
const CURSOR = /^[A-Za-z0-9_-]+$/;

/** A list gives at most so many items at once, and this many where the caller names no number. */
export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;

/** The query parameters that every list takes. They arrive as strings. */
export const paging = {
  limit: z._default(
    z
      .pipe(
        z.string().check(z.regex(/^\d{1,3}$/, 'must be a whole number')),
        z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(MAX_PAGE_SIZE))),
      )
      .check(z.describe('How many items at the most.')),
    DEFAULT_PAGE_SIZE,
  ),
  cursor: z
    .optional(z.string().check(z.maxLength(2_000), z.regex(CURSOR, 'must be a nextCursor')))
    .check(z.describe('The nextCursor of the page before; absent for the first.')),
};

/** A page of a list: `nextCursor` is there while there is more. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({
    items: z.array(item).check(z.describe('This page of the list.')),
    nextCursor: z.optional(z.string()).check(z.describe('The cursor of the next page; absent on the last.')),
  });

/**
 * `a,b,c` in a query, as a list of different values.
 *
 * @param item the schema of one value
 * @param maxItems how many there may be
 */
export const commaSeparated = <Item extends z.ZodMiniType<string, string>>(item: Item, maxItems: number) =>
  z.pipe(
    z.string().check(
      z.minLength(1),
      // As they are told, before what is there twice is taken for one.
      z.refine((list) => list.split(',').length <= maxItems, {
        error: `must have at most ${maxItems} values`,
      }),
    ),
    z.pipe(
      z.transform((list: string) => [...new Set(list.split(',').map((value) => value.trim()))]),
      z.array(item).check(z.minLength(1), z.maxLength(maxItems)),
    ),
  );
