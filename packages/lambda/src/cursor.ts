import type { RouteContract } from '@tradepost/contracts/define-route';
import { MAX_CURSOR_LENGTH } from '@tradepost/contracts/fields/paging';
import { fingerprintOf } from './idempotent-id.ts';

/** Raised when the form of cursors changes: cursors of another form are refused, not misread. */
const FORMAT = 2;

/** 66 bits: enough to tell lists apart. It is no secret: a caller may read every place that a cursor can name. */
const DIGEST_CHARACTERS = 11;

/** The route of a list. Of its parsed query, all but `limit` and `cursor` is the filter. */
export type ListRoute = Pick<RouteContract, 'method' | 'path'>;
type Query = Readonly<Record<string, unknown>>;

/**
 * The `nextCursor` of a page: opaque to callers. It carries a digest of its list and filter, so that no other list takes it.
 *
 * @param query the parsed query of the request; `limit` may differ from page to page
 * @param place where the page ended, such as a sort key
 * @throws Error if the cursor would be longer than `cursor` may be
 */
export function toCursor(route: ListRoute, query: Query, place: string): string {
  const cursor = encode(route, query, place);
  if (cursor.length > MAX_CURSOR_LENGTH) throw new Error('the place is too long for a cursor');
  return cursor;
}

/**
 * Reads the `cursor` of a query.
 *
 * @param isPlace whether a text has the form of a place in this list
 * @returns the place to go on from, `{}` for the first page; undefined if the cursor was not made for this list and
 *   filter by this format: the answer is the rejection `INVALID_CURSOR`
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
  return fingerprintOf([method, path, filter]).slice(0, DIGEST_CHARACTERS);
}
