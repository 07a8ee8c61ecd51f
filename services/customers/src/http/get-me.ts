import { getMe as route } from '@tradepost/contracts/customers/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { type OwnProfileDeps, openOwnProfile } from './open-profile.ts';
import { toCustomer } from './show-profile.ts';

export const handler = http(route, (request) => getMe(request, profileDeps()));

/** Returns the profile of the signed-in customer. */
export async function getMe(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  return { body: toCustomer(profile, dependencies), version: profile.version };
}
