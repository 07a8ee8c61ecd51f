import { fromCursor, toCursor } from '@tradepost/lambda/cursor';

const LISTING_SORT = /^[\dT:.Z-]+#prd_[0-9A-Z]{26}$/;

/** Where a page of a list ended, as a cursor. It names the list, too: another list has other places. */
export function toListingCursor(listing: string, listingSort: string): string {
  return toCursor(`${listing}#${listingSort}`);
}

/** Takes a cursor and the list that it should be of; returns the place in it, or nothing where there is none. */
export function fromListingCursor(listing: string, cursor: string): string | undefined {
  const place = fromCursor(cursor);
  if (!place?.startsWith(`${listing}#`)) return undefined;
  const listingSort = place.slice(listing.length + 1);
  return LISTING_SORT.test(listingSort) ? listingSort : undefined;
}
