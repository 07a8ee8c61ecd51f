import { ifVersion } from '@tradepost/aggregate/if-version';
import { replaceMyAddress as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { profileDeps } from '../deps.ts';
import { replaceAddress } from '../domain/change-addresses.ts';
import { type OwnProfileDeps, openOwnProfile } from './open-profile.ts';
import { toCustomerAddress } from './show-profile.ts';

export const handler = http(route, (request) => replaceMyAddress(request, profileDeps()));

/** Replaces an address of the signed-in customer. */
export async function replaceMyAddress(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps,
): Promise<HttpReply<typeof route>> {
  const { body, params, ifMatch } = request;
  const { customers, seals } = dependencies;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { owner } = profile;
  const sealed = seals.sealAddress(owner, params.addressId, body);
  const command = ifVersion(ifMatch, replaceAddress(sealed));
  const result = await customers.execute(owner.customerId, command, by(request));
  if ('rejection' in result) return result;
  const { version } = result;
  return { body: toCustomerAddress(params.addressId, version, body), version };
}
