import type { RouteContract } from '@tradepost/contracts/define-route';
import { MAX_CURSOR_LENGTH } from '@tradepost/contracts/fields/paging';
import { hashJson } from './hash-json.ts';

/** Incremented when the format of cursors changes. A cursor of another format is rejected, not misread. */
const FORMAT = 2;

/** 66 bits: enough to distinguish lists. The digest is not a secret: a caller may read every position that a cursor can contain. */
const DIGEST_CHARACTERS = 11;

/** The route of a list. The filter is its parsed query without `limit` and `cursor`. */
export type ListRoute = Pick<RouteContract, 'method' | 'path'>;
type Query = Readonly<Record<string, unknown>>;

/**
 * The `nextCursor` of a page, opaque to callers. It contains a digest of its list and filter, so that no other list accepts
 * it.
 *
 * @param query the parsed query of the request; `limit` may differ from page to page
 * @param place position of the last item of the page, such as a sort key
 * @throws Error if the cursor would be longer than the field `cursor` allows
 */
export function toCursor(route: ListRoute, query: Query, place: string): string {
  const cursor = encode(route, query, place);
  if (cursor.length > MAX_CURSOR_LENGTH)
    throw new Error(`cursor is too long: ${cursor.length} characters, at most ${MAX_CURSOR_LENGTH}`);
  return cursor;
}

/**
 * Reads the `cursor` of a query.
 *
 * @param isPlace returns true if a text has the format of a position in this list
 * @returns the position to continue from, `{}` for the first page; undefined if the cursor is not one of this list, filter
 *   and format: the route answers with the rejection `INVALID_CURSOR`
 */
export function fromCursor(
  route: ListRoute,
  query: Query & { readonly cursor?: string | undefined },
  isPlace: (text: string) => boolean,
): { readonly after?: string } | undefined {
  if (query.cursor === undefined) return {};
  const place = placeIn(query.cursor);
  const isOurs = place !== undefined && isPlace(place) && encode(route, query, place) === query.cursor;
  return isOurs ? { after: place } : undefined;
}

function encode(route: ListRoute, query: Query, place: string): string {
  return Buffer.from(JSON.stringify([FORMAT, digestOf(route, query), place])).toString('base64url');
}

function placeIn(cursor: string): string | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const place: unknown = Array.isArray(content) ? content[2] : undefined;
    return typeof place === 'string' ? place : undefined;
  } catch {
    return undefined;
  }
}

function digestOf({ method, path }: ListRoute, { limit: _limit, cursor: _cursor, ...filter }: Query): string {
  return hashJson([method, path, filter]).slice(0, DIGEST_CHARACTERS);
}
