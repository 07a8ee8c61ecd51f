import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { type Browser, createBrowser } from './browser.spec-kit.ts';
import {
  CALLBACK,
  type RunningIdentity,
  SIGNED_OUT,
  startTestIdentity,
  withAnswer,
} from './identity.spec-kit.ts';

let running: RunningIdentity;
let failure: string | undefined;

beforeAll(async () => {
  running = await startTestIdentity((event) =>
    failure === undefined
      ? withAnswer(event, {
          accessTokenGeneration: {
            claimsToAddOrOverride: { reach: 'own' },
            scopesToSuppress: ['shop/orders:write'],
          },
          idTokenGeneration: {
            claimsToAddOrOverride: { desk: 'left' },
            claimsToSuppress: ['email_verified'],
          },
        })
      : { ok: false, error: { errorType: 'Error', errorMessage: failure } },
  );
});
beforeEach(() => {
  failure = undefined;
  running.events.length = 0;
});
afterAll(() => running.stop());

const allowHttp = { execute: [client.allowInsecureRequests] };
const idOf = (name: string) => running.pool.clients.find((each) => each.name === name)?.id ?? '';
const secretOf = (name: string) => running.keys.clientSecrets[idOf(name)] ?? '';
const discover = (name: string, auth: client.ClientAuth = client.None()) =>
  client.discovery(new URL(running.pool.issuer), idOf(name), undefined, auth, allowHttp);

async function startSignIn(name: string, browser: Browser, parameters: Record<string, string> = {}) {
  const config = await discover(name);
  const verifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid shop/orders:read shop/orders:write',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  return { config, verifier, page: await browser.open(url) };
}

async function signIn(
  name: string,
  parameters: Record<string, string> = {},
  browser = createBrowser(running.url),
) {
  const { config, verifier, page } = await startSignIn(name, browser, parameters);
  const back = page.status === 200 ? await browser.open(page.url, { username: 'sam' }) : page;
  const tokens = await client.authorizationCodeGrant(config, back.url, { pkceCodeVerifier: verifier });
  return { config, tokens, browser };
}

const verify = (token: string) => jwtVerify(token, createLocalJWKSet(running.jwks));

