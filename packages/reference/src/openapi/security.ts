import { CUSTOMER_SCOPE, RESOURCE_SERVER, SCOPES } from '@tradepost/contracts/access/scopes';
import type { Access, RouteContract, StepUp } from '@tradepost/contracts/define-route';

/** Endpoints of the issuer of one user pool. */
type Issuer = { readonly authorizationUrl: string; readonly tokenUrl: string };

export type Issuers = { readonly staff: Issuer; readonly customer: Issuer };

/** Managed login of the two user pools. A stage has its own addresses: see `/tradepost/{stage}/identity/…` in SSM. */
const SAMPLE_ISSUERS: Issuers = {
  staff: toSample('staff.auth.example.com'),
  customer: toSample('auth.example.com'),
};

function toSample(host: string): Issuer {
  return {
    authorizationUrl: `https://${host}/oauth2/authorize`,
    tokenUrl: `https://${host}/oauth2/token`,
  };
}

const inToken = (scope: string): string => `${RESOURCE_SERVER}/${scope}`;

const STAFF_SCOPES = Object.fromEntries(
  Object.entries(SCOPES).map(([scope, allows]) => [inToken(scope), allows]),
);
const CUSTOMER_SCOPES = { [inToken(CUSTOMER_SCOPE)]: 'Act as the customer: own orders, addresses, profile.' };

type Secured = Pick<RouteContract, 'access' | 'apiKey'>;

/**
 * The security schemes that some of the routes need: of staff and machines, of customers, of holders of an order token, and of
 * partners with an API key.
 *
 * @param issuers of a stage; without them, examples
 */
export function toSecuritySchemes(routes: readonly Secured[], issuers: Issuers = SAMPLE_ISSUERS) {
  const used = new Set(routes.flatMap(toSecurity).flatMap(Object.keys));
  return Object.fromEntries(Object.entries(allSchemes(issuers)).filter(([name]) => used.has(name)));
}

function allSchemes({ staff, customer }: Issuers) {
  return {
    staff: {
      type: 'oauth2',
      description:
        'Access token of a person or a machine of the staff pool. People sign in with two factors; a machine uses its client secret.',
      flows: {
        authorizationCode: toCodeFlow(staff, STAFF_SCOPES),
        clientCredentials: { tokenUrl: staff.tokenUrl, scopes: STAFF_SCOPES },
      },
    },
    customer: {
      type: 'oauth2',
      description: 'Access token of a customer.',
      flows: { authorizationCode: toCodeFlow(customer, CUSTOMER_SCOPES) },
    },
    orderToken: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Order-Token',
      description: 'Token of one order, which the guest who placed the order got with it.',
    },
    cartToken: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Cart-Token',
      description: 'Token of one cart, which the guest who created the cart got with it.',
    },
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Api-Key',
      description: 'Key of a partner. It has a quota, and gives no access to what is not public.',
    },
  };
}

function toCodeFlow({ authorizationUrl, tokenUrl }: Issuer, scopes: Readonly<Record<string, string>>) {
  return { authorizationUrl, tokenUrl, refreshUrl: tokenUrl, scopes };
}

/** The security requirement of an operation. It is empty for public routes without an API key, and for signed ones. */
export function toSecurity({
  access,
  apiKey = false,
}: Secured): readonly Readonly<Record<string, readonly string[]>>[] {
  switch (access.kind) {
    case 'public':
      return apiKey ? [{ apiKey: [] }] : [];
    case 'signed':
      return [];
    case 'orderToken':
      return [{ orderToken: [] }];
    case 'cartToken':
      return [{ cartToken: [] }];
    case 'customer':
      return [{ customer: [inToken(CUSTOMER_SCOPE)] }];
    case 'staff':
      return [{ staff: [inToken(access.scope)] }];
    default:
      return access satisfies never;
  }
}

const SIGNED =
  'Needs no token but the signature of its sender: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` of [Standard Webhooks](https://www.standardwebhooks.com), or the sender’s own.';

/** Describes the access of an operation in a sentence. */
export function toNeeds(access: Access): string {
  switch (access.kind) {
    case 'public':
      return 'Needs no token.';
    case 'signed':
      return SIGNED;
    case 'orderToken':
      return 'Needs the order token in `X-Order-Token`.';
    case 'cartToken':
      return 'Needs the cart token in `X-Cart-Token`.';
    case 'customer':
      return `Needs the access token of a customer.${toStepUp(access.stepUp)}`;
    case 'staff':
      return `Needs the scope \`${access.scope}\`.${access.machines ? '' : ' Machines cannot call it.'}${toStepUp(access.stepUp)}`;
    default:
      return access satisfies never;
  }
}

function toStepUp(stepUp: StepUp | undefined): string {
  if (stepUp === undefined) return '';
  return ` People must have signed in within the last ${stepUp.maxAgeSeconds} seconds.`;
}
