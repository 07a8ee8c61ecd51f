import type { Loaded } from '@tradepost/aggregate/store';
import { DEFAULT_TAX_CLASS } from '@tradepost/contracts/catalog/model';
import { getVariants as route, type variantOfProduct } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type * as z from 'zod/mini';
import { type Deps, deps } from '../deps.ts';
import type { Attributes, ProductState } from '../domain/product.ts';
import { isPublic } from './product-reply.ts';

export const handler = http(route, (request) => getVariants(request, deps()));

/** Returns variants of active products by SKU, in the order of the request. Claims and products are read in batches. */
export async function getVariants(
  { query: { skus } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const owners = await products.ownersOfSkus(skus);
  const found = await products.loadMany([...new Set(owners.values())]);
  const variants = skus.map((sku) => toVariant(sku, found.get(owners.get(sku) ?? '')));
  return {
    body: {
      items: variants.filter((variant) => variant !== undefined),
      unknown: skus.filter((_sku, index) => variants[index] === undefined),
    },
  };
}

function toVariant(
  sku: string,
  found: Loaded<ProductState> | undefined,
): z.infer<typeof variantOfProduct> | undefined {
  if (found === undefined || !isPublic(found.state)) return undefined;
  const product = found.state;
  const variant = product.variants.find((each) => each.sku === sku);
  if (variant === undefined) return undefined;
  return {
    ...variant,
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
