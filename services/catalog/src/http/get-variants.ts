import type { Loaded } from '@tradepost/aggregate/store';
import { DEFAULT_TAX_CLASS } from '@tradepost/contracts/catalog/model';
import { getVariants as route, type variantOfProduct } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type * as z from 'zod/mini';
import { type Deps, deps } from '../deps.ts';
import type { Attributes, ProductState, Variant } from '../domain/product.ts';
import { hasOwnVariants, isArchived } from '../domain/variants.ts';
import { isPublic } from './product-reply.ts';

export const handler = http(route, (request) => getVariants(request, deps()));

/** Returns variants of active products by SKU, in the order of the request. Claims, products and variants are read in batches. */
export async function getVariants(
  { query: { skus } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const owners = await products.ownersOfSkus(skus);
  const found = await products.loadMany([...new Set(owners.values())]);
  const own = new Map(
    (await readOwn(skus, owners, found, products)).map((variant) => [variant.sku, variant]),
  );
  const variants = skus.map((sku) => toVariant(sku, found.get(owners.get(sku) ?? ''), own.get(sku)));
  return {
    body: {
      items: variants.filter((variant) => variant !== undefined),
      unknown: skus.filter((_sku, index) => variants[index] === undefined),
    },
  };
}

/** Reads the variants that are not part of the items of their products. */
async function readOwn(
  skus: readonly string[],
  owners: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, Loaded<ProductState>>,
  products: Deps['products'],
): Promise<readonly Variant[]> {
  const keys = skus.flatMap((sku) => {
    const productId = owners.get(sku) ?? '';
    const state = found.get(productId)?.state;
    if (state === undefined || state.status === 'none' || !hasOwnVariants(state)) return [];
    return state.variants.some((each) => each.sku === sku) ? [] : [{ productId, sku }];
  });
  return keys.length === 0 ? [] : products.ownVariants(keys);
}

function toVariant(
  sku: string,
  found: Loaded<ProductState> | undefined,
  own: Variant | undefined,
): z.infer<typeof variantOfProduct> | undefined {
  if (found === undefined || !isPublic(found.state)) return undefined;
  const product = found.state;
  const variant = product.variants.find((each) => each.sku === sku) ?? own;
  if (variant === undefined || isArchived(variant)) return undefined;
  const { version: _version, ...fields } = variant;
  return {
    ...fields,
    productId: product.id,
    productTitle: product.title,
    status: product.status,
    productVersion: found.version,
    taxClass: variant.taxClass ?? product.taxClass ?? DEFAULT_TAX_CLASS,
    attributes: toFacts({ ...product.attributes, ...variant.attributes }),
  };
}

/** Attributes as conditions of promotions compare them: booleans as texts. */
function toFacts(attributes: Attributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? String(value) : value,
    ]),
  );
}
