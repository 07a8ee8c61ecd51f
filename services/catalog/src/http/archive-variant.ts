import { archiveVariant as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { archiveVariant as archive } from '../domain/archive-variant.ts';
import { toVariantReply } from './variant-reply.ts';

export const handler = http(route, (request) => archiveVariant(request, deps()));

/** Archives a variant, which is final. If it is archived already, `If-Match` is not checked. */
export async function archiveVariant(
  request: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { params, ifMatch: accepted } = request;
  const { productId, sku } = params;
  const result = await products.executeOnVariant(
    productId,
    sku,
    (own) => archive(productId, { sku, own, accepted }),
    by(request),
  );
  return 'rejection' in result ? result : toVariantReply(productId, result.variant);
}
