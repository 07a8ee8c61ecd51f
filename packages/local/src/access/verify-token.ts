import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';

/** Issuer of the tokens that an authorizer accepts. */
export type TokenIssuer = {
  /** Value that the claim `iss` must have. */
  readonly issuer: string;
  /** Public keys of the issuer. */
  readonly jwks: JSONWebKeySet;
  /** Values of which the claim `aud`, or else `client_id`, must have one. */
  readonly audience: ReadonlySet<string>;
};

/** Verified claims, or the reason for which a token was refused, in the words of API Gateway where they are documented. */
export type Verified =
  | { readonly ok: true; readonly claims: JWTPayload }
  | {
      readonly ok: false;
      readonly reason: 'missing' | 'invalid' | 'expired';
      readonly description: string;
    };

/** The only algorithm with which Cognito signs. API Gateway accepts others that are based on RSA, too. */
const ALGORITHMS = ['RS256'];
/** The header of a request has at most 10,240 bytes; tokens of a user pool are much shorter than this. */
const MAX_TOKEN_LENGTH = 8_192;

/**
 * Verifies the access token in a header `Authorization` as API Gateway does: one header with a token, with or without the
 * scheme `Bearer`; signature by the key that `kid` names; `iss`, `aud` or `client_id`, `exp`, `nbf` and `iat`.
 *
 * @param pool   issuer whose tokens are accepted
 * @param header values of the request's headers `Authorization`; one text stands for one header
 * @param now    defaults to the current time
 * @returns the claims as they are in the token, or a rejection. Never rejects because of a token
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function verifyToken(
  pool: TokenIssuer,
  header: string | readonly string[] | undefined,
  now: Date = new Date(),
): Promise<Verified> {
  const values = [header ?? []].flat();
  if (values.length === 0) return { ok: false, reason: 'missing', description: 'the request has no token' };
  if (values.length > 1) return invalid('the request has more than one token');
  const token = tokenIn(values[0] ?? '');
  if (token === undefined) return invalid('the header does not have a token of the scheme Bearer');
  if (token.length > MAX_TOKEN_LENGTH) return invalid('the token is too long');
  try {
    return checkClaims(knownClaims(pool, token, now) ?? (await readClaims(pool, token, now)), pool, now);
  } catch (error) {
    return rejectionOf(error);
  }
}

/** Number of tokens of an issuer whose claims are kept. */
const MAX_KNOWN_TOKENS = 100;
/** Claims of valid tokens. To verify the signature is a quarter of the work of the main process for a request. */
const knownTokens = new WeakMap<TokenIssuer, Map<string, JWTPayload>>();

/** Returns the claims of a token that was valid before, unless it is not valid now: then its rejection names the reason. */
function knownClaims(pool: TokenIssuer, token: string, now: Date): JWTPayload | undefined {
  const claims = knownTokens.get(pool)?.get(token);
  if (claims === undefined) return undefined;
  const nowSeconds = Math.floor(now.getTime() / 1_000);
  return (claims.exp ?? 0) > nowSeconds && (claims.nbf ?? 0) <= nowSeconds ? claims : undefined;
}

async function readClaims(pool: TokenIssuer, token: string, now: Date): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keysOf(pool.jwks), {
    algorithms: ALGORITHMS,
    issuer: pool.issuer,
    requiredClaims: ['exp'],
    currentDate: now,
  });
  const known = knownTokens.get(pool) ?? new Map<string, JWTPayload>();
  knownTokens.set(pool, known);
  if (known.size >= MAX_KNOWN_TOKENS) known.clear();
  known.set(token, payload);
  return payload;
}

const localKeys = new WeakMap<JSONWebKeySet, ReturnType<typeof createLocalJWKSet>>();

/** Finds a key by `kid`. jose would also take the only key for a token without one; API Gateway requires it. */
function keysOf(jwks: JSONWebKeySet): JWTVerifyGetKey {
  const keys = localKeys.get(jwks) ?? createLocalJWKSet(jwks);
  localKeys.set(jwks, keys);
  return async (header, token) => {
    if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
    return keys(header, token);
  };
}

/** The scheme is optional, and its case is of no importance (RFC 9110, section 11.1). */
function tokenIn(header: string): string | undefined {
  const [, token] = /^(?:bearer +)?([\w.-]+)$/i.exec(header.trim()) ?? [];
  return token;
}

/** Checks what jose does not: `client_id` in place of `aud`, and `iat` in the future. */
function checkClaims(claims: JWTPayload, { audience }: TokenIssuer, now: Date): Verified {
  const { aud, client_id: clientId, iat } = claims;
  const named = [aud ?? clientId ?? []].flat();
  if (!named.some((each) => typeof each === 'string' && audience.has(each)))
    return invalid('the token does not have a valid audience');
  if (iat !== undefined && (typeof iat !== 'number' || iat * 1_000 > now.getTime()))
    return invalid('the token was issued in the future');
  return { ok: true, claims };
}

function rejectionOf(error: unknown): Verified {
  if (error instanceof errors.JWTExpired)
    return { ok: false, reason: 'expired', description: 'the token has expired' };
  if (error instanceof errors.JWTClaimValidationFailed) return invalid(DESCRIPTIONS[error.claim] ?? OTHER);
  if (error instanceof errors.JWKSNoMatchingKey)
    return invalid('no key of the issuer has the key id of the token');
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return invalid('the signature of the token is invalid');
  return invalid(OTHER);
}

const OTHER = 'the token is malformed';
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  exp: 'the token does not have an expiration time',
  iss: 'the token does not have a valid issuer',
  nbf: 'the token is not valid yet',
};

function invalid(description: string): Verified {
  return { ok: false, reason: 'invalid', description };
}
