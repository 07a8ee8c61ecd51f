import { randomUUID } from 'node:crypto';
import type { UserPoolClientResource } from '@tradepost/compiled-service/templates/resources';
import type { JWTPayload } from 'jose';
import type { InvokeFunction } from '../invocation.ts';
import { applyClaims, applyScopes } from './apply-answer.ts';
import type { Pool, PoolUser } from './pools.ts';
import {
  invokePreTokenTrigger,
  type TriggerAnswer,
  type TriggerRequest,
  type TriggerSource,
} from './pre-token-trigger.ts';

/** A request for tokens that the issuer has accepted. */
export type TokenRequest = {
  readonly pool: Pool;
  readonly client: UserPoolClientResource;
  /** Absent for client credentials. */
  readonly user?: PoolUser;
  readonly source: TriggerSource;
  readonly scopes: readonly string[];
  readonly nowSeconds: number;
  /** Time at which the person signed in. */
  readonly authenticatedSeconds: number;
  /** Claim `origin_jti`: the same for all tokens of one sign-in. */
  readonly originId: string;
};

export type IssuedClaims = {
  /** Claims of the access token. */
  readonly access: JWTPayload & { readonly scope: string };
  /** Claims of the ID token, without those that every issuer sets (`iss`, `aud`, `exp`, `iat`, `auth_time`, `nonce`). */
  readonly id: Readonly<Record<string, unknown>>;
};

/**
 * Returns the claims of the tokens, shaped like Cognito's, after the pool's pre-token trigger has changed them. A user with
 * all scopes gets those without the trigger. The trigger of version 2 is not invoked for client credentials, as in Cognito.
 *
 * @throws PreTokenTriggerFailed if the trigger fails: then no token may be issued
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export async function issueClaims(
  request: TokenRequest,
  { region, invoke }: { readonly region: string; readonly invoke: InvokeFunction },
): Promise<IssuedClaims> {
  const { pool, user } = request;
  const hasAllScopes = user?.scopes === 'all';
  const { preToken } = pool;
  const isInvoked =
    preToken !== undefined && !hasAllScopes && (user !== undefined || preToken.version === '3');
  const answer = isInvoked
    ? await invokePreTokenTrigger(preToken, toTriggerRequest(request, region), invoke)
    : NO_CHANGES;
  const granted = hasAllScopes ? [...new Set([...request.scopes, ...pool.scopes])] : request.scopes;
  const scope = applyScopes(granted, answer.accessTokenGeneration ?? {}).join(' ');
  const groups = answer.groupOverrideDetails?.groupsToOverride ?? user?.groups ?? [];
  const access =
    user === undefined ? machineClaims(request, scope) : personClaims(request, user, scope, groups);
  const id = user === undefined ? {} : idClaims(request, user, groups);
  return {
    access: applyClaims('access', access, answer.accessTokenGeneration ?? {}),
    id: applyClaims('id', id, answer.idTokenGeneration ?? {}),
  };
}

const NO_CHANGES: TriggerAnswer = {};

function toTriggerRequest(
  { source, pool, client, user, scopes }: TokenRequest,
  region: string,
): TriggerRequest {
  return {
    source,
    region,
    poolId: pool.id,
    clientId: client.id,
    userName: user?.username ?? client.id,
    userAttributes:
      user === undefined
        ? {}
        : {
            sub: user.sub,
            'cognito:user_status': 'CONFIRMED',
            ...(user.email === undefined
              ? {}
              : { email: user.email, email_verified: String(user.isEmailVerified ?? true) }),
          },
    groups: user?.groups ?? [],
    scopes,
  };
}

function machineClaims(request: TokenRequest, scope: string) {
  return { sub: request.client.id, ...commonClaims(request), scope };
}

function personClaims(request: TokenRequest, user: PoolUser, scope: string, groups: readonly string[]) {
  return {
    sub: user.sub,
    ...groupsClaim(groups),
    ...commonClaims(request),
    origin_jti: request.originId,
    scope,
    username: user.username,
  };
}

function commonClaims({ pool, client, nowSeconds, authenticatedSeconds }: TokenRequest) {
  return {
    token_use: 'access',
    iss: pool.issuer,
    version: 2,
    client_id: client.id,
    auth_time: authenticatedSeconds,
    iat: nowSeconds,
    exp: nowSeconds + client.lifetimes.accessSeconds,
    jti: randomUUID(),
  };
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
function idClaims({ originId }: TokenRequest, user: PoolUser, groups: readonly string[]) {
  return {
    sub: user.sub,
    ...groupsClaim(groups),
    'cognito:username': user.username,
    ...(user.email === undefined ? {} : { email: user.email, email_verified: user.isEmailVerified ?? true }),
    token_use: 'id',
    origin_jti: originId,
    jti: randomUUID(),
  };
}

/** Cognito leaves the claim out for a user without groups. */
function groupsClaim(groups: readonly string[]): { readonly 'cognito:groups'?: readonly string[] } {
  return groups.length === 0 ? {} : { 'cognito:groups': groups };
}
