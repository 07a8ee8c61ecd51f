import { ifVersion } from '@tradepost/aggregate/if-version';
import { archiveShippingMethod as route } from '@tradepost/contracts/shipping/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { archive } from '../domain/archive.ts';
import { toReply } from './to-reply.ts';

export const handler = http(route, (request) => archiveShippingMethod(request, deps()));

/** Archives a shipping method, which is final. If it is archived already, `If-Match` is not checked. */
export async function archiveShippingMethod(
  request: HttpRequest<typeof route>,
  { methods }: Pick<Deps, 'methods'>,
): Promise<HttpReply<typeof route>> {
  const { methodId } = request.params;
  const command = ifVersion(request.ifMatch, archive(methodId), { isRepeatable: true });
  const result = await methods.execute(methodId, command, by(request));
  return 'rejection' in result ? result : toReply(result);
}
