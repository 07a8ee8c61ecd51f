import type { Product, ProductStatus } from '@tradepost/contracts/catalog/model';
import { fromCursor, type ListRoute, toCursor } from '@tradepost/lambda/cursor';
import type { Deps } from '../deps.ts';
import { subtreeOf, TREE_ID } from '../domain/category-tree.ts';
import { mergePlaces, type Place } from '../projections/merge-places.ts';
import { isFiltered, matches, type ProductFilter } from '../projections/product-filter.ts';
import { toListedProduct } from '../projections/to-listed-product.ts';
import {
  ALL_CATEGORIES,
  isListingSort,
  type ListingOrder,
  toAmountKey,
  toListing,
} from '../projections/to-listing-rows.ts';

/**
 * Maximum number of places of a filtered list that one request reads, over all of its lists. One has some hundred bytes, so
 * that they are less than the megabyte of one query.
 */
const MAX_PLACES_READ = 1_000;
/** Maximum size of the products of a page, as of a query of DynamoDB. A response of Lambda has at most 6 MB. */
const MAX_PAGE_BYTES = 1024 * 1024;

type ProductQuery = ProductFilter & {
  readonly status: ProductStatus;
  readonly category?: string | undefined;
  readonly sort?: 'newest' | 'title' | '-title' | 'price' | '-price';
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/**
 * Reads a page of one list of products: the tree of categories if there is a category, one query for each category in it, and
 * the products of the page in batches of 100.
 *
 * @param route route of the list; a cursor is valid for one route and one filter
 * @returns the reply of the route: the page, or INVALID_CURSOR if the cursor is of another list
 */
export async function toPage(
  route: ListRoute,
  query: ProductQuery,
  { listings, categories }: Pick<Deps, 'listings' | 'categories'>,
): Promise<
  | { readonly body: { items: Product[]; nextCursor?: string } }
  | { readonly rejection: { readonly code: 'INVALID_CURSOR' } }
> {
  const { status, category, sort = 'newest', limit } = query;
  const from = fromCursor(route, query, isListingSort);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const within =
    category === undefined ? [ALL_CATEGORIES] : subtreeOf((await categories.load(TREE_ID)).state, category);
  const isDescending = sort === 'newest' || sort.startsWith('-');
  const reading = {
    limit: isFiltered(query, sort) ? Math.max(limit, Math.floor(MAX_PLACES_READ / within.length)) : limit,
    isDescending,
    after: from.after,
    between: boundsOf(query),
  };
  const order = toOrder(query);
  const merged = mergePlaces(
    await Promise.all(within.map((each) => listings.places(toListing(status, each, order), reading))),
    isDescending,
  );
  const found = merged.places.filter(({ product }) => matches(product, query));
  const taken = withinBytes(found.slice(0, limit));
  const products = await listings.products(taken.map(({ product }) => product.id));
  const next = taken.length < found.length ? taken.at(-1)?.listingSort : merged.readTo;
  return {
    body: {
      items: taken
        .flatMap(({ product }) => products.get(product.id) ?? [])
        // The product may have changed since the row of this list was written.
        .filter(
          (product) =>
            product.status === status &&
            (category === undefined || product.categories.some((each) => within.includes(each))) &&
            matches(toListedProduct(product), query),
        ),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}

function toOrder({ sort = 'newest', currency = '' }: ProductQuery): ListingOrder {
  switch (sort) {
    case 'newest':
      return 'newest';
    case 'title':
    case '-title':
      return 'title';
    case 'price':
    case '-price':
      return { currency };
    default:
      return sort satisfies never;
  }
}

/** The sort keys between which the prices of a list by price are. */
function boundsOf({
  sort,
  minPriceMinor,
  maxPriceMinor,
}: ProductQuery): readonly [string, string] | undefined {
  const isByPrice = sort === 'price' || sort === '-price';
  if (!isByPrice || (minPriceMinor === undefined && maxPriceMinor === undefined)) return undefined;
  const highest = maxPriceMinor ?? Number.MAX_SAFE_INTEGER;
  // `$` follows `#`, which follows the amount in a sort key.
  return [toAmountKey(minPriceMinor ?? 0), `${toAmountKey(highest)}$`];
}

/** The first products, up to the size of a page; at least one, so that the next page begins after it. */
function withinBytes(places: readonly Place[]): readonly Place[] {
  let bytes = 0;
  return places.filter(({ product }, index) => {
    bytes += product.bytes;
    return index === 0 || bytes <= MAX_PAGE_BYTES;
  });
}
