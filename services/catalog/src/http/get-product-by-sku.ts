import { getProductBySku as route } from '@tradepost/contracts/http/catalog';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type Deps, deps } from '../deps.ts';
import { toReply } from './product-reply.ts';

export const handler = http(route, (request) => getProductBySku(request, deps()));

/** The product that has a SKU. */
export async function getProductBySku(
  { params: { sku } }: HttpRequest<typeof route>,
  { products }: Deps,
): Promise<HttpReply<typeof route>> {
  const refusal = { rejection: { code: 'PRODUCT_NOT_FOUND', sku } } as const;
  const productId = await products.ownerOf({ kind: 'sku', value: sku });
  if (productId === undefined) return refusal;
  const loaded = await products.load(productId);
  // It may have given the SKU back since the claim was read.
  const { state } = loaded;
  const hasIt = state.status !== 'none' && state.variants.some((variant) => variant.sku === sku);
  return hasIt ? toReply(loaded) : refusal;
}
