import { createHash } from 'node:crypto';
import { beginSignIn, createTokens, finishSignIn, type Tokens, type TokensConfig } from './tokens.ts';

const ISSUER = 'https://issuer.example.com/pool';
const redirectUri = 'https://shop.example.com/signed-in';

/** A token endpoint that counts its requests: the first response has the access token `access-1`. */
function createIssuer(
  answer: (count: number, sent: URLSearchParams) => object | undefined = () => undefined,
) {
  const sent: { readonly form: URLSearchParams; readonly authorization: string | null }[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (String(url).endsWith('/.well-known/openid-configuration')) {
      return Response.json({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/token`,
      });
    }
    const form = new URLSearchParams(String(init?.body));
    sent.push({ form, authorization: new Headers(init?.headers).get('authorization') });
    const count = sent.length;
    const error = answer(count, form);
    if (error !== undefined) return Response.json(error, { status: 400 });
    const refresh =
      form.get('grant_type') === 'client_credentials' ? {} : { refresh_token: `refresh-${count}` };
    const tokens = { access_token: `access-${count}`, token_type: 'Bearer', expires_in: 900, ...refresh };
    return Response.json(tokens);
  };
  return { fetch, sent };
}

const signedIn = (inSeconds: number): Tokens => ({
  accessToken: 'access-0',
  expiresAtMs: Date.now() + inSeconds * 1_000,
  refreshToken: 'refresh-0',
});

const setUp = (config: Partial<TokensConfig> = {}, issuer = createIssuer()) => ({
  issuer,
  token: createTokens({ issuer: ISSUER, clientId: 'storefront', fetch: issuer.fetch, ...config }),
});

describe('createTokens for a person', () => {
  it('returns the token until shortly before it expires', async () => {
    const { token, issuer } = setUp({ tokens: signedIn(900) });
    expect(await token({})).toBe('access-0');
    expect(issuer.sent).toEqual([]);
  });

  it.each([
    ['expires within 30 seconds', 29, {}],
    ['was rejected', 900, { rejected: 'access-0' }],
  ])('renews a token that %s, and hands the new ones over', async (_when, inSeconds, need) => {
    const renewed: Tokens[] = [];
    const onRenewed = (tokens: Tokens) => void renewed.push(tokens);
    const { token, issuer } = setUp({ tokens: signedIn(inSeconds), onRenewed });
    expect(await token(need)).toBe('access-1');
    expect(await token({})).toBe('access-1');
    expect(issuer.sent.map(({ form }) => Object.fromEntries(form))).toEqual([
      { grant_type: 'refresh_token', refresh_token: 'refresh-0', client_id: 'storefront' },
    ]);
    expect(renewed).toEqual([
      { accessToken: 'access-1', refreshToken: 'refresh-1', expiresAtMs: expect.any(Number) },
    ]);
  });

  it('renews once for calls at the same time', async () => {
    const { token, issuer } = setUp({ tokens: signedIn(0) });
    expect(await Promise.all([token({}), token({}), token({})])).toEqual([
      'access-1',
      'access-1',
      'access-1',
    ]);
    expect(issuer.sent).toHaveLength(1);
  });

  it('does not renew a token that another call has renewed after the rejection', async () => {
    const { token, issuer } = setUp({ tokens: signedIn(0) });
    await token({});
    expect(await token({ rejected: 'access-0' })).toBe('access-1');
    expect(issuer.sent).toHaveLength(1);
  });

  it('returns the token that it has if there is no way to renew it', async () => {
    const { token } = setUp({ tokens: { accessToken: 'access-0', expiresAtMs: 0 } });
    expect(await token({})).toBe('access-0');
    expect(await token({ rejected: 'access-0' })).toBe('access-0');
  });

  it('throws the error of the issuer, and tries again at the next call', async () => {
    const issuer = createIssuer((count) => (count === 1 ? { error: 'invalid_grant' } : undefined));
    const { token } = setUp({ tokens: signedIn(0) }, issuer);
    await expect(token({})).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await token({})).toBe('access-2');
  });

  it('has the person sign in again for a step-up', async () => {
    const asked: number[] = [];
    const onStepUp = async (maxAgeSeconds: number) => {
      asked.push(maxAgeSeconds);
      return { accessToken: 'recent', expiresAtMs: Date.now() + 900_000 };
    };
    const { token, issuer } = setUp({ tokens: signedIn(900), onStepUp });
    expect(await token({ rejected: 'access-0', maxAgeSeconds: 300 })).toBe('recent');
    expect(await token({})).toBe('recent');
    expect([asked, issuer.sent]).toEqual([[300], []]);
  });

  it('returns no token for a step-up that the person declines', async () => {
    const { token } = setUp({ tokens: signedIn(900), onStepUp: async () => undefined });
    expect(await token({ rejected: 'access-0', maxAgeSeconds: 300 })).toBeUndefined();
    expect(await token({})).toBe('access-0');
  });
});

describe('createTokens for a machine', () => {
  it('gets a token with the client secret, and another when it expires or is rejected', async () => {
    const { token, issuer } = setUp({
      clientId: 'erp',
      clientSecret: 'secret',
      scopes: ['tradepost/inventory:read', 'tradepost/inventory:write'],
    });
    expect([await token({}), await token({}), await token({ rejected: 'access-1' })]).toEqual([
      'access-1',
      'access-1',
      'access-2',
    ]);
    expect(issuer.sent.map(({ form }) => Object.fromEntries(form))).toEqual(
      Array(2).fill({
        grant_type: 'client_credentials',
        scope: 'tradepost/inventory:read tradepost/inventory:write',
      }),
    );
    expect(issuer.sent[0]?.authorization).toBe(`Basic ${btoa('erp:secret')}`);
  });
});

it('refuses an issuer without TLS, except on this machine', async () => {
  const issuer = createIssuer();
  const at = (url: string) =>
    createTokens({ issuer: url, clientId: 'erp', clientSecret: 'secret', fetch: issuer.fetch })({});
  await expect(at('http://issuer.example.com')).rejects.toThrow('only requests to HTTPS are allowed');
});

describe('a sign-in', () => {
  const config = { issuer: ISSUER, clientId: 'storefront', redirectUri, scopes: ['openid', 'tradepost/me'] };

  it('asks for a code with PKCE, and exchanges it', async () => {
    const { fetch, sent } = createIssuer();
    const { url, ...pending } = await beginSignIn({ ...config, fetch });
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toEqual({
      response_type: 'code',
      client_id: 'storefront',
      redirect_uri: redirectUri,
      scope: 'openid tradepost/me',
      state: pending.state,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(pending.codeVerifier).digest('base64url'),
    });
    const tokens = await finishSignIn(
      { ...config, fetch },
      pending,
      `${redirectUri}?code=c1&state=${pending.state}`,
    );
    expect(tokens).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    expect(sent.map(({ form }) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'authorization_code',
        code: 'c1',
        code_verifier: pending.codeVerifier,
        redirect_uri: redirectUri,
        client_id: 'storefront',
      },
    ]);
  });

  it('asks for the factors again for a step-up', async () => {
    const { url } = await beginSignIn({ ...config, fetch: createIssuer().fetch }, 300);
    const { searchParams } = new URL(url);
    expect([searchParams.get('max_age'), searchParams.get('prompt')]).toEqual(['300', 'login']);
  });

  it.each([
    ['of another sign-in', 'code=c1&state=other'],
    ['with an error', 'error=access_denied&state=STATE'],
  ])('rejects a response %s', async (_what, query) => {
    const { fetch, sent } = createIssuer();
    const pending = await beginSignIn({ ...config, fetch });
    const returnedTo = `${redirectUri}?${query.replace('STATE', pending.state)}`;
    await expect(finishSignIn({ ...config, fetch }, pending, returnedTo)).rejects.toThrow();
    expect(sent).toEqual([]);
  });
});
