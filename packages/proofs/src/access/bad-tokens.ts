import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { SigningKey } from '@tradepost/local/identity/identity-keys';
import { base64url, ecSigner, hmacSigner, rsaSigner, toPrivateKey, unsigned, writeJwt } from './sign-jwt.ts';

type Claims = Readonly<Record<string, unknown>>;
type Headers = readonly (readonly [name: string, value: string])[];

/** A valid token of the staff pool, from which the bad ones are made, and what they need besides. */
export type TokenMaterial = {
  readonly token: string;
  readonly claims: Claims;
  readonly key: SigningKey;
  /** Signing key of the customer pool, and a valid token of it. */
  readonly customerKey: SigningKey;
  readonly customerToken: string;
  readonly nowSeconds: number;
};

/**
 * Decision about a token: `invalid` and `expired` by the gateway (401), with the description of an HTTP API; `missing` by the
 * gateway (401); `scope` by the gateway (403); `function` by the function, with its status; `accepted`.
 */
export type Verdict =
  | { readonly by: 'invalid' | 'expired'; readonly description: string }
  | { readonly by: 'missing' | 'scope' | 'accepted' }
  | { readonly by: 'function'; readonly status: 401 | 403 };

/** A token, or the way it is sent, and the decision by design. */
export type TokenCase = {
  readonly name: string;
  readonly headers: Headers;
  /** Query that is added to the path. */
  readonly query?: string;
  readonly verdict: Verdict;
  /** Decision of a REST API, if it differs. */
  readonly restVerdict?: Verdict;
};

const MALFORMED = 'the token is malformed';
const NO_KEY = 'no key of the issuer has the key id of the token';
const BAD_SIGNATURE = 'the signature of the token is invalid';
const BAD_ISSUER = 'the token does not have a valid issuer';
const BAD_AUDIENCE = 'the token does not have a valid audience';
const BAD_SCHEME = 'the header does not have a token of the scheme Bearer';
/** API Gateway limits the header of a request; a token of this length cannot be one of a user pool. */
const LONG_TOKEN_LENGTH = 8_200;

const invalid = (description: string): Verdict => ({ by: 'invalid', description });
const byFunction = (status: 401 | 403): Verdict => ({ by: 'function', status });
const SCOPE: Verdict = { by: 'scope' };

/** Makes the tokens that must not be accepted, and some forms that must be. */
export function tokenCases(material: TokenMaterial): readonly TokenCase[] {
  return [
    ...algorithmCases(material),
    ...keyCases(material),
    ...headerCases(material),
    ...timeCases(material),
    ...issuerCases(material),
    ...kindCases(material),
    ...scopeCases(material),
    ...formCases(material),
    ...placeCases(material),
  ];
}

const bearer = (name: string, token: string, verdict: Verdict, restVerdict?: Verdict): TokenCase => ({
  name,
  headers: [['Authorization', `Bearer ${token}`]],
  verdict,
  ...(restVerdict === undefined ? {} : { restVerdict }),
});

/** Writes a token with the right key, and other header members and claims. */
function signed({ key, claims }: TokenMaterial, header: object, changes: object = {}): string {
  const payload = { ...claims, ...changes };
  return writeJwt(
    { header: { alg: 'RS256', kid: key.kid, ...header }, payload },
    rsaSigner(toPrivateKey(key)),
  );
}

function algorithmCases(material: TokenMaterial): readonly TokenCase[] {
  const { key, claims, token } = material;
  const { kid } = key;
  const publicKey = createPublicKey(toPrivateKey(key));
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
  const write = (alg: string, signer: Parameters<typeof writeJwt>[1]) =>
    writeJwt({ header: { alg, kid }, payload: claims }, signer);
  const privateKey = toPrivateKey(key);
  return [
    bearer('alg none', write('none', unsigned), invalid(MALFORMED)),
    bearer('alg nOnE', write('nOnE', unsigned), invalid(MALFORMED)),
    bearer(
      'alg none with the signature kept',
      `${write('none', unsigned)}${token.split('.')[2]}`,
      invalid(MALFORMED),
    ),
    bearer('HS256 with the public key in PEM', write('HS256', hmacSigner(pem)), invalid(MALFORMED)),
    bearer('HS256 with the public key as JWK', write('HS256', hmacSigner(jwk)), invalid(MALFORMED)),
    bearer('HS256 with an empty secret', write('HS256', hmacSigner('')), invalid(MALFORMED)),
    bearer('RS512 with the right key', write('RS512', rsaSigner(privateKey, 'sha512')), invalid(MALFORMED)),
    bearer('RS1 with the right key', write('RS1', rsaSigner(privateKey, 'sha1')), invalid(MALFORMED)),
    bearer('ES256 with a key of its own', write('ES256', ecSigner()), invalid(MALFORMED)),
    bearer(
      'no alg',
      writeJwt({ header: { kid }, payload: claims }, rsaSigner(privateKey)),
      invalid(MALFORMED),
    ),
    bearer(
      'alg twice, none last',
      writeJwt(
        { header: `{"alg":"RS256","kid":"${kid}","alg":"none"}`, payload: claims },
        rsaSigner(privateKey),
      ),
      invalid(MALFORMED),
    ),
  ];
}

