import { MAX_VARIANTS } from '@tradepost/contracts/catalog/model';
import { getProductBySku as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { hasOwnVariants, isArchived } from '../domain/variants.ts';
import { isPublic, toReply } from './product-reply.ts';

export const handler = http(route, (request) => getProductBySku(request, deps()));

/** Returns the active product that has a SKU. The variant is always among those of the response. */
export async function getProductBySku(
  { params: { sku } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const notFound = { rejection: { code: 'PRODUCT_NOT_FOUND', sku } } as const;
  const productId = await products.ownerOf({ kind: 'sku', value: sku });
  if (productId === undefined) return notFound;
  const loaded = await products.load(productId);
  const { state } = loaded;
  // The product may have released the SKU since the claim was read.
  if (!isPublic(state)) return notFound;
  if (state.variants.some((variant) => variant.sku === sku)) return toReply(loaded);
  const [own] = hasOwnVariants(state) ? await products.ownVariants([{ productId, sku }]) : [];
  if (own === undefined || isArchived(own)) return notFound;
  const others = state.variants.slice(0, MAX_VARIANTS - 1);
  return toReply({ ...loaded, state: { ...state, variants: [own, ...others] } });
}
