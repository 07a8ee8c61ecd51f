import type { Authorizer, RouteAuthorization } from '@tradepost/compiled-service/templates/authorizers';
import type { JWTPayload } from 'jose';
import type { AuthorizerContext } from '../gateway/api-event.ts';
import type { UserPool, UserPools } from '../identity/user-pools.ts';
import { scopesOf, toAuthorizerContext } from './gateway-claims.ts';
import type { Rejection } from './rejections.ts';
import { type TokenIssuer, type Verified, verifyToken } from './verify-token.ts';

export type Authorized =
  | { readonly ok: true; readonly context: AuthorizerContext }
  | { readonly ok: false; readonly rejection: Rejection };

/** Decides by the values of a request's headers `Authorization`. */
export type AuthorizeRequest = (
  authorization: RouteAuthorization,
  headers: readonly string[],
) => Promise<Authorized>;

/**
 * Creates the function that decides as the authorizers of the templates do.
 *
 * @throws Error if an authorizer names a user pool or an issuer that no template declares
 */
export function createAuthorizeRequest(
  authorizers: readonly Authorizer[],
  pools: UserPools | undefined,
): AuthorizeRequest {
  const byId = new Map(
    authorizers.map((authorizer) => [
      authorizer.id,
      { kind: authorizer.kind, issuers: issuersOf(authorizer, pools) },
    ]),
  );
  return async ({ authorizerId, scopes }, headers) => {
    const found = byId.get(authorizerId);
    if (found === undefined) throw new Error(`No template declares the authorizer ${authorizerId}`);
    const { kind, issuers } = found;
    const verified = (await openClaimsOf(headers, issuers, pools)) ?? (await verifyByAny(issuers, headers));
    if (!verified.ok) return { ok: false, rejection: { type: 'UNAUTHORIZED', ...verified } };
    const { claims } = verified;
    if (kind === 'rest' && claims['token_use'] !== (scopes.length === 0 ? 'id' : 'access'))
      return unauthorized('the token is not of the kind that the method asks for');
    if (scopes.length > 0 && !scopesOf(claims).some((each) => scopes.includes(each)))
      return { ok: false, rejection: { type: 'ACCESS_DENIED' } };
    return { ok: true, context: toAuthorizerContext(kind, claims, scopes) };
  };
}

/** A REST API accepts all app clients of its pools. */
function issuersOf(authorizer: Authorizer, pools: UserPools | undefined): readonly TokenIssuer[] {
  const require = (named: string, pool: UserPool | undefined): UserPool => {
    if (pool !== undefined) return pool;
    const { service, logicalId } = authorizer;
    throw new Error(
      `${service}: ${logicalId} accepts tokens of ${named}, which is a user pool of no template`,
    );
  };
  if (authorizer.kind === 'http') {
    const { issuer, audience } = authorizer;
    const { jwks } = require(issuer, pools?.find(issuer));
    return [{ issuer, jwks, audience: new Set(audience) }];
  }
  return authorizer.poolArns.map((arn) => {
    const { issuer, jwks, clientIds } = require(arn, pools?.findByArn(arn));
    return { issuer, jwks, audience: clientIds };
  });
}

/** Claims of a request without a token in a local cloud that was started with `open`; undefined otherwise. */
async function openClaimsOf(
  headers: readonly string[],
  issuers: readonly TokenIssuer[],
  pools: UserPools | undefined,
): Promise<Verified | undefined> {
  if (headers.length > 0 || pools === undefined) return undefined;
  for (const { issuer } of issuers) {
    const claims: JWTPayload | undefined = await pools.openClaims(issuer);
    if (claims !== undefined) return { ok: true, claims };
  }
  return undefined;
}

/** A token is of one issuer at most: the first one that accepts it. Returns the rejection of the last one otherwise. */
async function verifyByAny(issuers: readonly TokenIssuer[], headers: readonly string[]): Promise<Verified> {
  let last: Verified = { ok: false, reason: 'invalid', description: 'the authorizer accepts no issuer' };
  for (const issuer of issuers) {
    last = await verifyToken(issuer, headers);
    if (last.ok || last.reason === 'expired') return last;
  }
  return last;
}

function unauthorized(description: string): Authorized {
  return { ok: false, rejection: { type: 'UNAUTHORIZED', reason: 'invalid', description } };
}
