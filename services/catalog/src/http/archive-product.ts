import { execute } from '@tradepost/aggregate/execute';
import { archiveProduct as route } from '@tradepost/contracts/http/catalog';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { type ArchiveProduct, decide } from '../domain/decide.ts';
import { ifMatching } from './if-match.ts';
import { toReply } from './product-reply.ts';

export const handler = http(route, (request) => archiveProduct(request, deps()));

/** Archives a product, which is final. If it is archived already, `If-Match` is not checked. */
export async function archiveProduct(
  { params: { productId }, caller, correlationId, ifMatch }: HttpRequest<typeof route>,
  { products, now }: Deps,
): Promise<HttpReply<typeof route>> {
  const at = now();
  const command: ArchiveProduct = { type: 'ArchiveProduct', productId, at };
  const result = await execute(
    products,
    productId,
    (state, version) => {
      const decision = decide(command, state);
      const isDone = 'events' in decision && decision.events.length === 0;
      return isDone ? decision : ifMatching(ifMatch, version, decision);
    },
    { at, actor: caller.id, correlationId },
  );
  return 'rejection' in result ? result : toReply(result);
}
