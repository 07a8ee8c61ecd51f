import { randomUUID } from 'node:crypto';
import type { IssuedClaims, TokenRequest } from './issue-claims.ts';
import { defaultClientOf, listed, type Pool } from './pools.ts';
import type { UserPools } from './user-pools.ts';

/** Time for which claims are used again, so that not every request invokes the trigger. */
const REUSED_MS = 60_000;

/**
 * Creates `openClaims`: claims of a request without a token, which are those of a chosen user.
 *
 * @param open username by name of a pool; empty if requests without a token have no claims
 * @throws Error if a pool or a user does not exist, or the pool has no app client
 */
export function createOpenClaims(
  pools: readonly Pool[],
  open: Readonly<Record<string, string>>,
  issue: (request: TokenRequest) => Promise<IssuedClaims>,
): UserPools['openClaims'] {
  const chosen = new Map(
    Object.entries(open).map(([name, username]) => {
      const pool = pools.find((each) => each.name === name);
      if (pool === undefined) throw new Error(`open: there is no user pool "${name}", only ${listed(pools)}`);
      const user = pool.users.find((each) => each.username === username);
      const client = defaultClientOf(pool);
      if (user === undefined) throw new Error(`open: ${name} has no user "${username}"`);
      if (client === undefined) throw new Error(`open: ${name} has no app client`);
      return [pool.issuer, { pool, user, client }] as const;
    }),
  );
  const issued = new Map<string, { readonly atMs: number; readonly claims: Promise<IssuedClaims> }>();
  return async (issuer) => {
    const subject = chosen.get(issuer);
    if (subject === undefined) return undefined;
    const nowMs = Date.now();
    const last = issued.get(issuer);
    if (last !== undefined && nowMs - last.atMs < REUSED_MS) return (await last.claims).access;
    const nowSeconds = Math.floor(nowMs / 1_000);
    const claims = issue({
      ...subject,
      source: 'TokenGeneration_HostedAuth',
      scopes: subject.client.scopes,
      nowSeconds,
      authenticatedSeconds: nowSeconds,
      originId: randomUUID(),
    });
    issued.set(issuer, { atMs: nowMs, claims });
    // A failure is not kept: the next request tries again.
    claims.catch(() => issued.delete(issuer));
    return (await claims).access;
  };
}
