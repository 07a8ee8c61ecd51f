import type { Reach } from '@tradepost/contracts/access/roles';
import { CUSTOMER_SCOPE, RESOURCE_SERVER, type Scope } from '@tradepost/contracts/access/scopes';
import type { Access } from '@tradepost/contracts/define-route';

/** A caller without a token, of a public or a signed route. */
export type Anonymous = { readonly kind: 'anonymous'; readonly id: 'anonymous' };

/** The holder of an order token, which the handler compares with the order's. */
export type Guest = { readonly kind: 'guest'; readonly id: 'guest'; readonly orderToken: string };

/** The holder of a cart token, which the handler compares with the cart's. */
export type CartHolder = { readonly kind: 'guest'; readonly id: 'guest'; readonly cartToken: string };

type SignedIn = {
  /** Actor of what the caller does. Ids derived from idempotency keys depend on it, on `kind` and on `issuer`. */
  readonly id: string;
  /** URL of the user pool that issued the token. */
  readonly issuer: string;
};

type PersonSignedIn = SignedIn & {
  /** Time of the sign-in, in milliseconds since 1970. A renewed token keeps it. */
  readonly authenticatedMs: number;
};

export type Customer = PersonSignedIn & {
  readonly kind: 'customer';
  /** `cus_` and 26 characters of Crockford base 32. Orders and addresses of a customer are stored under it. */
  readonly customerId: string;
  /** The claim `sub`: id of the account in the user pool. */
  readonly accountId: string;
  /** E-mail address of the account when the token was issued; absent if it was not verified. */
  readonly verifiedEmail?: string;
};

type Scoped = {
  /** Returns true if the access token has the scope. */
  readonly can: (scope: Scope) => boolean;
};

export type Person = PersonSignedIn & Scoped & { readonly kind: 'person' };

export type Machine = SignedIn &
  Scoped & {
    readonly kind: 'machine';
    /** `own`: the machine reaches only the orders that it placed. */
    readonly reach: Reach;
  };

export type Caller = Anonymous | Guest | CartHolder | Customer | Person | Machine;

/** The callers that an access rule allows. */
export type CallerOf<Rule extends Access> = Rule extends { readonly kind: 'customer' }
  ? Customer
  : Rule extends { readonly kind: 'staff'; readonly machines: infer Machines }
    ? Machines extends false
      ? Person
      : Person | Machine
    : Rule extends { readonly kind: 'orderToken' }
      ? Guest
      : Rule extends { readonly kind: 'cartToken' }
        ? CartHolder
        : Anonymous;

export const ANONYMOUS: Anonymous = { kind: 'anonymous', id: 'anonymous' };

/** Claims of a verified token. API Gateway passes every value as text. */
type Claims = Readonly<Record<string, unknown>>;

/**
 * Identifies a person or a machine of the staff pool.
 *
 * @returns undefined if the token is not an access token of the staff pool, or does not identify its caller
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function toStaff(claims: Claims): Person | Machine | undefined {
  const token = toAccessToken(claims, process.env['STAFF_ISSUER']);
  if (token === undefined) return undefined;
  const { id, issuer, scopes } = token;
  const prefix = `${RESOURCE_SERVER}/`;
  const granted = new Set(
    scopes.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length)),
  );
  const can = (scope: Scope) => granted.has(scope);
  // A token of client credentials has its client as subject, and no user name.
  if (claims['client_id'] === id && claims['username'] === undefined) {
    return { kind: 'machine', id, issuer, can, reach: claims['reach'] === 'all' ? 'all' : 'own' };
  }
  return { kind: 'person', id, issuer, can, authenticatedMs: token.authenticatedMs };
}

/**
 * Identifies a customer.
 *
 * @returns undefined if the token is not an access token of the customer pool, or has no customer id
 */
export function toCustomer(claims: Claims): Customer | undefined {
  const token = toAccessToken(claims, process.env['CUSTOMER_ISSUER']);
  const { customer_id: customerId } = claims;
  if (token === undefined || typeof customerId !== 'string' || !CUSTOMER_ID.test(customerId))
    return undefined;
  if (!token.scopes.includes(`${RESOURCE_SERVER}/${CUSTOMER_SCOPE}`)) return undefined;
  const { id: accountId, issuer, authenticatedMs } = token;
  return {
    ...{ kind: 'customer', id: customerId, customerId, accountId, issuer, authenticatedMs },
    ...toVerifiedEmail(claims),
  };
}

function toVerifiedEmail({ email, email_verified: isVerified }: Claims): Pick<Customer, 'verifiedEmail'> {
  const verifiedEmail =
    isVerified === 'true' && typeof email === 'string' && email !== '' ? email : undefined;
  return verifiedEmail === undefined ? {} : { verifiedEmail };
}

const CUSTOMER_ID = /^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** An ID token is rejected: it has another `token_use` and no scopes. Without an issuer, every token is. */
function toAccessToken({ iss, token_use, sub, scope, auth_time }: Claims, issuer: string | undefined) {
  if (issuer === undefined || iss !== issuer || token_use !== 'access') return undefined;
  if (typeof sub !== 'string' || sub === '') return undefined;
  const seconds = Number(auth_time);
  return {
    id: sub,
    issuer,
    // Cognito writes scopes as one text. An HTTP API passes a list as `[a b]`, whose items would look like scopes.
    scopes: typeof scope === 'string' && !scope.startsWith('[') ? scope.split(' ') : [],
    // A token without the time of its sign-in is never recent.
    authenticatedMs: Number.isFinite(seconds) ? seconds * 1_000 : 0,
  };
}
