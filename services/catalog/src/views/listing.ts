import type { Product, ProductStatus } from '@tradepost/contracts/models/product';
import type { ProductState } from '../domain/product.ts';
import { toProduct } from './product-view.ts';

/** The list of all products of a status, whatever their categories. */
export const ALL_CATEGORIES = '*';

/**
 * A product's row in the list of one category. Where the product has left the category only the version stays:
 * an older record that comes late does not put it back.
 */
export type ListingRow = {
  readonly productId: string;
  readonly category: string;
  readonly version: number;
  /** Which list it stands in, and where; absent where the product has left the category. */
  readonly entry?: { readonly listing: string; readonly listingSort: string; readonly product: Product };
};

/** A change of a product: what it was, what it is, and the version that it has now. */
export type ProductChange = {
  readonly version: number;
  readonly before: ProductState;
  readonly after: ProductState;
};

/** The rows that a change of a product writes: one for each category that it has, or had. */
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

/** The list of a status and a category. */
export function toListing(status: ProductStatus, category: string): string {
  return `${status}#${category}`;
}

/** The place of a product in a list: newest first by this. */
export function toListingSort({ createdAt, id }: Pick<Product, 'createdAt' | 'id'>): string {
  return `${createdAt}#${id}`;
}

/** Whether a text has the form that `toListingSort` gives. */
export function isListingSort(text: string): boolean {
  return /^[\dT:.Z-]+#prd_[0-9A-Z]{26}$/.test(text);
}

function categoriesOf(state: ProductState): ReadonlySet<string> {
  return new Set(state.status === 'none' ? [] : [ALL_CATEGORIES, ...state.categories]);
}
