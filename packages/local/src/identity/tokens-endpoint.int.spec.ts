import { createLocalJWKSet, jwtVerify } from 'jose';
import { type RunningIdentity, startTestIdentity, withAnswer } from './identity.spec-kit.ts';

let running: RunningIdentity;
let failure: string | undefined;

beforeAll(async () => {
  running = await startTestIdentity((event) =>
    failure === undefined
      ? withAnswer(event, { accessTokenGeneration: { scopesToSuppress: ['shop/orders:write'] } })
      : { ok: false, error: { errorType: 'Error', errorMessage: failure } },
  );
});
beforeEach(() => {
  failure = undefined;
  running.events.length = 0;
});
afterAll(() => running.stop());

const JSON_TYPE = { 'content-type': 'application/json' };

async function post(body: unknown, headers: Record<string, string> = JSON_TYPE) {
  const response = await fetch(`${running.url}/_local/tokens`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { response, body: (await response.json()) as Record<string, string> };
}

async function claimsFor(body: object) {
  const answer = await post(body);
  expect(answer).toMatchObject({ response: { status: 200 }, body: { token_type: 'Bearer' } });
  const { payload } = await jwtVerify(answer.body['access_token'] ?? '', createLocalJWKSet(running.jwks));
  return payload;
}

describe('POST /_local/tokens', () => {
  it('gives the token of a user, as after a sign-in', async () => {
    const claims = await claimsFor({ pool: 'staff', username: 'sam' });
    expect(claims).toMatchObject({
      iss: running.pool.issuer,
      username: 'sam',
      'cognito:groups': ['support'],
      client_id: running.pool.clients.find(({ name }) => name === 'backoffice')?.id,
      scope: 'openid shop/orders:read',
      auth_time: claims.iat,
    });
    expect(running.events).toMatchObject([{ triggerSource: 'TokenGeneration_HostedAuth', userName: 'sam' }]);
  });

  it('gives a user with all scopes every scope of the pool, without the trigger', async () => {
    expect(await claimsFor({ pool: 'staff', username: 'dev' })).toMatchObject({
      scope: 'openid shop/orders:read shop/orders:write shop/stock:read',
    });
    expect(running.events).toEqual([]);
  });

  it('gives the token of a machine', async () => {
    const claims = await claimsFor({ pool: 'staff', client: 'erp' });
    expect(claims).toMatchObject({ sub: claims['client_id'], scope: 'shop/stock:read' });
    expect(claims).not.toHaveProperty('username');
  });

  it('gives the token of a user for another client', async () => {
    expect(await claimsFor({ pool: 'staff', username: 'sam', client: 'kiosk' })).toMatchObject({
      scope: 'openid',
    });
  });

  it('gives a token of an older sign-in', async () => {
    const { iat = 0, ...claims } = await claimsFor({
      pool: 'staff',
      username: 'sam',
      authenticatedSecondsAgo: 600,
    });
    expect(claims['auth_time']).toBe(iat - 600);
  });

  it('gives no token if the trigger fails', async () => {
    failure = 'no grants';
    expect(await post({ pool: 'staff', username: 'sam' })).toMatchObject({
      response: { status: 400 },
      body: { detail: 'PreTokenGeneration failed with error no grants.' },
    });
  });

  it.each([
    ['{', 'The body must be JSON'],
    ['[]', 'The body must be a JSON object'],
    [{ pool: 'staff' }, 'username or client is required'],
    [{ username: 'sam' }, 'pool is required'],
    [{ pool: 'staff', username: 7 }, 'username must be text'],
    [{ pool: 'customers', username: 'sam' }, 'pool: there is no user pool named "customers", only staff'],
    [{ pool: 'staff', username: 'eve' }, 'username: there is no user in staff named "eve", only sam, dev'],
    [
      { pool: 'staff', client: 'kiosk' },
      'client: there is no client with client credentials in staff named "kiosk", only erp',
    ],
    [
      { pool: 'staff', username: 'sam', client: 'x' },
      'client: there is no client in staff named "x", only backoffice, kiosk, erp',
    ],
    [
      { pool: 'staff', username: 'sam', scope: 'shop/orders:read' },
      'scope is not a field: pool, username, client, authenticatedSecondsAgo are',
    ],
    [
      { pool: 'staff', username: 'sam', authenticatedSecondsAgo: -1 },
      'authenticatedSecondsAgo must be a whole number of at least 0',
    ],
  ])('refuses %j', async (request, detail) => {
    expect(await post(request)).toMatchObject({ response: { status: 400 }, body: { detail } });
  });

  it.each([
    ['another content type', { 'content-type': 'text/plain' }, 415],
    ['a request of a web page', { ...JSON_TYPE, origin: 'https://shop.example' }, 403],
  ])('refuses %s', async (_request, headers, status) => {
    const { response } = await post({ pool: 'staff', username: 'sam' }, headers);
    expect(response.status).toBe(status);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('refuses other methods', async () => {
    expect((await fetch(`${running.url}/_local/tokens`)).status).toBe(405);
  });
});

describe('openClaims', () => {
  it('are the claims of the chosen user, for the issuer of the pool only', async () => {
    const { openClaims } = running.identity.pools;
    expect(await openClaims(running.pool.issuer)).toMatchObject({ username: 'sam' });
    expect(await openClaims('https://other.example')).toBeUndefined();
    await openClaims(running.pool.issuer);
    expect(running.events).toHaveLength(1);
  });

  it('are tried again after a failure of the trigger', async () => {
    const error = { errorType: 'Error', errorMessage: 'no grants' };
    const other = await startTestIdentity(() => ({ ok: false, error }));
    try {
      await expect(other.identity.pools.openClaims(other.pool.issuer)).rejects.toThrow('PreTokenGeneration');
      await expect(other.identity.pools.openClaims(other.pool.issuer)).rejects.toThrow('PreTokenGeneration');
      expect(other.events).toHaveLength(2);
    } finally {
      await other.stop();
    }
  });
});
