import { addMyAddress as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type ProfileDeps, profileDeps } from '../deps.ts';
import { addAddress } from '../domain/change-addresses.ts';
import { after, openOwnProfile } from './open-profile.ts';
import { toCustomerAddress } from './show-profile.ts';

export const handler = http(route, (request) => addMyAddress(request, profileDeps()));

/** Adds an address to those of the signed-in customer. A repeat of the request gets the response of the first. */
export async function addMyAddress(
  request: HttpRequest<typeof route>,
  dependencies: ProfileDeps,
): Promise<HttpReply<typeof route>> {
  const { body, caller, idempotencyKey } = request;
  const { customers, seals, newAddressId, idFromKey, fingerprintOf } = dependencies;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { owner } = profile;
  const addressId =
    idempotencyKey === undefined ? newAddressId() : await idFromKey('adr', caller, idempotencyKey);
  const command = addAddress(seals.sealAddress(owner, addressId, body), await fingerprintOf(body));
  const result = await customers.execute(owner.customerId, command, by(request));
  if ('rejection' in result) return result;
  const { state, version } = after(profile, result);
  const { added } = state.addresses.find(({ id }) => id === addressId) ?? {};
  const first = added?.version ?? version;
  return {
    body: toCustomerAddress(addressId, first, body),
    version: first,
    location: `/v1/me/addresses/${addressId}`,
  };
}
