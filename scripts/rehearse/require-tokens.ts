import type { AwsClients } from '../aws/clients.ts';
import { withoutVariable } from './functions.ts';

/** Functions of the HTTP API and of the REST API, with a route and the expected status of a call without a token. */
const CALLS = [
  { functionName: 'orders-list-orders', path: '/v1/orders', expected: 401 },
  { functionName: 'catalog-list-admin-products', path: '/v1/admin/products', expected: 401 },
  { functionName: 'catalog-list-products', path: '/v1/products', expected: 200 },
];

/**
 * Calls functions without a token, as they are on AWS: without `OPEN_ACCESS`, which no template has. Throws Error if a route
 * for staff does not answer 401, or a public one does not answer 200.
 *
 * @param url of the APIs
 */
export async function requireTokens(clients: AwsClients, url: string, stage: string): Promise<void> {
  for (const { functionName, path, expected } of CALLS) {
    const { status } = await withoutVariable(
      clients,
      `tradepost-${stage}-${functionName}`,
      'OPEN_ACCESS',
      () => fetch(`${url}${path}`),
    );
    if (status !== expected) throw new Error(`GET ${path} answers ${status} without a token`);
  }
}