function keyCases(material: TokenMaterial): readonly TokenCase[] {
  const { key, claims, customerKey } = material;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const by = (signer: Parameters<typeof writeJwt>[1], header: object) =>
    writeJwt({ header: { alg: 'RS256', kid: key.kid, ...header }, payload: claims }, signer);
  const other = rsaSigner(privateKey);
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const customers = rsaSigner(toPrivateKey(customerKey));
  const evil = 'https://evil.example/jwks.json';
  return [
    bearer('another RSA key with the right kid', by(other, {}), invalid(BAD_SIGNATURE)),
    bearer('an unknown kid', by(other, { kid: 'unknown' }), invalid(NO_KEY)),
    bearer('no kid', signed(material, { kid: undefined }), invalid(NO_KEY)),
    bearer('a kid that is no text', signed(material, { kid: 1 }), invalid(NO_KEY)),
    bearer('a kid like a path', by(other, { kid: '../../../../dev/null' }), invalid(NO_KEY)),
    bearer('a kid like a path to the right key', by(other, { kid: `./${key.kid}` }), invalid(NO_KEY)),
    bearer('a kid that is a URL', by(other, { kid: evil }), invalid(NO_KEY)),
    bearer('a kid with SQL', by(other, { kid: "x' UNION SELECT 'key" }), invalid(NO_KEY)),
    bearer('its own key in jwk', by(other, { jwk }), invalid(BAD_SIGNATURE)),
    bearer('its own key in jwk, without a kid', by(other, { jwk, kid: undefined }), invalid(NO_KEY)),
    bearer('its own keys by jku', by(other, { jku: evil, kid: 'evil' }), invalid(NO_KEY)),
    bearer('its own certificate by x5u', by(other, { x5u: evil }), invalid(BAD_SIGNATURE)),
    bearer('its own certificate in x5c', by(other, { x5c: ['MIIB'] }), invalid(BAD_SIGNATURE)),
    bearer('the key of the customer pool', by(customers, {}), invalid(BAD_SIGNATURE)),
    bearer(
      'the key and the kid of the customer pool',
      by(customers, { kid: customerKey.kid }),
      invalid(NO_KEY),
    ),
  ];
}

function headerCases(material: TokenMaterial): readonly TokenCase[] {
  return [
    bearer('a crit header', signed(material, { crit: ['x'], x: 1 }), invalid(MALFORMED)),
    bearer('an empty crit header', signed(material, { crit: [] }), invalid(MALFORMED)),
    bearer('b64 false', signed(material, { crit: ['b64'], b64: false }), invalid(MALFORMED)),
  ];
}

function timeCases(material: TokenMaterial): readonly TokenCase[] {
  const { nowSeconds } = material;
  const NO_EXP = 'the token does not have an expiration time';
  const EXPIRED: Verdict = { by: 'expired', description: 'the token has expired' };
  const hour = 3_600;
  return [
    bearer('an exp in the past', signed(material, {}, { exp: nowSeconds - 1 }), EXPIRED),
    bearer('a negative exp', signed(material, {}, { exp: -1 }), EXPIRED),
    bearer('exp 0', signed(material, {}, { exp: 0 }), EXPIRED),
    bearer('no exp', signed(material, {}, { exp: undefined }), invalid(NO_EXP)),
    bearer('exp as text', signed(material, {}, { exp: String(nowSeconds + hour) }), invalid(NO_EXP)),
    bearer('exp null', signed(material, {}, { exp: null }), invalid(NO_EXP)),
    bearer(
      'nbf in the future',
      signed(material, {}, { nbf: nowSeconds + hour }),
      invalid('the token is not valid yet'),
    ),
    bearer('nbf as text', signed(material, {}, { nbf: '0' }), invalid('the token is not valid yet')),
    bearer(
      'iat in the future',
      signed(material, {}, { iat: nowSeconds + hour }),
      invalid('the token was issued in the future'),
    ),
  ];
}

