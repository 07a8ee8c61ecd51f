import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { ISSUERS_PATH } from '@tradepost/compiled-service/templates/resource-identity';
import { respondProblem } from '../gateway/http-server.ts';
import { onceEach } from '../gateway/pages.ts';
import type { InvokeFunction } from '../invocation.ts';
import { type IdentityKeys, toPublicKeys } from './identity-keys.ts';
import { issueClaims, type TokenRequest } from './issue-claims.ts';
import { createIssuer } from './issuer.ts';
import { createIssuerStore } from './issuer-store.ts';
import { createOpenClaims } from './open-claims.ts';
import type { Pool } from './pools.ts';
import { createTokenSigner } from './token-signer.ts';
import { createTokensEndpoint, TOKENS_PATH } from './tokens-endpoint.ts';
import { type Identity, toUserPools, type UserPool } from './user-pools.ts';

export type IdentityOptions = {
  readonly pools: readonly Pool[];
  readonly keys: IdentityKeys;
  /** Stores sessions and refresh tokens. */
  readonly database: DatabaseSync;
  readonly region: string;
  readonly invoke: InvokeFunction;
  /** See `LocalCloudOptions`. */
  readonly signInPages: readonly string[];
  /** Username by name of a pool: see `LocalCloudOptions`. */
  readonly open: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
};

/** Creates the issuers of the pools and the endpoint for tokens. Throws if `open` names an unknown pool or user. */
export function createIdentity(
  options: IdentityOptions,
): Identity & { readonly userPools: readonly UserPool[] } {
  const { pools, keys, database, region, invoke, log } = options;
  const issue = (request: TokenRequest) => issueClaims(request, { region, invoke });
  const served = pools.map((pool) => ({ pool, ...servedOf(pool, keys) }));
  const issuerOf = onceEach(({ pool, sign }: (typeof served)[number]) =>
    createIssuer({
      pool,
      keys,
      sign,
      issue,
      log,
      signInPages: options.signInPages,
      store: createIssuerStore(database, pool.id),
      mountPath: `${ISSUERS_PATH}${pool.id}`,
    }),
  );
  const serveTokens = createTokensEndpoint(served, issue);
  const userPools = served.map(({ userPool }) => userPool);

  return {
    userPools,
    pools: toUserPools(userPools, createOpenClaims(pools, options.open, issue)),
    serve: async (request: IncomingMessage, response: ServerResponse) => {
      const { url = '/' } = request;
      const [path = ''] = url.split('?', 1);
      if (path === TOKENS_PATH) {
        await serveTokens(request, response);
        return true;
      }
      if (!path.startsWith(ISSUERS_PATH)) return false;
      const poolId = path.slice(ISSUERS_PATH.length).split('/', 1)[0] ?? '';
      const wanted = served.find(({ pool }) => pool.id === poolId);
      if (wanted === undefined) {
        respondProblem(response, 404, `No user pool has the id "${poolId}"`);
        return true;
      }
      const issuer = await issuerOf(wanted);
      await issuer(request, response, url.slice(ISSUERS_PATH.length + poolId.length) || '/');
      return true;
    },
  };
}

function servedOf(pool: Pool, { pools }: IdentityKeys) {
  const key = pools[pool.id];
  if (key === undefined) throw new Error(`The user pool ${pool.name} has no signing key`);
  const userPool: UserPool = {
    issuer: pool.issuer,
    poolArn: pool.arn,
    jwks: toPublicKeys(key),
    clientIds: new Set(pool.clients.map(({ id }) => id)),
  };
  return { userPool, sign: createTokenSigner(key) };
}
