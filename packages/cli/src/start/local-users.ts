import { MACHINES, ROLES } from '@tradepost/contracts/access/roles';
import type { LocalTokenRequest } from '@tradepost/local/identity/fetch-token';
import type { LocalUser } from '@tradepost/local/identity/pools';

/** Names of the user pools. */
export const CUSTOMERS = 'tradepost-dev-identity-customers';
export const STAFF = 'tradepost-dev-identity-staff';
const CUSTOMER_NAMES = ['ada', 'grace'] as const;

/** User with every scope of staff. It exists on this machine only: no template can declare it. */
export const DEVELOPER = 'developer';

/** Users of the pools of the identity service on this machine: two customers, one person of each role, and the developer. */
export const LOCAL_USERS: readonly LocalUser[] = [
  ...CUSTOMER_NAMES.map((username) => ({ pool: CUSTOMERS, username, email: emailOf(username) })),
  ...Object.keys(ROLES).map((role) => ({
    pool: STAFF,
    username: role,
    email: emailOf(role),
    groups: [role],
  })),
  { pool: STAFF, username: DEVELOPER, email: emailOf(DEVELOPER), scopes: 'all' },
];

/** With `npm start -- --open`: the user whose claims a request without a token gets, by pool. */
export const OPEN_USERS: Readonly<Record<string, string>> = {
  [CUSTOMERS]: CUSTOMER_NAMES[0],
  [STAFF]: DEVELOPER,
};

/** Names for which a token can be had on this machine: users, and machines with their client credentials. */
export const LOCAL_NAMES: readonly string[] = [
  ...LOCAL_USERS.map(({ username }) => username),
  ...Object.keys(MACHINES),
];

/** Returns the request to `POST /_local/tokens` for one of `LOCAL_NAMES`. */
export function tokenRequestOf(name: string): LocalTokenRequest {
  const user = LOCAL_USERS.find(({ username }) => username === name);
  return user === undefined ? { pool: STAFF, client: name } : { pool: user.pool, username: name };
}

function emailOf(name: string): string {
  return `${name}@example.com`;
}
