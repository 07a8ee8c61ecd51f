import { execute } from '@tradepost/aggregate/old/execute';
import { updateProduct as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { decide, type UpdateProduct } from '../domain/decide.ts';
import { ifMatching } from './if-match.ts';
import { refuseTaken, toReply } from './product-reply.ts';

export const handler = http(route, (request) => updateProduct(request, deps()));

/** Updates a product, only if it is at a version that `If-Match` names. */
export async function updateProduct(
  request: HttpRequest<typeof route>,
  { products, now }: Deps,
): Promise<HttpReply<typeof route>> {
  const { params, body, ifMatch } = request;
  const { productId } = params;
  const at = now();
  const command: UpdateProduct = { type: 'UpdateProduct', productId, at, changes: body };
  const result = await refuseTaken(
    execute(products, productId, (state, version) => ifMatching(ifMatch, version, decide(command, state)), {
      at,
      ...by(request),
    }),
  );
  return 'rejection' in result ? result : toReply(result);
}
