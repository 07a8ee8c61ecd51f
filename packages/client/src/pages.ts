import type { AnyOptions, Caller } from './call.ts';

/** How many items are asked for at once where the caller names no `limit`: as many as the API gives. */
export const PAGE_SIZE = 100;

/**
 * Asks for the items of a list, page after page, each when the one before has been taken.
 *
 * @throws ProblemError, TransportError as soon as a page cannot be had
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
    // It would go on for ever.
    if (nextCursor === cursor && cursor !== undefined)
      throw new Error(`GET ${path}: the same page comes again`);
    cursor = nextCursor;
  } while (cursor !== undefined);
}
