import { getAdminProduct as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toReply } from './product-reply.ts';

export const handler = http(route, (request) => getAdminProduct(request, deps()));

/** Returns a product of any status by its id. */
export async function getAdminProduct(
  { params: { productId } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const loaded = await products.load(productId);
  if (loaded.state.status === 'none') return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
  return toReply(loaded);
}
