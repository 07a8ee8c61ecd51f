import { execute } from '@tradepost/aggregate/old/execute';
import { archiveProduct as route } from '@tradepost/contracts/catalog/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { type ArchiveProduct, decide } from '../domain/decide.ts';
import { ifMatching } from './if-match.ts';
import { toReply } from './product-reply.ts';

export const handler = http(route, (request) => archiveProduct(request, deps()));

/** Archives a product, which is final. If it is archived already, `If-Match` is not checked. */
export async function archiveProduct(
  request: HttpRequest<typeof route>,
  { products, now }: Deps,
): Promise<HttpReply<typeof route>> {
  const { productId } = request.params;
  const at = now();
  const command: ArchiveProduct = { type: 'ArchiveProduct', productId, at };
  const result = await execute(
    products,
    productId,
    (state, version) => {
      const decision = decide(command, state);
      const isDone = 'events' in decision && decision.events.length === 0;
      return isDone ? decision : ifMatching(request.ifMatch, version, decision);
    },
    { at, ...by(request) },
  );
  return 'rejection' in result ? result : toReply(result);
}
