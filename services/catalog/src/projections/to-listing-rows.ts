import type { Product, ProductStatus } from '@tradepost/contracts/catalog/model';
import type { ProductState } from '../domain/product.ts';
import { type ListedProduct, toListedProduct } from './to-listed-product.ts';
import { toProduct } from './to-product.ts';

/** Category of the lists that contain the products of all categories. */
export const ALL_CATEGORIES = '*';

/** Orders of a list. An order by price has a currency. Newest products come first, all others in ascending order. */
export type ListingOrder = 'newest' | 'title' | { readonly currency: string };

/**
 * A product's row in one list: that of a category in one order. If the product has left the list, the row keeps only the
 * version, so that an older stream record that arrives late does not list the product there again.
 */
export type ListingRow = {
  readonly productId: string;
  readonly category: string;
  readonly order: ListingOrder;
  readonly version: number;
  /** The list and the position in it; absent if the product has left the list. */
  readonly entry?: {
    readonly listing: string;
    readonly listingSort: string;
    readonly product: ListedProduct;
  };
  /** The whole product: only in the row of all categories by time, which is not part of the index. */
  readonly whole?: Product;
};

/** A change of a product: its states before and after, and its version after. */
export type ProductChange = {
  readonly version: number;
  readonly before: ProductState;
  readonly after: ProductState;
};

/** Maximum length of a title in a sort key, in code points: a sort key has at most 1,024 bytes. */
const MAX_TITLE_KEY_LENGTH = 100;
/** Digits of the largest amount, so that amounts sort as texts. */
const AMOUNT_DIGITS = 15;

/**
 * Returns the rows to write after a change of a product: one for each list that it is or was in. The first has the whole
 * product, and must be written before the others.
 */
export function toListingRows({ version, before, after }: ProductChange): readonly ListingRow[] {
  if (after.status === 'none') return [];
  const whole = toProduct(after, version);
  const product = toListedProduct(whole);
  const present = listsOf(after);
  const former = listsOf(before).filter(
    (list) => !present.some((each) => toRowName(each) === toRowName(list)),
  );
  return [
    ...present.map((list, index) => ({
      productId: whole.id,
      ...list,
      version,
      entry: {
        listing: toListing(whole.status, list.category, list.order),
        listingSort: toListingSort(whole, product, list.order),
        product,
      },
      ...(index === 0 ? { whole } : {}),
    })),
    ...former.map((list) => ({ productId: whole.id, ...list, version })),
  ];
}

/** The index key of the list of a status and a category in an order. */
export function toListing(status: ProductStatus, category: string, order: ListingOrder = 'newest'): string {
  return `${status}#${toRowName({ category, order })}`;
}

/** The name of a list without its status: a slug has no `#`. */
export function toRowName({ category, order }: Pick<ListingRow, 'category' | 'order'>): string {
  if (order === 'newest') return category;
  return order === 'title' ? `${category}#title` : `${category}#price#${order.currency}`;
}

/** Checks whether a text has the format of the sort key of a list: it ends with the id, so that no two products have the same. */
export function isListingSort(text: string): boolean {
  return /[\t#]prd_[0-9A-Z]{26}$/.test(text);
}

/** Returns the id in a sort key. */
export function productIdIn(listingSort: string): string {
  return listingSort.slice(listingSort.lastIndexOf('prd_'));
}

/** The start of the sort keys of an amount. */
export function toAmountKey(amountMinor: number): string {
  return String(amountMinor).padStart(AMOUNT_DIGITS, '0');
}

function toListingSort(
  { createdAt, id, title }: Product,
  { prices }: ListedProduct,
  order: ListingOrder,
): string {
  if (order === 'newest') return `${createdAt}#${id}`;
  // A tab sorts before everything that a title has: `mug` comes before `mug blue`.
  if (order === 'title') return `${toTitleKey(title)}\t${id}`;
  return `${toAmountKey(prices[order.currency] ?? 0)}#${id}`;
}

/** A title without case and accents: `Äpfel` sorts with `apfel`. */
function toTitleKey(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
  return [...plain.replace(/[\p{C}\p{Z}]+/gu, ' ')].slice(0, MAX_TITLE_KEY_LENGTH).join('');
}

/** The lists of a product: by time of every status, and those in other orders of an active one. */
function listsOf(state: ProductState): readonly Pick<ListingRow, 'category' | 'order'>[] {
  if (state.status === 'none') return [];
  const categories = [...new Set([ALL_CATEGORIES, ...state.categories])];
  const currencies = Object.keys(toListedProduct(toProduct(state, 0)).prices);
  const orders: readonly ListingOrder[] =
    state.status === 'active'
      ? ['newest', 'title', ...currencies.map((currency) => ({ currency }))]
      : ['newest'];
  return orders.flatMap((order) => categories.map((category) => ({ category, order })));
}
