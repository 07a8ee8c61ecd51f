import { listApiKeys as route } from '@tradepost/contracts/api-keys/routes';
import { apiKeyId } from '@tradepost/contracts/fields/identifiers';
import { fromCursor, toCursor } from '@tradepost/lambda/cursor';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type ApiKeyDeps, apiKeyDeps } from '../deps.ts';
import { toApiKey } from '../projections/to-api-key.ts';

export const handler = http(route, (request) => listApiKeys(request, apiKeyDeps()));

/** Returns a page of API keys, newest first. */
export async function listApiKeys(
  { query }: HttpRequest<typeof route>,
  { apiKeys, now }: Pick<ApiKeyDeps, 'apiKeys' | 'now'>,
): Promise<HttpReply<typeof route>> {
  const from = fromCursor(route, query, (place) => apiKeyId.safeParse(place).success);
  if (from === undefined) return { rejection: { code: 'INVALID_CURSOR' } };
  const { items, next } = await apiKeys.page(query.limit, from.after);
  return {
    body: {
      items: items.map((key) => toApiKey(key, now())),
      ...(next === undefined ? {} : { nextCursor: toCursor(route, query, next) }),
    },
  };
}
