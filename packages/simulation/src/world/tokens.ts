import { SCOPES } from '@tradepost/contracts/access/scopes';

/** Claims of an access token, as API Gateway passes them. */
export type Claims = Readonly<Record<string, string>>;

export const STAFF_ISSUER = 'https://staff.simulated';
export const CUSTOMER_ISSUER = 'https://customers.simulated';

/** Later than any run: a sign-in at this time is recent, whatever the clock of a function. */
const ALWAYS_RECENT = '4102444800';
/** Time of a sign-in before any run. */
export const LONG_AGO = '1';

/** A person of staff with every scope. */
export const DEVELOPER = person('developer', Object.keys(SCOPES));

const ORDERS = ['orders:read', 'orders:write', 'orders:cancel'];

/** A person who signed in long ago. */
export const SUPPORT = { ...person('support', ORDERS), auth_time: LONG_AGO };

/** A machine that reaches only orders that it placed. */
export function machine(id: string, more: Claims = {}): Claims {
  return {
    iss: STAFF_ISSUER,
    token_use: 'access',
    sub: id,
    client_id: id,
    scope: toScope(ORDERS),
    ...more,
  };
}

/** A signed-in customer. `customerId` has the format of the contracts. */
export function customer(customerId: string): Claims {
  return {
    iss: CUSTOMER_ISSUER,
    token_use: 'access',
    sub: `sub of ${customerId}`,
    username: customerId,
    client_id: 'storefront',
    scope: 'tradepost/me',
    auth_time: ALWAYS_RECENT,
    customer_id: customerId,
    ...{ email: emailOf(customerId), email_verified: 'true' },
  };
}

/** Verified e-mail address of a customer's account. */
function emailOf(customerId: string): string {
  return `${customerId.toLowerCase()}@example.com`;
}

function person(sub: string, scopes: readonly string[]): Claims {
  return {
    iss: STAFF_ISSUER,
    token_use: 'access',
    sub,
    username: sub,
    client_id: 'backoffice',
    scope: toScope(scopes),
    auth_time: ALWAYS_RECENT,
  };
}

function toScope(scopes: readonly string[]): string {
  return scopes.map((scope) => `tradepost/${scope}`).join(' ');
}
