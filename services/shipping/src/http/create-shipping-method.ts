import { createShippingMethod as route } from '@tradepost/contracts/shipping/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { IdFromKey } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps, idFromKey } from '../deps.ts';
import { create, toFacts } from '../domain/create.ts';
import { toReply } from './to-reply.ts';

export const handler = http(route, (request) =>
  createShippingMethod(request, { ...deps(), idFromKey: idFromKey() }),
);

/** Creates a shipping method. A repeated request with the same key changes nothing and gets the first response. */
export async function createShippingMethod(
  request: HttpRequest<typeof route>,
  {
    methods,
    newMethodId,
    idFromKey: toId,
  }: Pick<Deps, 'methods' | 'newMethodId'> & { readonly idFromKey: IdFromKey },
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey } = request;
  const methodId = idempotencyKey === undefined ? newMethodId() : await toId('shm', caller, idempotencyKey);
  const cause = { ...by(request), fingerprint: hashRequest(body) };
  const result = await methods.create(methodId, create(methodId, body), cause);
  if ('rejection' in result) return result;
  const { state, repeated } = result;
  // The method may have changed since the first request.
  const created = repeated && state.status !== 'none' ? toFacts(methodId, body, state.createdAt) : state;
  return { ...toReply({ state: created, version: 0 }), location: `/v1/admin/shipping-methods/${methodId}` };
}
