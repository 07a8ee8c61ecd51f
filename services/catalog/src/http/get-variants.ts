import { DEFAULT_TAX_CLASS } from '@tradepost/contracts/catalog/model';
import { getVariants as route, type variantOfProduct } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type * as z from 'zod/mini';
import type { FoundVariant } from '../adapters/products-table.ts';
import { type Deps, deps } from '../deps.ts';
import { componentsOf, type KnownSkus, unavailableComponents } from '../domain/check-components.ts';
import type { Attributes } from '../domain/product.ts';
import { isArchived } from '../domain/variants.ts';
import { isPublic } from './product-reply.ts';

export const handler = http(route, (request) => getVariants(request, deps()));

/**
 * Returns variants of active products by SKU, in the order of the request. Claims, products and variants are read in batches, and once
 * more for the components of bundles.
 */
export async function getVariants(
  { query: { skus } }: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const found = await products.findVariants(skus);
  const components = componentsOf([...found.values()].map(({ variant }) => variant));
  const known = components.length === 0 ? new Map() : await products.findVariants(components);
  const variants = skus.map((sku) => toVariant(found.get(sku), known));
  return {
    body: {
      items: variants.filter((variant) => variant !== undefined),
      unknown: skus.filter((_sku, index) => variants[index] === undefined),
    },
  };
}

function toVariant(
  found: FoundVariant | undefined,
  known: KnownSkus,
): z.infer<typeof variantOfProduct> | undefined {
  if (found === undefined || !isPublic(found.product) || isArchived(found.variant)) return undefined;
  const { product, variant } = found;
  const { version: _version, ...fields } = variant;
  const unavailable = unavailableComponents(variant, known);
  return {
    ...fields,
    productId: product.id,
    productTitle: product.title,
    status: product.status,
    productVersion: found.version,
    taxClass: variant.taxClass ?? product.taxClass ?? DEFAULT_TAX_CLASS,
    attributes: toFacts({ ...product.attributes, ...variant.attributes }),
    ...(unavailable.length === 0 ? {} : { unavailableComponents: [...unavailable] }),
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
