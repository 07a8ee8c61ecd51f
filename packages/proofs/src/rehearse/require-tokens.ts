import type { ApiUrls } from '@tradepost/cli/api/connect';
import type { AwsClients } from '@tradepost/deployment/aws/clients';
import { withoutVariable } from './functions.ts';

/** Functions of both APIs, with a route and the expected status of a call without a token. */
const CALLS = [
  { functionName: 'orders-list-orders', api: 'url', path: '/v1/orders', expected: 401 },
  {
    functionName: 'catalog-list-admin-products',
    api: 'catalogUrl',
    path: '/v1/admin/products',
    expected: 401,
  },
  { functionName: 'catalog-list-products', api: 'catalogUrl', path: '/v1/products', expected: 200 },
] as const;

/**
 * Calls functions without a token, as they are on AWS: without `OPEN_ACCESS`, which no template has. Throws Error if a route
 * for staff does not answer 401, or a public one does not answer 200.
 */
export async function requireTokens(
  clients: AwsClients,
  urls: Required<ApiUrls>,
  stage: string,
): Promise<void> {
  for (const { functionName, api, path, expected } of CALLS) {
    const { status } = await withoutVariable(
      clients,
      `tradepost-${stage}-${functionName}`,
      'OPEN_ACCESS',
      () => fetch(`${urls[api]}${path}`),
    );
    if (status !== expected) throw new Error(`GET ${path} answers ${status} without a token`);
  }
}
