import { create } from '@tradepost/aggregate/old/execute';
import { createGadget as route } from '@tradepost/contracts/gadgets/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deriveId, hashRequest } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps } from '../deps.ts';
import { type CreateGadget, decide } from '../domain/decide.ts';
import { type GadgetEvent, type GadgetState, noGadget } from '../domain/gadget.ts';
import { toReply } from './gadget-reply.ts';

export const handler = http(route, (request) => createGadget(request, deps()));

/** Creates a gadget. A repeated request with the same key creates nothing more. */
export async function createGadget(
  request: HttpRequest<typeof route>,
  { gadgets, newGadgetId, now }: Deps,
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey } = request;
  const at = now();
  const gadgetId = idempotencyKey === undefined ? newGadgetId() : deriveId('gdg', caller.id, idempotencyKey);
  const command: CreateGadget = { type: 'CreateGadget', gadgetId, at, title: body.title };
  const result = await create<GadgetState, GadgetEvent, never>(
    gadgets,
    gadgetId,
    noGadget,
    (state) => decide(command, state),
    { at, ...by(request), fingerprint: hashRequest(body) },
  );
  if ('rejection' in result) return result;
  return { ...toReply(result), location: `/v1/gadgets/${gadgetId}` };
}
