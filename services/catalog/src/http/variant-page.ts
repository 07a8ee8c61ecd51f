import type { ProductVariant } from '@tradepost/contracts/catalog/model';
import { fromCursor, type ListRoute, toCursor } from '@tradepost/lambda/cursor';
import type { ProductsTable } from '../adapters/products-table.ts';
import type { ProductFacts, Variant } from '../domain/product.ts';
import { toProductVariant } from '../projections/to-product.ts';

/**
 * Reads a page of the variants of a product by SKU: those of the product's item, and those that are items of their own. A page
 * may have fewer items than the limit, because variants that are not wanted are left out after they were read.
 *
 * @param route route of the list; a cursor is valid for one route and one product
 * @param isWanted returns true for the variants that the caller may see
 */
export async function toVariantPage(
  route: ListRoute,
  product: ProductFacts,
  query: { readonly limit: number; readonly cursor?: string | undefined },
  products: Pick<ProductsTable, 'ownVariantsAfter'>,
  isWanted: (variant: Variant) => boolean,
): Promise<
  | { readonly body: { items: ProductVariant[]; nextCursor?: string } }
  | { readonly rejection: { readonly code: 'INVALID_CURSOR' } }
> {
  const list = { ...query, productId: product.id };
  const from = fromCursor(route, list, () => true);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { after } = from;
  const { limit } = query;
  const own = await products.ownVariantsAfter(product.id, limit, after);
  const inline = product.variants.filter(({ sku }) => after === undefined || compareSkus(sku, after) > 0);
  // A variant that was archived after the product was read is in both: its own item is newer.
  const bySku = new Map([...inline, ...own.variants].map((variant) => [variant.sku, variant]));
  const sorted = [...bySku.values()].toSorted((one, other) => compareSkus(one.sku, other.sku));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  const hasMore = own.hasMore || sorted.length > limit;
  return {
    body: {
      items: page.filter(isWanted).map((variant) => toProductVariant(product.id, variant)),
      ...(hasMore && last !== undefined ? { nextCursor: toCursor(route, list, last.sku) } : {}),
    },
  };
}

/** DynamoDB's order of sort keys: by bytes of UTF-8. */
function compareSkus(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
