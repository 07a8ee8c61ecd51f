import { ifVersion } from '@tradepost/aggregate/if-version';
import { updateMe as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { updateProfile } from '../domain/update-profile.ts';
import { after, type OwnProfileDeps, openOwnProfile } from './open-profile.ts';
import { toProfileChanges } from './profile-changes.ts';
import { toCustomer } from './show-profile.ts';

export const handler = http(route, (request) => updateMe(request, profileDeps()));

/** Changes the profile of the signed-in customer. */
export async function updateMe(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const { customers, seals } = dependencies;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const command = ifVersion(
    request.ifMatch,
    updateProfile(toProfileChanges(profile.owner, request.body, seals)),
  );
  const result = await customers.execute(profile.owner.customerId, command, by(request));
  if ('rejection' in result) return result;
  return { body: toCustomer(after(profile, result), dependencies), version: result.version };
}
