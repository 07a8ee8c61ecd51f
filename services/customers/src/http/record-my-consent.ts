import { recordMyConsent as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { isOfSame } from '../domain/customer.ts';
import { recordConsent } from '../domain/record-consent.ts';
import { after, type OwnProfileDeps, openOwnProfile } from './open-profile.ts';

export const handler = http(route, (request) => recordMyConsent(request, profileDeps()));

/** Records a decision of the signed-in customer about a consent, in the profile and in its log. */
export async function recordMyConsent(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const { body } = request;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const result = await dependencies.customers.execute(
    profile.owner.customerId,
    recordConsent(body),
    by(request),
  );
  if ('rejection' in result) return result;
  const present = after(profile, result).state.consents.find((each) => isOfSame(each, body));
  if (present === undefined) throw new Error('a recorded consent is missing');
  return { body: present };
}
