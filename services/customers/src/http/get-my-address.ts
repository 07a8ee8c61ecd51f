import { getMyAddress as route } from '@tradepost/contracts/customers/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { type OwnProfileDeps, openOwnProfile } from './open-profile.ts';
import { toCustomerAddress } from './show-profile.ts';

export const handler = http(route, (request) => getMyAddress(request, profileDeps()));

/** Returns an address of the signed-in customer. */
export async function getMyAddress(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const { addressId } = request.params;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { state, version, owner } = profile;
  const stored = state.addresses.find(({ id }) => id === addressId);
  if (stored === undefined) return { rejection: { code: 'ADDRESS_NOT_FOUND', addressId } };
  return {
    body: toCustomerAddress(addressId, version, dependencies.seals.openAddress(owner, stored)),
    version,
  };
}
