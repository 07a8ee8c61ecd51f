import type { AnyOptions, Caller } from './call.ts';

/** Number of items of a page if the caller sets no `limit`: the maximum of the API. */
export const PAGE_SIZE = 100;

/**
 * Returns the items of a list, page by page. A page is requested only after all items of the page before were consumed.
 *
 * @throws ProblemError, TransportError if a page cannot be read
 */
export async function* itemsOf(
  call: Caller,
  path: string,
  options: AnyOptions = {},
): AsyncGenerator<unknown> {
  const { params = {}, ...rest } = options;
  let cursor = (params.query as { cursor?: string } | undefined)?.cursor;
  do {
    const query = { limit: PAGE_SIZE, ...params.query, cursor };
    const { data, error } = await call('GET', path, { ...rest, params: { ...params, query } });
    if (error) throw error;
    const { items, nextCursor } = data as { items: readonly unknown[]; nextCursor?: string };
    yield* items;
    // Without this check the loop would never end.
    if (nextCursor === cursor && cursor !== undefined)
      throw new Error(`GET ${path}: nextCursor is the cursor of the same page`);
    cursor = nextCursor;
  } while (cursor !== undefined);
}
