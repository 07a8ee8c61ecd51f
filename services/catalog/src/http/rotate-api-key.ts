import { retryOnConflict } from '@tradepost/aggregate/retry';
import { rotateApiKey as route } from '@tradepost/contracts/api-keys/routes';
import { isContention } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GatewayKeyDeps, gatewayKeyDeps } from '../deps.ts';
import { replace } from '../domain/api-key.ts';
import { actOnKey } from '../domain/api-key-act.ts';
import { toApiKey } from '../projections/to-api-key.ts';
import { createKey } from './create-key.ts';

export const handler = http(route, (request) => rotateApiKey(request, gatewayKeyDeps()));

/**
 * Issues a second key to the partner of a key, and sets the time at which the first one is revoked. Decides again if the key has
 * been changed meanwhile.
 *
 * @throws ContentionError if it was changed meanwhile each time
 */
export function rotateApiKey(
  request: HttpRequest<typeof route>,
  deps: GatewayKeyDeps,
): Promise<HttpReply<typeof route>> {
  return retryOnConflict(() => rotate(request, deps), isContention);
}

async function rotate(
  { params: { apiKeyId }, body: { overlapHours }, caller, correlationId }: HttpRequest<typeof route>,
  deps: GatewayKeyDeps,
): Promise<HttpReply<typeof route>> {
  const found = await deps.apiKeys.find(apiKeyId);
  if (found === undefined) return { rejection: { code: 'API_KEY_NOT_FOUND', apiKeyId } };
  const [now, by, id] = [deps.now(), caller.id, deps.newApiKeyId()];
  const decision = replace(found, { replacedBy: id, overlapHours, by, now });
  if ('rejection' in decision) return { rejection: { ...decision.rejection, apiKeyId } };
  const { key: replaced } = decision;
  const facts = { replacedBy: id, revokeAt: replaced.revokeAt };
  const act = actOnKey('ApiKeyRotated', apiKeyId, { by, correlationId }, facts);
  const created = await createKey(
    { id, partner: found.partner, by, correlationId, now, replaced: { key: replaced, act } },
    deps,
  );
  return {
    body: { ...toApiKey(created.key, now), value: created.value },
    location: `/v1/admin/api-keys/${id}`,
    recorded: created.recorded,
  };
}
