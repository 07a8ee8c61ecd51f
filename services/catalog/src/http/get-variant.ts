import { getVariant as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { hasOwnVariants, isArchived } from '../domain/variants.ts';
import { isPublic } from './product-reply.ts';
import { toVariantReply } from './variant-reply.ts';

export const handler = http(route, (request) => getVariant(request, deps()));

/** Returns a variant that is not archived, of an active product. */
export async function getVariant(
  { params: { productId, sku } }: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { state } = await products.load(productId);
  if (!isPublic(state)) return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
  const inline = state.variants.find((each) => each.sku === sku);
  const [own] =
    inline === undefined && hasOwnVariants(state) ? await products.ownVariants([{ productId, sku }]) : [];
  const variant = inline ?? own;
  if (variant === undefined || isArchived(variant))
    return { rejection: { code: 'VARIANT_NOT_FOUND', productId, sku } };
  return toVariantReply(productId, variant);
}
