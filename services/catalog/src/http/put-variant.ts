import { putVariant as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { componentsOf } from '../domain/check-components.ts';
import { putVariant as put } from '../domain/put-variant.ts';
import { rejectTakenSku } from './product-reply.ts';
import { toVariantReply } from './variant-reply.ts';

export const handler = http(route, (request) => putVariant(request, deps()));

/** Creates or replaces a variant, only if it is at a version that `If-Match` names, or missing with `If-None-Match: *`. */
export async function putVariant(
  request: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { params, body, ifMatch: accepted } = request;
  const { productId, sku } = params;
  const given = { ...body, sku };
  const known = await products.findVariants(componentsOf([given]));
  const result = await rejectTakenSku(
    products.executeOnVariant(
      productId,
      sku,
      (own) => put(productId, { given, own, known, accepted }),
      by(request),
    ),
  );
  return 'rejection' in result ? result : toVariantReply(productId, result.variant);
}
