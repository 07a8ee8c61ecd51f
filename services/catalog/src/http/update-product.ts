import { ifVersion } from '@tradepost/aggregate/if-version';
import { updateProduct as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { componentsOf } from '../domain/check-components.ts';
import { update } from '../domain/update.ts';
import { rejectTaken, toReply } from './product-reply.ts';

export const handler = http(route, (request) => updateProduct(request, deps()));

/** Updates a product, only if it is at a version that `If-Match` names. */
export async function updateProduct(
  request: HttpRequest<typeof route>,
  { products }: Pick<Deps, 'products'>,
): Promise<HttpReply<typeof route>> {
  const { productId } = request.params;
  const known = await products.findVariants(componentsOf(request.body.variants ?? []));
  const command = ifVersion(request.ifMatch, update(productId, request.body, known));
  const result = await rejectTaken(products.execute(productId, command, by(request)));
  return 'rejection' in result ? result : toReply(result);
}
