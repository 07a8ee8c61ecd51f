import { ifVersion } from '@tradepost/aggregate/if-version';
import { archiveProduct as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { archive } from '../domain/archive.ts';
import { toReply } from './product-reply.ts';

export const handler = http(route, (request) => archiveProduct(request, deps()));

/** Archives a product, which is final. If it is archived already, `If-Match` is not checked. */
export async function archiveProduct(
  request: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { productId } = request.params;
  const command = ifVersion(request.ifMatch, archive(productId), { isRepeatable: true });
  const result = await products.execute(productId, command, by(request));
  return 'rejection' in result ? result : toReply(result);
}
