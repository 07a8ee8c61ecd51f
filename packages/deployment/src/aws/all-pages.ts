/** More pages than the quotas of an account allow for any of these listings. */
const MAX_PAGES = 500;

/**
 * Collects the items of a paginated listing.
 *
 * @param fetchPage fetches the page of a token, or the first one without a token; returns its items and the next token
 * @throws Error after 500 pages
 */
export async function allPages<Item>(
  fetchPage: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly Item[] | undefined; readonly next: string | undefined }>,
): Promise<readonly Item[]> {
  const collected: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items = [], next } = await fetchPage(token);
    collected.push(...items);
    if (next === undefined || next === '') return collected;
    token = next;
  }
  throw new Error(`a listing has more than ${MAX_PAGES} pages`);
}