function issuerCases(material: TokenMaterial): readonly TokenCase[] {
  const { claims, customerToken } = material;
  const iss = String(claims['iss']);
  const with_ = (changes: object) => signed(material, {}, changes);
  return [
    bearer('a token of the customer pool', customerToken, invalid(NO_KEY)),
    bearer('another issuer', with_({ iss: 'https://evil.example' }), invalid(BAD_ISSUER)),
    bearer('the issuer with a suffix', with_({ iss: `${iss}.evil.example` }), invalid(BAD_ISSUER)),
    bearer('the issuer with a slash', with_({ iss: `${iss}/` }), invalid(BAD_ISSUER)),
    bearer('the issuer in capitals', with_({ iss: iss.toUpperCase() }), invalid(BAD_ISSUER)),
    bearer('the issuer in a list', with_({ iss: [iss] }), invalid(BAD_ISSUER)),
    bearer('no issuer', with_({ iss: undefined }), invalid(BAD_ISSUER)),
    bearer('a client of no pool', with_({ client_id: 'evil' }), invalid(BAD_AUDIENCE)),
    bearer('no client', with_({ client_id: undefined }), invalid(BAD_AUDIENCE)),
    bearer('a wrong aud beside the right client', with_({ aud: 'evil' }), invalid(BAD_AUDIENCE)),
    bearer('an empty list as aud', with_({ aud: [] }), invalid(BAD_AUDIENCE)),
  ];
}

function kindCases(material: TokenMaterial): readonly TokenCase[] {
  const { claims } = material;
  const with_ = (changes: object) => signed(material, {}, changes);
  const idToken = { token_use: 'id', aud: claims['client_id'], client_id: undefined, scope: undefined };
  const { scope } = claims;
  // A REST API reads `token_use`; an HTTP API passes it on.
  const notAccess = invalid('the token is not of the kind that the method asks for');
  return [
    bearer('an ID token', with_(idToken), SCOPE, notAccess),
    bearer('an ID token with scopes', with_({ ...idToken, scope }), byFunction(401), notAccess),
    bearer('no token_use', with_({ token_use: undefined }), byFunction(401), notAccess),
    bearer('token_use in a list', with_({ token_use: ['access'] }), byFunction(401), notAccess),
    bearer('an empty subject', with_({ sub: '' }), byFunction(401)),
    bearer('no subject', with_({ sub: undefined }), byFunction(401)),
  ];
}

function scopeCases(material: TokenMaterial): readonly TokenCase[] {
  const scopes = String(material.claims['scope']).split(' ');
  const with_ = (scope: unknown, more: object = {}) => signed(material, {}, { scope, ...more });
  const needed = scopes.filter((each) => each.includes('/'));
  return [
    bearer('no scope', with_(undefined), SCOPE),
    bearer('an empty scope', with_(''), SCOPE),
    bearer('another scope', with_('tradepost/timeline:read'), SCOPE),
    bearer('scopes without their prefix', with_(needed.map((each) => each.split('/')[1]).join(' ')), SCOPE),
    bearer('scopes in capitals', with_(needed.join(' ').toUpperCase()), SCOPE),
    bearer('scopes with a suffix', with_(needed.map((each) => `${each}x`).join(' ')), SCOPE),
    bearer('a scope of all', with_('tradepost/* * tradepost/'), SCOPE),
    bearer('scopes with commas', with_(needed.join(',')), SCOPE),
    bearer('the scope of customers', with_('tradepost/me'), SCOPE),
    // The gateway accepts a list, or scp. Cognito writes neither, and the function reads neither.
    bearer('scopes in a list', with_(needed), byFunction(403)),
    bearer('scopes in scp', with_(undefined, { scp: needed }), byFunction(403)),
    bearer(
      'scope twice, the last one without access',
      writeJwt(
        {
          header: { alg: 'RS256', kid: material.key.kid },
          payload: JSON.stringify(material.claims).replace(/\}$/, ',"scope":"openid"}'),
        },
        rsaSigner(toPrivateKey(material.key)),
      ),
      SCOPE,
    ),
  ];
}

