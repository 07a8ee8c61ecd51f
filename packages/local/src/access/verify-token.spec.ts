import { CompactEncrypt, SignJWT, UnsecuredJWT } from 'jose';
import { createSpecPool, ISSUED_SECONDS, type SpecPool, type TokenInput } from './tokens.spec-kit.ts';
import { type TokenIssuer, verifyToken } from './verify-token.ts';

describe('verifyToken', () => {
  let pool: SpecPool;
  let accepted: TokenIssuer;
  beforeAll(async () => {
    pool = await createSpecPool('staff');
    accepted = { ...pool, audience: new Set(['client-1', 'client-2']) };
  });
  const verify = async (input: TokenInput, toHeader = (token: string) => `Bearer ${token}`) =>
    verifyToken(accepted, toHeader(await pool.sign(input)));

  it.each([
    ['Bearer TOKEN', (token: string) => `Bearer ${token}`],
    ['bearer TOKEN', (token: string) => `bearer ${token}`],
    ['BEARER  TOKEN', (token: string) => `BEARER  ${token}`],
    ['TOKEN', (token: string) => token],
  ])('accepts a header "%s", and returns the claims as they are', async (_form, toHeader) => {
    expect(await verify({ claims: { 'cognito:groups': ['a', 'b'] } }, toHeader)).toEqual({
      ok: true,
      claims: {
        ...{ iss: pool.issuer, sub: 'user-1', client_id: 'client-1', token_use: 'access' },
        ...{ scope: 'jars/read jars/write', 'cognito:groups': ['a', 'b'] },
        ...{ iat: ISSUED_SECONDS, auth_time: ISSUED_SECONDS, exp: ISSUED_SECONDS + 3_600 },
      },
    });
  });

  it.each([
    ['aud', { client_id: undefined, aud: 'client-2' }],
    ['one of several aud', { client_id: undefined, aud: ['x', 'client-2'] }],
  ])('accepts the audience in %s', async (_where, claims) => {
    expect(await verify({ claims })).toMatchObject({ ok: true });
  });

  it.each([
    ['another audience', { aud: 'x' }, 'the token does not have a valid audience'],
    ['another client', { client_id: 'x' }, 'the token does not have a valid audience'],
    ['no audience', { client_id: undefined }, 'the token does not have a valid audience'],
    ['another issuer', { iss: 'https://evil.example' }, 'the token does not have a valid issuer'],
    ['no issuer', { iss: undefined }, 'the token does not have a valid issuer'],
    ['no exp', { exp: undefined }, 'the token does not have an expiration time'],
    ['nbf in the future', { nbf: ISSUED_SECONDS + 600 }, 'the token is not valid yet'],
    ['iat in the future', { iat: ISSUED_SECONDS + 600 }, 'the token was issued in the future'],
  ])('refuses a token with %s', async (_what, claims, description) => {
    expect(await verify({ claims })).toEqual({ ok: false, reason: 'invalid', description });
  });

  it('refuses an expired token with a reason of its own, from the second of exp on', async () => {
    const token = await pool.sign({ claims: { exp: ISSUED_SECONDS + 10 } });
    const at = (seconds: number) => verifyToken(accepted, token, new Date(seconds * 1_000));
    expect(await at(ISSUED_SECONDS + 9)).toMatchObject({ ok: true });
    expect(await at(ISSUED_SECONDS + 10)).toEqual({
      ...{ ok: false, reason: 'expired', description: 'the token has expired' },
    });
  });

  it('compares time, audience, issuer and keys again for a token that was valid before', async () => {
    const token = await pool.sign({ claims: { nbf: ISSUED_SECONDS + 5, exp: ISSUED_SECONDS + 10 } });
    const at = (seconds: number, issuer = accepted) => verifyToken(issuer, token, new Date(seconds * 1_000));
    const valid = await at(ISSUED_SECONDS + 5);
    expect(valid).toMatchObject({ ok: true });
    expect(await at(ISSUED_SECONDS + 9)).toEqual(valid);
    expect(await at(ISSUED_SECONDS + 4)).toMatchObject({ description: 'the token is not valid yet' });
    expect(await at(ISSUED_SECONDS + 10)).toMatchObject({ reason: 'expired' });
    const others: readonly [Partial<TokenIssuer>, string][] = [
      [{ audience: new Set(['x']) }, 'the token does not have a valid audience'],
      [{ issuer: 'https://other.example' }, 'the token does not have a valid issuer'],
      [{ jwks: (await createSpecPool('staff')).jwks }, 'the signature of the token is invalid'],
    ];
    for (const [other, description] of others)
      expect(await at(ISSUED_SECONDS + 9, { ...accepted, ...other })).toMatchObject({ description });
  });

  it('verifies the signature of a token whose claims it knows from another', async () => {
    const token = await pool.sign({});
    expect(await verifyToken(accepted, token)).toMatchObject({ ok: true });
    const [header, claims] = token.split('.');
    const forged = `${header}.${claims}.${(await pool.sign({ claims: { sub: 'other' } })).split('.')[2]}`;
    expect(await verifyToken(accepted, forged)).toMatchObject({
      description: 'the signature of the token is invalid',
    });
  });

  it.each([
    ['another kid', { kid: 'other' }],
    ['a kid like a path', { kid: '../../staff-key' }],
    ['no kid', { kid: undefined }],
    ['a kid that is a number', { kid: 1 }],
  ])('refuses a token with %s', async (_what, header) => {
    expect(await verify({ header })).toMatchObject({
      ...{ ok: false, description: 'no key of the issuer has the key id of the token' },
    });
  });

  it('refuses a key that the token itself brings', async () => {
    const other = await createSpecPool('staff');
    const jwk = other.jwks.keys[0];
    const token = await other.sign({ header: { jwk, jku: 'https://evil.example/jwks.json' } });
    expect(await verifyToken(accepted, token)).toMatchObject({
      ...{ ok: false, description: 'the signature of the token is invalid' },
    });
  });

  it('refuses the algorithms none, HS256 with the public key, and encrypted tokens', async () => {
    const claims = { iss: pool.issuer, client_id: 'client-1', exp: ISSUED_SECONDS + 60 };
    const secret = new TextEncoder().encode(JSON.stringify(pool.jwks.keys[0]));
    const key = secret.slice(0, 32);
    const tokens = [
      new UnsecuredJWT(claims).encode(),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'staff-key' }).sign(secret),
      await new CompactEncrypt(secret).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key),
    ];
    for (const token of tokens)
      expect(await verifyToken(accepted, token)).toMatchObject({ ok: false, reason: 'invalid' });
  });

  it.each([
    ['of the scheme Basic', (token: string) => `Basic ${token}`],
    ['with a list', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['without a signature', (token: string) => token.slice(0, token.lastIndexOf('.') + 1)],
    ['with another payload', (token: string) => token.replace(/\.[^.]+\./, '.e30.')],
    ['of five parts', (token: string) => `${token}.a.b`],
    ['that is empty', () => ''],
    ['that is only the scheme', () => 'Bearer '],
    ['of 8 KB', (token: string) => `${token}${'A'.repeat(8_192)}`],
  ])('refuses a header %s', async (_what, toHeader) => {
    expect(await verify({}, toHeader)).toMatchObject({ ok: false, reason: 'invalid' });
  });

  it('refuses two headers, although both are valid', async () => {
    const token = await pool.sign();
    expect(await verifyToken(accepted, [token, token])).toMatchObject({
      ...{ ok: false, description: 'the request has more than one token' },
    });
  });

  it.each([[undefined], [[]]])('reports %j as a missing token', async (header) => {
    expect(await verifyToken(accepted, header)).toMatchObject({ ok: false, reason: 'missing' });
  });
});
