import { getProduct as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { isPublic, toReply } from './product-reply.ts';

export const handler = http(route, (request) => getProduct(request, deps()));

/** Returns an active product by its id. */
export async function getProduct(
  { params: { productId } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const loaded = await products.load(productId);
  if (!isPublic(loaded.state)) return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
  return toReply(loaded);
}
