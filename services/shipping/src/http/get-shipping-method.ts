import { getShippingMethod as route } from '@tradepost/contracts/shipping/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toReply } from './to-reply.ts';

export const handler = http(route, (request) => getShippingMethod(request, deps()));

/** Returns a shipping method of any status by its id. */
export async function getShippingMethod(
  { params: { methodId } }: HttpRequest<typeof route>,
  { methods }: Pick<Deps, 'methods'>,
): Promise<HttpReply<typeof route>> {
  const loaded = await methods.load(methodId);
  if (loaded.state.status === 'none') return { rejection: { code: 'SHIPPING_METHOD_NOT_FOUND', methodId } };
  return toReply(loaded);
}
