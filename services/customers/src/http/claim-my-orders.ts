import { claimMyOrders as route } from '@tradepost/contracts/customers/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import type { SubjectKeys } from '@tradepost/personal-data/subject-keys';
import type { SendOrderClaim } from '../adapters/order-claims.ts';
import { type Deps, profileDeps, sendOrderClaim } from '../deps.ts';
import { type OwnProfileDeps, openOwnProfile } from './open-profile.ts';

export const handler = http(route, (request) =>
  claimMyOrders(request, { ...profileDeps(), sendOrderClaim: sendOrderClaim() }),
);

/** Newest orders of an address that one request claims: more would take longer than a request may. */
const MAX_ORDERS = 500;
const MAX_AT_ONCE = 10;

export type ClaimDeps = OwnProfileDeps &
  Pick<Deps, 'now'> & {
    readonly subjectKeys: Pick<SubjectKeys, 'findByEmail' | 'claim'>;
    readonly sendOrderClaim: SendOrderClaim;
  };

/**
 * Claims the orders that were placed without an account with the customer's e-mail address. The subject of an order is claimed first,
 * which decides between two customers who had the address one after the other; then orders gets the command. A repeat sends the commands
 * again, so that none that was lost stays lost.
 */
export async function claimMyOrders(
  request: HttpRequest<typeof route>,
  dependencies: ClaimDeps,
): Promise<HttpReply<typeof route>> {
  const { subjectKeys, sendOrderClaim: send, now } = dependencies;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { customerId, emailHash } = profile.state;
  if (emailHash === undefined) return { rejection: { code: 'NO_VERIFIED_EMAIL' } };
  const found = await subjectKeys.findByEmail(emailHash);
  const newest = found.toSorted((one, other) => (one.orderId < other.orderId ? 1 : -1)).slice(0, MAX_ORDERS);
  await mapConcurrent(newest, MAX_AT_ONCE, async ({ subjectId, orderId }) => {
    const isClaimed = await subjectKeys.claim(customerId, { subjectId, emailHash });
    const { correlationId } = request;
    if (isClaimed) await send({ orderId, customerId, emailHash, correlationId, at: now() });
  });
  return { body: { accepted: true } };
}
