import { getProductBySlug as route } from '@tradepost/contracts/catalog/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { isPublic, toReply } from './product-reply.ts';

export const handler = http(route, (request) => getProductBySlug(request, deps()));

/** Returns the active product that has a slug. */
export async function getProductBySlug(
  { params: { slug } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const notFound = { rejection: { code: 'PRODUCT_NOT_FOUND', slug } } as const;
  const productId = await products.ownerOf({ kind: 'slug', value: slug });
  if (productId === undefined) return notFound;
  const loaded = await products.load(productId);
  // The product may have released the slug since the claim was read.
  const hasIt = isPublic(loaded.state) && loaded.state.slug === slug;
  return hasIt ? toReply(loaded) : notFound;
}
