import type { ApiUrls } from '@tradepost/cli/api/connect';
import type { TokenSource } from '@tradepost/client/token-source';

/** Routes of both APIs, with the expected statuses of calls without a token, with a token, and with a changed signature. */
const CALLS = [
  { api: 'url', path: '/v1/orders', statuses: [401, 200, 401] },
  { api: 'catalogUrl', path: '/v1/admin/products', statuses: [401, 200, 401] },
  { api: 'catalogUrl', path: '/v1/products', statuses: [200, 200, 200] },
] as const;

/** Throws Error if a route for staff is answered without a valid token or not with one, or if a public one needs a token. */
export async function requireTokens(urls: Required<ApiUrls>, tokens: TokenSource): Promise<void> {
  const token = (await tokens({})) ?? '';
  const changed = `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(342)}`;
  for (const { api, path, statuses } of CALLS) {
    const sent = [{}, { authorization: `Bearer ${token}` }, { authorization: `Bearer ${changed}` }];
    const answers = await Promise.all(sent.map((headers) => fetch(`${urls[api]}${path}`, { headers })));
    const found = answers.map(({ status }) => status);
    if (found.join() !== statuses.join())
      throw new Error(
        `GET ${path} answers ${found.join(', ')} without a token, with one, and with a changed one, not ${statuses.join(', ')}`,
      );
  }
}
