import { createGadget as route } from '@tradepost/contracts/gadgets/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { IdFromKey } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps, idFromKey } from '../deps.ts';
import { create } from '../domain/create.ts';
import { toGadget } from '../projections/to-gadget.ts';

export const handler = http(route, (request) => createGadget(request, { ...deps(), idFromKey: idFromKey() }));

/** Creates a gadget. A repeated request with the same key creates nothing more. */
export async function createGadget(
  request: HttpRequest<typeof route>,
  {
    gadgets,
    newGadgetId,
    idFromKey: toId,
  }: Pick<Deps, 'gadgets' | 'newGadgetId'> & { readonly idFromKey: IdFromKey },
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey } = request;
  const gadgetId = idempotencyKey === undefined ? newGadgetId() : await toId('gdg', caller, idempotencyKey);
  const cause = { ...by(request), fingerprint: hashRequest(body) };
  const result = await gadgets.create(gadgetId, create({ gadgetId, ...body }), cause);
  if ('rejection' in result) return result;
  const { state, version } = result;
  return { body: toGadget(state, version), version, location: `/v1/gadgets/${gadgetId}` };
}