describe('sign-in with a code and PKCE', () => {
  it('shows a page with the users of the pool, and issues tokens shaped like those of Cognito', async () => {
    const browser = createBrowser(running.url);
    const { page } = await startSignIn('backoffice', browser);
    expect(page.html).toContain('<button name="username" value="sam">sam</button> sam@example.com · support');
    expect(page.html).toContain('backoffice asks you to sign in to staff');

    const { tokens } = await signIn('backoffice');

    const sub = running.pool.users[0]?.sub;
    const { payload } = await verify(tokens.access_token);
    expect(decodeProtectedHeader(tokens.access_token)).toEqual({
      alg: 'RS256',
      kid: running.keys.pools[running.pool.id]?.kid,
    });
    expect(payload).toEqual({
      sub,
      'cognito:groups': ['support'],
      iss: running.pool.issuer,
      version: 2,
      client_id: idOf('backoffice'),
      origin_jti: expect.any(String),
      token_use: 'access',
      scope: 'openid shop/orders:read',
      auth_time: expect.any(Number),
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 15 * 60,
      jti: expect.any(String),
      username: 'sam',
      reach: 'own',
    });
    expect(tokens).toMatchObject({ expires_in: 900, token_type: 'bearer', scope: 'openid shop/orders:read' });
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({
      sub,
      aud: idOf('backoffice'),
      iss: running.pool.issuer,
      token_use: 'id',
      'cognito:username': 'sam',
      'cognito:groups': ['support'],
      email: 'sam@example.com',
      desk: 'left',
    });
    expect(decodeJwt(tokens.id_token ?? '')).not.toHaveProperty('email_verified');
  });

  it('invokes the trigger with the event of Cognito', async () => {
    await signIn('backoffice');
    expect(running.events).toEqual([
      {
        version: '3',
        triggerSource: 'TokenGeneration_HostedAuth',
        region: 'us-east-1',
        userPoolId: running.pool.id,
        userName: 'sam',
        callerContext: { awsSdkVersion: expect.any(String), clientId: idOf('backoffice') },
        request: {
          userAttributes: {
            sub: running.pool.users[0]?.sub,
            'cognito:user_status': 'CONFIRMED',
            email: 'sam@example.com',
            email_verified: 'true',
          },
          groupConfiguration: { groupsToOverride: ['support'], iamRolesToOverride: [], preferredRole: null },
          scopes: ['openid', 'shop/orders:read', 'shop/orders:write'],
        },
        response: { claimsAndScopeOverrideDetails: null },
      },
    ]);
  });

  it('issues no token if the trigger fails', async () => {
    failure = 'no grants';
    await expect(signIn('backoffice')).rejects.toMatchObject({
      error: 'invalid_grant',
      error_description: 'PreTokenGeneration failed with error no grants.',
    });
  });

  it('requests all scopes of the client if none are named', async () => {
    const { tokens } = await signIn('backoffice', { scope: '' });
    expect(tokens.scope).toBe('openid shop/orders:read');
  });

  it.each([
    ['PKCE is missing', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['the challenge is the verifier', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the client may not request a scope', { scope: 'openid shop/stock:read' }, 'invalid_scope'],
    ['a scope does not exist', { scope: 'openid shop/nothing' }, 'invalid_scope'],
  ])('sends an error to the client if %s', async (_problem, parameters, error) => {
    const { page } = await startSignIn('backoffice', createBrowser(running.url), parameters);
    expect(`${page.url.origin}${page.url.pathname}`).toBe(CALLBACK);
    expect(page.url.searchParams.get('error')).toBe(error);
  });

  it('shows an error for a redirect URI that the client does not declare', async () => {
    const { page } = await startSignIn('backoffice', createBrowser(running.url), {
      redirect_uri: `${CALLBACK}/other`,
    });
    expect(page).toMatchObject({ status: 400, html: expect.stringContaining('redirect_uri did not match') });
  });

  it.each(['127.0.0.1', 'localhost'])('accepts a page of the gateway as redirect URI: %s', async (host) => {
    const page = new URL('/reference', running.url);
    page.hostname = host;
    expect((await signIn('backoffice', { redirect_uri: page.href })).tokens.access_token).toBeDefined();
  });

  it('shows an error for a user that does not exist, and for a sign-in that has expired', async () => {
    const browser = createBrowser(running.url);
    const { page } = await startSignIn('backoffice', browser);
    const unknown = await browser.open(page.url, { username: '<eve>' });
    expect(unknown).toMatchObject({
      status: 400,
      html: expect.stringContaining('no user &quot;&lt;eve&gt;&quot;'),
    });
    const expired = await createBrowser(running.url).open(page.url);
    expect(expired).toMatchObject({ status: 400, html: expect.stringContaining('has expired') });
  });

  it('uses a sign-in again, except with prompt=login or if it is older than max_age', async () => {
    const { browser } = await signIn('backoffice');
    const pageWith = async (parameters: Record<string, string>) =>
      (await startSignIn('backoffice', browser, parameters)).page.status;
    expect(await pageWith({ max_age: '300' })).toBe(302);
    expect(await pageWith({ prompt: 'login' })).toBe(200);
    expect(await pageWith({ max_age: '0' })).toBe(200);

    running.ageSessions(301);

    const nowSeconds = Math.floor(Date.now() / 1_000);
    expect(await pageWith({})).toBe(302);
    const old = await signIn('backoffice', {}, browser);
    expect(decodeJwt(old.tokens.access_token)['auth_time']).toBeLessThan(nowSeconds - 290);
    expect(await pageWith({ max_age: '300' })).toBe(200);
    const { tokens } = await signIn('backoffice', { max_age: '300' }, browser);
    expect(decodeJwt(tokens.access_token)['auth_time']).toBeGreaterThanOrEqual(nowSeconds);
  });

  it('signs out as the endpoint of Cognito does', async () => {
    const { browser } = await signIn('backoffice');
    const parameters = new URLSearchParams({ client_id: idOf('backoffice'), logout_uri: SIGNED_OUT });
    const page = await browser.open(`${running.pool.issuer}/logout?${parameters}`);
    const [, action = ''] = /action="([^"]+)"/.exec(page.html) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.html) ?? [];
    const back = await browser.open(action, { xsrf, logout: 'yes' });
    expect(back.url.href).toBe(SIGNED_OUT);
    expect((await startSignIn('backoffice', browser)).page.status).toBe(200);
  });
});

