import { getApiKeyUsage as route } from '@tradepost/contracts/api-keys/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type GatewayKeyDeps, gatewayKeyDeps } from '../deps.ts';

export const handler = http(route, (request) => getApiKeyUsage(request, gatewayKeyDeps()));

const MS_PER_DAY = 86_400_000;

/** Returns the requests of an API key per day, as API Gateway counted them. */
export async function getApiKeyUsage(
  { params: { apiKeyId }, query: { from, to } }: HttpRequest<typeof route>,
  { apiKeys, gatewayKeys }: Pick<GatewayKeyDeps, 'apiKeys' | 'gatewayKeys'>,
): Promise<HttpReply<typeof route>> {
  const found = await apiKeys.find(apiKeyId);
  if (found === undefined) return { rejection: { code: 'API_KEY_NOT_FOUND', apiKeyId } };
  const days = await gatewayKeys.usage(found.gatewayKeyId, from, to);
  return {
    body: {
      items: days.map(([requests, remaining], index) => ({
        day: dayAfter(from, index),
        requests,
        remaining,
      })),
    },
  };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MS_PER_DAY).toISOString().slice(0, 10);
}
