import { getProductBySlug as route } from '@tradepost/contracts/http/catalog';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';
import { toReply } from './product-reply.ts';

export const handler = http(route, (request) => getProductBySlug(request, deps()));

/** The product that has a slug. */
export async function getProductBySlug(
  { params: { slug } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const refusal = { rejection: { code: 'PRODUCT_NOT_FOUND', slug } } as const;
  const productId = await products.ownerOf({ kind: 'slug', value: slug });
  if (productId === undefined) return refusal;
  const loaded = await products.load(productId);
  // It may have given the slug back since the claim was read.
  const hasIt = loaded.state.status !== 'none' && loaded.state.slug === slug;
  return hasIt ? toReply(loaded) : refusal;
}
