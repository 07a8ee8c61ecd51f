import type { HttpRequest } from '../world/http-client.ts';
import { asStaff, get } from './requests.ts';

/** Returns requests about an API key that does not exist, and reads of lists with a cursor that no list returned. */
export function apiKeyBlunders(apiKeyId: string): readonly HttpRequest[] {
  const path = pathOf(apiKeyId);
  return [
    get(path),
    get(`${path}/usage?from=2026-01-01&to=2026-01-02`),
    asStaff({ method: 'POST', path: `${path}/rotate`, body: {} }),
    revokeApiKey(apiKeyId),
    get('/v1/admin/api-keys?cursor=nonsense'),
    get(`${path}/changes?cursor=nonsense`),
    // Only API Gateway checks the API keys of partners.
    { method: 'GET', path: '/v1/feed/products?cursor=nonsense' },
  ];
}

export function revokeApiKey(apiKeyId: string): HttpRequest {
  return asStaff({ method: 'POST', path: `${pathOf(apiKeyId)}/revoke`, body: { reason: 'lost' } });
}

function pathOf(apiKeyId: string): string {
  return `/v1/admin/api-keys/${apiKeyId}`;
}
