import { CUSTOMER_SCOPE, RESOURCE_SERVER, SCOPES, type Scope } from '@tradepost/contracts/access/scopes';

/** Claims of a verified access token, as API Gateway passes them: all values are text. */
export type Claims = Readonly<Record<string, string>>;

/** Issuers of the user pools, by the environment variables in which functions have them. */
export const ISSUERS = {
  STAFF_ISSUER: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_staff',
  CUSTOMER_ISSUER: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_customers',
} as const;

const ALL_SCOPES = Object.keys(SCOPES) as readonly Scope[];

/**
 * Returns the claims of a person of the staff pool who has just signed in.
 *
 * @param scopes as contracts write them; by default all
 * @param more further claims, and other values of these
 * @param signedInMs time of the sign-in in milliseconds since 1970
 */
export function staffClaims(
  scopes: readonly Scope[] = ALL_SCOPES,
  more: Claims = {},
  signedInMs: number = Date.now(),
): Claims {
  return {
    ...commonClaims(ISSUERS.STAFF_ISSUER, 'user-1', signedInMs),
    ...{ client_id: 'backoffice', username: 'user-1', scope: toScope(scopes), ...more },
  };
}

/** Returns the claims of a machine. `reach` is `own`, unless `more` has another one. */
export function machineClaims(clientId: string, scopes: readonly Scope[], more: Claims = {}): Claims {
  const { auth_time: _, ...common } = commonClaims(ISSUERS.STAFF_ISSUER, clientId, 0);
  return { ...common, client_id: clientId, scope: toScope(scopes), ...more };
}

/** Returns the claims of a customer who has just signed in. */
export function customerClaims(
  customerId: string,
  more: Claims = {},
  signedInMs: number = Date.now(),
): Claims {
  return {
    ...commonClaims(ISSUERS.CUSTOMER_ISSUER, `user-of-${customerId}`, signedInMs),
    ...{ client_id: 'storefront', username: customerId, scope: toScope([CUSTOMER_SCOPE]) },
    ...{ customer_id: customerId, ...more },
  };
}

/** Returns the subject of an access token, which is the actor of what its caller does. */
export function subjectOf(token: string): string {
  const [, payload = ''] = token.split('.');
  return String((JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims)['sub']);
}

function commonClaims(iss: string, sub: string, signedInMs: number) {
  return { iss, sub, token_use: 'access', auth_time: String(Math.floor(signedInMs / 1_000)) };
}

function toScope(scopes: readonly string[]): string {
  return scopes.map((scope) => `${RESOURCE_SERVER}/${scope}`).join(' ');
}
