import type { Product, ProductStatus } from '@tradepost/contracts/catalog/model';
import type { ProductState } from '../domain/product.ts';
import { toProduct } from './to-product.ts';

/** Category of the lists that contain the products of all categories. */
export const ALL_CATEGORIES = '*';

/**
 * A product's row in the list of one category. If the product has left the category, the row keeps only the version, so that
 * an older stream record that arrives late does not list the product there again.
 */
export type ListingRow = {
  readonly productId: string;
  readonly category: string;
  readonly version: number;
  /** The list and the position in it; absent if the product has left the category. */
  readonly entry?: { readonly listing: string; readonly listingSort: string; readonly product: Product };
};

/** A change of a product: its states before and after, and its version after. */
export type ProductChange = {
  readonly version: number;
  readonly before: ProductState;
  readonly after: ProductState;
};

/** Returns the rows to write after a change of a product: one for each category that it has or had. */
export function toListingRows({ version, before, after }: ProductChange): readonly ListingRow[] {
  if (after.status === 'none') return [];
  const view = toProduct(after, version);
  const present = categoriesOf(after);
  const former = [...categoriesOf(before)].filter((category) => !present.has(category));
  return [
    ...[...present].map((category) => ({
      productId: view.id,
      category,
      version,
      entry: {
        listing: toListing(view.status, category),
        listingSort: toListingSort(view),
        product: view,
      },
    })),
    ...former.map((category) => ({ productId: view.id, category, version })),
  ];
}

/** The index key of the list of a status and a category. */
export function toListing(status: ProductStatus, category: string): string {
  return `${status}#${category}`;
}

/** The sort key of a product in a list. Lists are read in descending order, newest first. */
export function toListingSort({ createdAt, id }: Pick<Product, 'createdAt' | 'id'>): string {
  return `${createdAt}#${id}`;
}

/** Checks whether a text has the format of `toListingSort`. */
export function isListingSort(text: string): boolean {
  return /^[\dT:.Z-]+#prd_[0-9A-Z]{26}$/.test(text);
}

function categoriesOf(state: ProductState): ReadonlySet<string> {
  return new Set(state.status === 'none' ? [] : [ALL_CATEGORIES, ...state.categories]);
}
