import { issueApiKey as route } from '@tradepost/contracts/api-keys/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GatewayKeyDeps, gatewayKeyDeps } from '../deps.ts';
import { toApiKey } from '../projections/to-api-key.ts';
import { createKey } from './create-key.ts';

export const handler = http(route, (request) => issueApiKey(request, gatewayKeyDeps()));

/** Issues an API key to a partner. The response is the only place that has its value. */
export async function issueApiKey(
  { body: { partner }, caller, correlationId }: HttpRequest<typeof route>,
  deps: GatewayKeyDeps,
): Promise<HttpReply<typeof route>> {
  const now = deps.now();
  const by = caller.id;
  const created = await createKey({ partner, by, correlationId, now }, deps);
  return {
    body: { ...toApiKey(created.key, now), value: created.value },
    location: `/v1/admin/api-keys/${created.key.id}`,
    recorded: created.recorded,
  };
}
