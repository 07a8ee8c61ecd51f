import { ifVersion } from '@tradepost/aggregate/if-version';
import { removeMyAddress as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { removeAddress } from '../domain/change-addresses.ts';
import { after, type OwnProfileDeps, openOwnProfile } from './open-profile.ts';
import { toAddressBook } from './show-profile.ts';

export const handler = http(route, (request) => removeMyAddress(request, profileDeps()));

/** Removes an address of the signed-in customer. */
export async function removeMyAddress(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const command = ifVersion(request.ifMatch, removeAddress(request.params.addressId));
  const result = await dependencies.customers.execute(profile.owner.customerId, command, by(request));
  if ('rejection' in result) return result;
  return { body: toAddressBook(after(profile, result), dependencies), version: result.version };
}
