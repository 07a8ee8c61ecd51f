import { entryId } from '@tradepost/audit/item';
import { listApiKeyChanges as route } from '@tradepost/contracts/api-keys/routes';
import { isEventSortKey } from '@tradepost/contracts/archived-event';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { listAudit } from '../deps.ts';
import { auditTarget, toApiKeyChange } from '../domain/api-key-act.ts';

export const handler = http(route, (request) => listApiKeyChanges(request, listAudit()));

/** Lists who issued, rotated and revoked an API key, oldest first. */
export async function listApiKeyChanges(
  { params: { apiKeyId }, query }: HttpRequest<typeof route>,
  list: ReturnType<typeof listAudit>,
): Promise<HttpReply<typeof route>> {
  // The cursor is valid for the list of this key only.
  const filter = { ...query, apiKeyId };
  const from = fromCursor(route, filter, isEventSortKey);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await list({
    by: { target: auditTarget(apiKeyId) },
    after: from.after,
    limit: query.limit,
  });
  return {
    body: {
      items: items.map((entry) => toApiKeyChange({ id: entryId(entry), ...entry })),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, filter, next) }),
    },
  };
}
