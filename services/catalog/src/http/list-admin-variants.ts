import { listAdminVariants as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toVariantPage } from './variant-page.ts';

export const handler = http(route, (request) => listAdminVariants(request, deps()));

/** Returns a page of the variants of a product of any status, archived ones included. */
export async function listAdminVariants(
  { params: { productId }, query }: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { state } = await products.load(productId);
  if (state.status === 'none') return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
  return toVariantPage(route, state, query, products, () => true);
}