describe('a refresh token', () => {
  it('is replaced at each use, and cannot be used again', async () => {
    const { config, tokens } = await signIn('backoffice');
    const first = tokens.refresh_token ?? '';
    running.events.length = 0;
    const second = await client.refreshTokenGrant(config, first);
    expect(running.events).toMatchObject([{ triggerSource: 'TokenGeneration_RefreshTokens' }]);
    expect(decodeJwt(second.access_token)).toMatchObject({
      username: 'sam',
      origin_jti: decodeJwt(tokens.access_token)['origin_jti'],
      auth_time: decodeJwt(tokens.access_token)['auth_time'],
    });
    await expect(client.refreshTokenGrant(config, first)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(client.refreshTokenGrant(config, second.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('is kept if its client does not rotate', async () => {
    const { config, tokens } = await signIn('kiosk', { scope: 'openid' });
    const first = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(first.refresh_token).toBe(tokens.refresh_token);
    await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  });

  it('cannot be used after it was revoked', async () => {
    const { config, tokens } = await signIn('kiosk', { scope: 'openid' });
    await client.tokenRevocation(config, tokens.refresh_token ?? '');
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});

describe('client credentials', () => {
  it.each([client.ClientSecretBasic, client.ClientSecretPost])(
    'give a machine its token (%p)',
    async (auth) => {
      const config = await discover('erp', auth(secretOf('erp')));
      const tokens = await client.clientCredentialsGrant(config);
      expect((await verify(tokens.access_token)).payload).toEqual({
        sub: idOf('erp'),
        token_use: 'access',
        iss: running.pool.issuer,
        version: 2,
        client_id: idOf('erp'),
        auth_time: expect.any(Number),
        iat: expect.any(Number),
        exp: expect.any(Number),
        jti: expect.any(String),
        scope: 'shop/stock:read',
        reach: 'own',
      });
      expect(tokens.expires_in).toBe(3_600);
      expect(running.events).toMatchObject([
        { version: '3', triggerSource: 'TokenGeneration_ClientCredentials', userName: idOf('erp') },
      ]);
    },
  );

  it('are refused with a wrong secret', async () => {
    const config = await discover('erp', client.ClientSecretBasic('wrong'));
    await expect(client.clientCredentialsGrant(config)).rejects.toMatchObject({ status: 401 });
  });

  it.each(['shop/orders:read', 'shop/nothing'])('are refused for the scope %s', async (scope) => {
    const config = await discover('erp', client.ClientSecretBasic(secretOf('erp')));
    await expect(client.clientCredentialsGrant(config, { scope })).rejects.toMatchObject({
      error: 'invalid_scope',
    });
  });
});

describe('the issuer', () => {
  it('answers browsers of any origin at its endpoints', async () => {
    const { token_endpoint = '' } = (await discover('backoffice')).serverMetadata();
    const preflight = await fetch(token_endpoint, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  it('publishes one key', async () => {
    const { jwks_uri = '' } = (await discover('backoffice')).serverMetadata();
    const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: object[] };
    expect(keys).toEqual([
      { kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.any(String), n: expect.any(String), e: 'AQAB' },
    ]);
  });

  it('does not exist for a pool that no template declares', async () => {
    const response = await fetch(`${running.url}/_local/identity/nothing/.well-known/openid-configuration`);
    expect(response.status).toBe(404);
  });
});

describe('the admin API', () => {
  const admin = async (operation: string, input: object = {}) => {
    const { status, body } = await running.cognito({
      headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
      body: Buffer.from(JSON.stringify({ UserPoolId: running.pool.id, Username: 'sam', ...input })),
    });
    return { status, body: JSON.parse(String(body)) as Record<string, unknown> };
  };
  const email = (Value: string) => [
    { Name: 'email', Value },
    { Name: 'email_verified', Value: 'true' },
  ];

  it('finds a user by username, subject and e-mail address', async () => {
    const sub = running.pool.users[0]?.sub ?? '';
    for (const Username of ['sam', sub, 'SAM@example.com'])
      expect(await admin('AdminGetUser', { Username })).toMatchObject({
        status: 200,
        body: {
          Username: 'sam',
          UserAttributes: [{ Name: 'sub', Value: sub }, ...email('sam@example.com')],
          Enabled: true,
        },
      });
  });

  it.each<[string, object, string]>([
    ['an unknown user', { Username: 'nobody' }, 'UserNotFoundException'],
    ['an unknown pool', { UserPoolId: 'nowhere' }, 'ResourceNotFoundException'],
    [
      'an attribute that this machine does not have',
      { UserAttributes: [{ Name: 'nickname', Value: 'S' }] },
      'UnsupportedOperationException',
    ],
    [
      'an address that is not verified',
      { UserAttributes: [{ Name: 'email', Value: 's@example.com' }] },
      'UnsupportedOperationException',
    ],
    ['an empty address', { UserAttributes: email('') }, 'InvalidParameterException'],
  ])('refuses %s', async (_what, input, code) => {
    expect(await admin('AdminUpdateUserAttributes', input)).toMatchObject({
      status: 400,
      body: { __type: code },
    });
  });

  it('changes the e-mail address, which the next tokens have', async () => {
    const change = { UserAttributes: email('samuel@example.com') };
    expect(await admin('AdminUpdateUserAttributes', change)).toEqual({ status: 200, body: {} });
    expect(await admin('AdminUpdateUserAttributes', change)).toEqual({ status: 200, body: {} });
    await signIn('backoffice');
    expect(running.events.at(-1)).toMatchObject({
      request: { userAttributes: { email: 'samuel@example.com', email_verified: 'true' } },
    });
    expect(await admin('AdminUpdateUserAttributes', { ...change, Username: 'dev' })).toMatchObject({
      status: 400,
      body: { __type: 'AliasExistsException' },
    });
  });

  it('signs a user out: refresh tokens are revoked, and a new sign-in is possible', async () => {
    const { config, tokens } = await signIn('backoffice');
    expect((await admin('AdminUserGlobalSignOut')).status).toBe(200);
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await signIn('backoffice');
  });

  it('deletes a user, who can neither renew tokens nor sign in', async () => {
    const { config, tokens } = await signIn('backoffice');
    expect((await admin('AdminDeleteUser')).status).toBe(200);
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const { page } = await startSignIn('backoffice', createBrowser(running.url));
    expect(page.html).not.toContain('value="sam"');
    expect(await admin('AdminDeleteUser')).toMatchObject({
      status: 400,
      body: { __type: 'UserNotFoundException' },
    });
  });
});
