import { retryOnConflict } from '@tradepost/aggregate/retry';
import { revokeApiKey as route } from '@tradepost/contracts/api-keys/routes';
import { ContentionError, isContention } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GatewayKeyDeps, gatewayKeyDeps } from '../deps.ts';
import { revoke } from '../domain/api-key.ts';
import { toAuditEvent } from '../domain/api-key-audit.ts';
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
  const { apiKeys } = deps;
  const found = await apiKeys.find(apiKeyId);
  if (found === undefined) return { rejection: { code: 'API_KEY_NOT_FOUND', apiKeyId } };
  const [now, by] = [deps.now(), caller.id];
  const changed = revoke(found, { by, now });
  if (changed !== undefined) {
    const facts = { partner: found.partner, reason };
    const entry = toAuditEvent({ type: 'ApiKeyRevoked', apiKeyId, by, correlationId, facts }, now);
    if (!(await apiKeys.record([changed], [entry])))
      throw new ContentionError(`API key ${apiKeyId} has been changed meanwhile`);
  }
  return { body: toApiKey(await deps.completeRevocation(changed ?? found, now), now) };
}
