import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JSONWebKeySet, JWTPayload } from 'jose';

/** A user pool of the templates, as the gateway needs it to check a token. */
export type UserPool = {
  /** URL of the pool's issuer, as in the claim `iss`. */
  readonly issuer: string;
  /** ARN, as in `ProviderARNs` of an authorizer of a REST API. */
  readonly poolArn: string;
  /** Public keys with which tokens of the pool are verified. */
  readonly jwks: JSONWebKeySet;
  /** Ids of the pool's app clients. */
  readonly clientIds: ReadonlySet<string>;
};

export type UserPools = {
  /** Finds the pool of an issuer; undefined if no template declares it. */
  readonly find: (issuer: string) => UserPool | undefined;
  /** Finds a pool by its ARN; undefined if no template declares it. */
  readonly findByArn: (poolArn: string) => UserPool | undefined;
  /**
   * Claims of a request without a token, if the local cloud was started with `open`: those of an access token of the user that
   * `open` names for the pool of `issuer`. Undefined if requests without a token have no claims.
   */
  readonly openClaims: (issuer: string) => Promise<JWTPayload | undefined>;
};

/** A user pool as JSON, for other processes of this machine. */
export type UserPoolJson = Omit<UserPool, 'clientIds'> & { readonly clientIds: readonly string[] };

/**
 * Finds user pools by their issuers and ARNs.
 *
 * @param openClaims see `UserPools`
 */
export function toUserPools(pools: readonly UserPool[], openClaims: UserPools['openClaims']): UserPools {
  return {
    find: (issuer) => pools.find((pool) => pool.issuer === issuer),
    findByArn: (poolArn) => pools.find((pool) => pool.poolArn === poolArn),
    openClaims,
  };
}

/** The user pools of the templates, and the paths below `/_local/` at which their issuers answer. */
export type Identity = {
  readonly pools: UserPools;
  /** Answers a request for a path of an issuer, or for tokens. Returns false if the path is none of them. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
};
