import type { ApiUrls } from '@tradepost/cli/api/connect';
import type { TokenSource } from '@tradepost/client/token-source';
import type { Context } from './context.ts';
import { machineToken, signInCustomer, signInStaff } from './sign-in.ts';

/**
 * Routes of both APIs, with the expected status for each caller. The pools have different issuers, so an authorizer rejects a
 * token of the other pool with 401. To a token of its pool without the scope of the route, the HTTP API answers 403 and the
 * REST API 401. The machine is the server of a storefront, `bff`.
 */
const CALLS = [
  { api: 'url', path: '/v1/orders', nobody: 401, staff: 200, customer: 401, machine: 200 },
  { api: 'url', path: '/v1/dead-letters', nobody: 401, staff: 200, customer: 401, machine: 403 },
  { api: 'url', path: '/v1/me/orders', nobody: 401, staff: 401, customer: 200, machine: 401 },
  { api: 'catalogUrl', path: '/v1/admin/products', nobody: 401, staff: 200, customer: 401, machine: 401 },
  { api: 'catalogUrl', path: '/v1/products', nobody: 200, staff: 200, customer: 200, machine: 200 },
] as const;

type Caller = 'nobody' | 'staff' | 'customer' | 'machine';

/**
 * Signs a person of staff, a customer and a machine in to a deployed stage, and calls routes of both APIs as each of them, without
 * a token, and with a token whose signature is forged.
 *
 * @returns the source of the access tokens of staff, of a person with every role
 * @throws Error with the path, the caller and the status of each answer that is not the expected one
 */
export async function requireAuthorizers(
  context: Context,
  stage: string,
  urls: Required<ApiUrls>,
): Promise<TokenSource> {
  const of = { ...context, stage };
  const tokens = await signInStaff(of);
  const staff = (await tokens({})) ?? '';
  const customer = (await (await signInCustomer(of))({})) ?? '';
  const callers: readonly (readonly [what: string, Caller, token?: string])[] = [
    ['nobody', 'nobody'],
    ['a forged token', 'nobody', `${staff.slice(0, staff.lastIndexOf('.'))}.${'A'.repeat(342)}`],
    ['staff', 'staff', staff],
    ['a customer', 'customer', customer],
    ['a machine', 'machine', await machineToken(of, 'bff')],
  ];
  const wrong: string[] = [];
  for (const { api, path, ...expected } of CALLS)
    for (const [what, caller, token] of callers) {
      const status = await statusOf(`${urls[api]}${path}`, token);
      if (status !== expected[caller])
        wrong.push(`GET ${path} answers ${status} to ${what}, not ${expected[caller]}`);
    }
  if (wrong.length > 0) throw new Error(`the authorizers:\n${wrong.join('\n')}`);
  const whats = callers.map(([what]) => what).join(', ');
  context.log(`${CALLS.length} routes answer as designed to ${whats}`);
  return tokens;
}

async function statusOf(url: string, token: string | undefined): Promise<number> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { status, body } = await fetch(url, { headers });
  await body?.cancel();
  return status;
}
