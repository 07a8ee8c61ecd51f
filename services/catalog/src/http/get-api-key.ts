import { getApiKey as route } from '@tradepost/contracts/api-keys/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type ApiKeyDeps, apiKeyDeps } from '../deps.ts';
import { toApiKey } from '../projections/to-api-key.ts';

export const handler = http(route, (request) => getApiKey(request, apiKeyDeps()));

/** Returns an API key without its value. */
export async function getApiKey(
  { params: { apiKeyId } }: HttpRequest<typeof route>,
  { apiKeys, now }: Pick<ApiKeyDeps, 'apiKeys' | 'now'>,
): Promise<HttpReply<typeof route>> {
  const found = await apiKeys.find(apiKeyId);
  return found === undefined
    ? { rejection: { code: 'API_KEY_NOT_FOUND', apiKeyId } }
    : { body: toApiKey(found, now()) };
}
