import { CUSTOMER_SCOPE, RESOURCE_SERVER } from '@tradepost/contracts/access/scopes';
import { type TokenGrant, type TokenRequest, tokenTrigger } from '@tradepost/lambda/messages/token-trigger';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { pepper } from '../deps.ts';

export const handler = tokenTrigger((request) => grantCustomerToken(request, { readPepper: pepper() }));

/**
 * Decides on an access token of the customer pool: it has the scope of customers and no other, whatever scopes the pool's
 * clients have, the id under which the services store the customer's data, and the account's e-mail address, with which the service
 * customers creates the profile. Cognito's own access tokens have no e-mail address.
 *
 * @throws if the pepper cannot be read, or if a machine asks: Cognito then issues no token
 */
export async function grantCustomerToken(
  { issuer, subject }: TokenRequest,
  { readPepper }: { readonly readPepper: () => Promise<string> },
): Promise<TokenGrant> {
  if (subject.kind === 'machine') throw new Error('the customer pool has no machines');
  return {
    scopes: [`${RESOURCE_SERVER}/${CUSTOMER_SCOPE}`],
    claims: {
      customer_id: pepperedId('cus', await readPepper(), ['customer', issuer, subject.id]),
      ...(subject.email === undefined
        ? {}
        : { email: subject.email.address, email_verified: String(subject.email.isVerified) }),
    },
  };
}