function formCases(material: TokenMaterial): readonly TokenCase[] {
  const { token, claims } = material;
  const [header = '', payload = '', signature = ''] = token.split('.');
  const more = base64url(JSON.stringify({ ...claims, scope: 'tradepost/ledger:read' }));
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  const with_ = (claimsText: string) =>
    writeJwt(
      { header: { alg: 'RS256', kid: material.key.kid }, payload: claimsText },
      rsaSigner(toPrivateKey(material.key)),
    );
  const jwe = [base64url('{"alg":"dir","enc":"A256GCM"}'), '', ...['iv', payload, 'tag'].map(base64url)].join(
    '.',
  );
  const nested = writeJwt(
    { header: { alg: 'RS256', kid: material.key.kid, cty: 'JWT' }, payload: token },
    rsaSigner(toPrivateKey(material.key)),
  );
  return [
    bearer('a changed payload', `${header}.${more}.${signature}`, invalid(BAD_SIGNATURE)),
    bearer('a changed signature', `${header}.${payload}.${flipped}`, invalid(BAD_SIGNATURE)),
    bearer('no signature', `${header}.${payload}.`, invalid(BAD_SIGNATURE)),
    bearer('two parts', `${header}.${payload}`, invalid(MALFORMED)),
    bearer('a part too many', `${token}.${signature}`, invalid(MALFORMED)),
    bearer('a dot too many', `${token}.`, invalid(MALFORMED)),
    bearer('a truncated token', token.slice(0, -10), invalid(BAD_SIGNATURE)),
    bearer('an encrypted token', jwe, invalid(MALFORMED)),
    bearer('a token in a token', nested, invalid(MALFORMED)),
    bearer('no claims', with_('{}'), invalid(BAD_ISSUER)),
    bearer('claims that are a list', with_(`[${JSON.stringify(claims)}]`), invalid(MALFORMED)),
    bearer('claims that are a text', with_('"admin"'), invalid(MALFORMED)),
    bearer('claims that are no JSON', with_('{"iss":'), invalid(MALFORMED)),
    bearer('a token of one letter', 'x', invalid(MALFORMED)),
    bearer('the word null', 'null', invalid(MALFORMED)),
    bearer('white space in the token', `${header}. ${payload}.${signature}`, invalid(BAD_SCHEME)),
    bearer('a tab in the token', `${header}.\t${payload}.${signature}`, invalid(BAD_SCHEME)),
    bearer('base64 with padding', `${token}=`, invalid(BAD_SCHEME)),
    bearer('base64 of another alphabet', `${header}+/.${payload}.${signature}`, invalid(BAD_SCHEME)),
    bearer('letters that are not ASCII', `${header}é.${payload}.${signature}`, invalid(BAD_SCHEME)),
    bearer('a percent-encoded dot', token.replace('.', '%2E'), invalid(BAD_SCHEME)),
    bearer('two tokens in one header', `${token}, Bearer ${token}`, invalid(BAD_SCHEME)),
    bearer(
      '8 KB',
      `${header}.${'A'.repeat(LONG_TOKEN_LENGTH)}.${signature}`,
      invalid('the token is too long'),
    ),
  ];
}

function placeCases({ token }: TokenMaterial): readonly TokenCase[] {
  const value = `Bearer ${token}`;
  const sent = (name: string, headers: Headers, verdict: Verdict, query?: string): TokenCase => ({
    ...{ name, headers, verdict },
    ...(query === undefined ? {} : { query }),
  });
  const MISSING: Verdict = { by: 'missing' };
  const ACCEPTED: Verdict = { by: 'accepted' };
  const one = (text: string): Headers => [['Authorization', text]];
  return [
    sent('no token', [], MISSING),
    sent('the token in the query', [], MISSING, `access_token=${token}`),
    sent('the token in a cookie', [['Cookie', `access_token=${token}; Authorization=${token}`]], MISSING),
    sent('the token in Proxy-Authorization', [['Proxy-Authorization', value]], MISSING),
    sent('the token in X-Amz-Security-Token', [['X-Amz-Security-Token', token]], MISSING),
    sent(
      'two headers',
      [
        ['Authorization', value],
        ['Authorization', value],
      ],
      invalid('the request has more than one token'),
    ),
    sent(
      'two headers, the first empty',
      [
        ['authorization', ''],
        ['Authorization', value],
      ],
      invalid('the request has more than one token'),
    ),
    sent('an empty header', one(''), invalid(BAD_SCHEME)),
    sent('the scheme alone', one('Bearer'), invalid(MALFORMED)),
    sent(
      'the scheme Basic',
      one(`Basic ${Buffer.from('ada:secret').toString('base64')}`),
      invalid(BAD_SCHEME),
    ),
    sent('the token with the scheme Basic', one(`Basic ${token}`), invalid(BAD_SCHEME)),
    sent(
      'the scheme AWS4-HMAC-SHA256',
      one('AWS4-HMAC-SHA256 Credential=a/b, Signature=c'),
      invalid(BAD_SCHEME),
    ),
    sent('the scheme twice', one(`Bearer ${value}`), invalid(BAD_SCHEME)),
    sent('a scheme with a colon', one(`Bearer: ${token}`), invalid(BAD_SCHEME)),
    sent('the scheme in lower case', one(`bearer ${token}`), ACCEPTED),
    sent('the scheme in capitals', one(`BEARER ${token}`), ACCEPTED),
    sent('no scheme', one(token), ACCEPTED),
    sent('the token as it is', one(value), ACCEPTED),
  ];
}
