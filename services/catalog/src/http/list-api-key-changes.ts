import { listApiKeyChanges as route } from '@tradepost/contracts/api-keys/routes';
import { isEventSortKey } from '@tradepost/contracts/archived-event';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type ApiKeyDeps, apiKeyDeps } from '../deps.ts';
import { auditSubject, toApiKeyChange } from '../domain/api-key-audit.ts';

export const handler = http(route, (request) => listApiKeyChanges(request, apiKeyDeps()));

/** Lists who issued, rotated and revoked an API key, oldest first. */
export async function listApiKeyChanges(
  { params: { apiKeyId }, query }: HttpRequest<typeof route>,
  { apiKeys }: Pick<ApiKeyDeps, 'apiKeys'>,
): Promise<HttpReply<typeof route>> {
  // The cursor is valid for the list of this key only.
  const list = { ...query, apiKeyId };
  const from = fromCursor(route, list, isEventSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await apiKeys.listChanges({
    of: { subject: auditSubject(apiKeyId) },
    after: from.after,
    limit: query.limit,
  });
  return {
    body: {
      items: items.map(toApiKeyChange),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, list, next) }),
    },
  };
}
