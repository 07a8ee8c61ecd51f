import { ifVersion } from '@tradepost/aggregate/if-version';
import { replaceShippingMethod as route } from '@tradepost/contracts/shipping/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { replace } from '../domain/replace.ts';
import { toReply } from './to-reply.ts';

export const handler = http(route, (request) => replaceShippingMethod(request, deps()));

/** Replaces a shipping method, only if it is at a version that `If-Match` names. */
export async function replaceShippingMethod(
  request: HttpRequest<typeof route>,
  { methods }: Pick<Deps, 'methods'>,
): Promise<HttpReply<typeof route>> {
  const { methodId } = request.params;
  const command = ifVersion(request.ifMatch, replace(methodId, request.body));
  const result = await methods.execute(methodId, command, by(request));
  return 'rejection' in result ? result : toReply(result);
}
