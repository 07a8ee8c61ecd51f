import { MACHINES, ROLES } from '@tradepost/contracts/access/roles';
import type { GroupAccess } from '@tradepost/contracts/identity/model';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';

const STAFF = 'tradepost-dev-identity-staff';
const CUSTOMERS = 'tradepost-dev-identity-customers';

/** Tokens of the local issuer, on which the triggers of the identity service decide, with their roles enforced. */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
});
afterAll(() => cloud?.stop());

type Claims = Readonly<Record<string, unknown>> & { readonly scope: string };

async function tokenOf(request: object): Promise<string> {
  const response = await fetch(`${cloud.url}/_local/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  const body = (await response.json()) as { readonly access_token?: string };
  if (body.access_token === undefined) throw new Error(`no token: ${JSON.stringify(body)}`);
  return body.access_token;
}

async function claimsOf(request: object): Promise<Claims> {
  const [, payload = ''] = (await tokenOf(request)).split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
}

/** Scopes of Tradepost in a token, sorted. */
const scopesOf = ({ scope }: Claims): readonly string[] =>
  scope
    .split(' ')
    .filter((each) => each.startsWith('tradepost/'))
    .toSorted();
const inToken = (scopes: readonly string[]) => scopes.map((scope) => `tradepost/${scope}`).toSorted();

describe('the token of a person of staff', () => {
  it.each(Object.entries(ROLES))('in the group %s has its scopes', async (username, scopes) => {
    const claims = await claimsOf({ pool: STAFF, username });
    expect(scopesOf(claims)).toEqual(inToken(scopes));
    expect(claims['cognito:groups']).toEqual([username]);
  });

  it('follows a change of an administrator', async () => {
    const headers = {
      Authorization: `Bearer ${await tokenOf({ pool: STAFF, username: 'admin' })}`,
      'Content-Type': 'application/json',
    };
    const url = `${cloud.url}/v1/access/groups/merchandiser`;
    const before = await fetch(url, { headers });
    expect((await before.json()) as GroupAccess).toMatchObject({ isDefault: true, version: 0 });
    const changed = await fetch(url, {
      method: 'PUT',
      headers: { ...headers, 'If-Match': before.headers.get('ETag') ?? '' },
      body: JSON.stringify({ scopes: ['catalog:write'], reason: 'a test' }),
    });
    expect(changed.status).toBe(200);
    expect(scopesOf(await claimsOf({ pool: STAFF, username: 'merchandiser' }))).toEqual([
      'tradepost/catalog:write',
    ]);
  });
});

describe('the token of a machine', () => {
  it.each(Object.entries(MACHINES))('called %s has its default', async (client, { scopes, reach }) => {
    const claims = await claimsOf({ pool: STAFF, client });
    expect(scopesOf(claims)).toEqual(inToken(scopes));
    expect(claims).toMatchObject({ reach, sub: claims['client_id'] });
    expect(claims).not.toHaveProperty('username');
  });
});

describe('the token of a customer', () => {
  it('has the scope of customers and an id, the same for each token', async () => {
    const ada = await claimsOf({ pool: CUSTOMERS, username: 'ada' });
    expect(scopesOf(ada)).toEqual(['tradepost/me']);
    expect(ada['customer_id']).toMatch(/^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    const again = await claimsOf({ pool: CUSTOMERS, username: 'ada' });
    const grace = await claimsOf({ pool: CUSTOMERS, username: 'grace' });
    expect(again['customer_id']).toBe(ada['customer_id']);
    expect(grace['customer_id']).not.toBe(ada['customer_id']);
  });
});
