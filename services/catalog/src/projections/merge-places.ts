import type { ListedProduct } from './to-listed-product.ts';

/** A product in a list, and its sort key there. */
export type Place = { readonly listingSort: string; readonly product: ListedProduct };

/** Some places of a list, in its order. `hasMore` is true if others follow. */
export type Places = { readonly places: readonly Place[]; readonly hasMore: boolean };

/**
 * Merges what was read of several lists that have the same order. A product that is in several lists has the same sort key in
 * each, and is returned once.
 *
 * @returns the places of all lists up to the point that each list was read to. `readTo` is that point; absent if nothing follows
 */
export function mergePlaces(
  lists: readonly Places[],
  isDescending: boolean,
): { readonly places: readonly Place[]; readonly readTo?: string } {
  const compare = isDescending ? (one: Buffer, other: Buffer) => Buffer.compare(other, one) : Buffer.compare;
  const byOrder = (one: string, other: string) => compare(Buffer.from(one), Buffer.from(other));
  const [readTo] = lists
    .flatMap(({ places, hasMore }) => (hasMore ? places.slice(-1) : []))
    .map(({ listingSort }) => listingSort)
    .sort(byOrder);
  const all = new Map(lists.flatMap(({ places }) => places).map((place) => [place.listingSort, place]));
  const places = [...all.values()]
    .filter(({ listingSort }) => readTo === undefined || byOrder(listingSort, readTo) <= 0)
    .sort((one, other) => byOrder(one.listingSort, other.listingSort));
  return readTo === undefined ? { places } : { places, readTo };
}
