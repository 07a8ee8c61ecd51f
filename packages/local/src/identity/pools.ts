import { createHash } from 'node:crypto';
import type {
  CloudResources,
  UserPoolClientResource,
  UserPoolResource,
} from '@tradepost/compiled-service/templates/resources';

/** Scopes that every pool has. @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
export const STANDARD_SCOPES: readonly string[] = ['openid', 'email', 'phone', 'profile'];

/** A user of a user pool on this machine. Users are options of the local cloud, since templates declare none. */
export type LocalUser = {
  /** `UserPoolName` of the user's pool. */
  readonly pool: string;
  readonly username: string;
  readonly email?: string;
  /** Groups of the pool, as the template declares them. */
  readonly groups?: readonly string[];
  /** `all` gives the user every scope of the pool's resource servers, without the pool's pre-token trigger. */
  readonly scopes?: 'all';
};

export type PoolUser = LocalUser & {
  /** Claim `sub`: a UUID that follows from the pool and the username, so that it stays the same. */
  readonly sub: string;
  /** True by default. */
  readonly isEmailVerified?: boolean;
};

/** A user pool with everything that the templates and the options declare for it. */
export type Pool = UserPoolResource & {
  readonly clients: readonly UserPoolClientResource[];
  /** Scopes of its resource servers. */
  readonly scopes: readonly string[];
  readonly users: readonly PoolUser[];
};

type PoolResources = Pick<
  CloudResources,
  'userPools' | 'userPoolClients' | 'userPoolScopes' | 'userPoolGroups' | 'functions'
>;

/** Joins the user pools of the templates with their users. Throws if a user, a group or a trigger is in no template. */
export function createPools(resources: PoolResources, users: readonly LocalUser[]): readonly Pool[] {
  for (const user of users) checkUser(resources, user);
  for (const { service, logicalId, preToken } of resources.userPools) {
    if (
      preToken !== undefined &&
      !resources.functions.some(({ functionName }) => functionName === preToken.functionName)
    )
      throw new Error(
        `${service}: the pre-token trigger of ${logicalId}, ${preToken.functionName}, does not exist`,
      );
  }
  for (const client of resources.userPoolClients) checkClient(resources, client);
  return resources.userPools.map((pool) => ({
    ...pool,
    clients: resources.userPoolClients.filter(({ poolId }) => poolId === pool.id),
    scopes: resources.userPoolScopes.flatMap(({ poolId, scopes }) => (poolId === pool.id ? scopes : [])),
    users: users
      .filter((user) => user.pool === pool.name)
      .map((user) => ({ ...user, sub: uuidOf(`${pool.arn}/${user.username}`) })),
  }));
}

/** Client for which tokens are issued that no client asked for: the first one with the code flow, else the first one. */
export function defaultClientOf({ clients }: Pool): UserPoolClientResource | undefined {
  return clients.find(({ flows }) => flows.includes('code')) ?? clients[0];
}

function checkUser(
  { userPools, userPoolGroups }: PoolResources,
  { pool, username, groups = [] }: LocalUser,
): void {
  const found = userPools.find(({ name }) => name === pool);
  if (found === undefined)
    throw new Error(
      `User ${username}: no template declares the user pool "${pool}", only ${listed(userPools)}`,
    );
  const declared = userPoolGroups.filter(({ poolId }) => poolId === found.id);
  for (const group of groups) {
    if (!declared.some(({ name }) => name === group))
      throw new Error(`User ${username}: ${pool} has no group "${group}", only ${listed(declared)}`);
  }
}

/** Cognito refuses the same clients at the deployment. */
function checkClient({ userPoolScopes }: PoolResources, client: UserPoolClientResource): void {
  const { service, logicalId, poolId, flows, scopes, callbackUrls } = client;
  const of = `${service}: ${logicalId}`;
  const known = userPoolScopes.flatMap((each) => (each.poolId === poolId ? each.scopes : []));
  const unknown = scopes.find((scope) => !STANDARD_SCOPES.includes(scope) && !known.includes(scope));
  if (unknown !== undefined)
    throw new Error(`${of}: no resource server of its user pool declares the scope ${unknown}`);
  if (flows.length > 0 && scopes.length === 0) throw new Error(`${of}: AllowedOAuthScopes is missing`);
  if (flows.includes('code') && callbackUrls.length === 0) throw new Error(`${of}: CallbackURLs is missing`);
}

/** Names for an error message: `a, b`. */
export function listed(named: readonly { readonly name: string }[]): string {
  return named.length === 0 ? '(none)' : named.map(({ name }) => name).join(', ');
}

/** A UUID of version 8 (RFC 9562) from a hash of the text. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
