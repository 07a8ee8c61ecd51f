import { retryOnConflict } from '@tradepost/aggregate/retry';
import { revokeApiKey as route } from '@tradepost/contracts/api-keys/routes';
import { ContentionError, isContention } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GatewayKeyDeps, gatewayKeyDeps } from '../deps.ts';
import { revoke } from '../domain/api-key.ts';
import { actOnKey } from '../domain/api-key-act.ts';
import { toApiKey } from '../projections/to-api-key.ts';

export const handler = http(route, (request) => revokeApiKey(request, gatewayKeyDeps()));

/**
 * Records that a key is revoked, then has API Gateway reject it. If the function ends in between, a repeated request or the
 * schedule completes it. Decides again if the key has been changed meanwhile.
 *
 * @throws ContentionError if it was changed meanwhile each time
 */
export function revokeApiKey(
  request: HttpRequest<typeof route>,
  deps: GatewayKeyDeps,
): Promise<HttpReply<typeof route>> {
  return retryOnConflict(() => recordAndRevoke(request, deps), isContention);
}

async function recordAndRevoke(
  { params: { apiKeyId }, body: { reason }, caller, correlationId }: HttpRequest<typeof route>,
  deps: GatewayKeyDeps,
): Promise<HttpReply<typeof route>> {
  const { apiKeys, audit } = deps;
  const found = await apiKeys.find(apiKeyId);
  if (found === undefined) return { rejection: { code: 'API_KEY_NOT_FOUND', apiKeyId } };
  const [now, by] = [deps.now(), caller.id];
  const changed = revoke(found, { by, now });
  const act = actOnKey('ApiKeyRevoked', apiKeyId, { by, correlationId }, { partner: found.partner, reason });
  const recorded =
    changed === undefined
      ? { notAnAct: 'the key was revoked before' }
      : await audit.recordWith([act], apiKeys.toPuts([changed]));
  if (recorded === undefined) throw new ContentionError(`API key ${apiKeyId} has been changed meanwhile`);
  return { body: toApiKey(await deps.completeRevocation(changed ?? found, now), now), recorded };
}
