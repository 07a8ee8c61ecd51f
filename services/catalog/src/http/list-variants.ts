import { listVariants as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { isArchived } from '../domain/variants.ts';
import { isPublic } from './product-reply.ts';
import { toVariantPage } from './variant-page.ts';

export const handler = http(route, (request) => listVariants(request, deps()));

/** Returns a page of the variants of an active product that are not archived. */
export async function listVariants(
  { params: { productId }, query }: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { state } = await products.load(productId);
  if (!isPublic(state)) return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
  return toVariantPage(route, state, query, products, (variant) => !isArchived(variant));
}
