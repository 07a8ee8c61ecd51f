import { ROLES } from '@tradepost/contracts/access/roles';
import type { LocalUser } from '@tradepost/local/identity/pools';

const CUSTOMERS = 'tradepost-dev-identity-customers';
const STAFF = 'tradepost-dev-identity-staff';

/** User who has every scope of staff. It exists on this machine only: no template can declare it. */
export const DEVELOPER = 'developer';
const CUSTOMER_NAMES = ['ada', 'grace'] as const;

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
export const OPEN_USERS = { [CUSTOMERS]: CUSTOMER_NAMES[0], [STAFF]: DEVELOPER };

function emailOf(name: string): string {
  return `${name}@example.com`;
}
