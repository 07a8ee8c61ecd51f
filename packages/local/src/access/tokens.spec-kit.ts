import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import type { UserPool, UserPools } from '../identity/user-pools.ts';

/** Claims of an access token of Cognito, and its header. Undefined removes a claim or a member. */
export type TokenInput = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
};

/** A pool whose tokens a spec signs itself. */
export type SpecPool = UserPool & { readonly sign: (input?: TokenInput) => Promise<string> };

/** Second at which all tokens are issued. They are valid for an hour. */
export const ISSUED_SECONDS = Math.floor(Date.now() / 1_000);

/** Creates a pool with one key and the app client `client-1`. */
export async function createSpecPool(name: string): Promise<SpecPool> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const kid = `${name}-key`;
  const issuer = `http://127.0.0.1/_local/identity/${name}`;
  const jwks: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] };
  return {
    issuer,
    poolArn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${name}`,
    jwks,
    clientIds: new Set(['client-1']),
    sign: ({ claims = {}, header = {} } = {}) => {
      const payload = {
        ...{
          iss: issuer,
          sub: 'user-1',
          client_id: 'client-1',
          token_use: 'access',
          scope: 'jars/read jars/write',
        },
        ...{ iat: ISSUED_SECONDS, auth_time: ISSUED_SECONDS, exp: ISSUED_SECONDS + 3_600 },
        ...claims,
      };
      return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(privateKey);
    },
  };
}

/** Pools as the gateway gets them. `open` has claims of requests without a token, by issuer. */
export function toPools(
  pools: readonly UserPool[],
  open: Readonly<Record<string, JWTPayload>> = {},
): UserPools {
  return {
    find: (issuer) => pools.find((each) => each.issuer === issuer),
    findByArn: (poolArn) => pools.find((each) => each.poolArn === poolArn),
    openClaims: async (issuer) => open[issuer],
  };
}
