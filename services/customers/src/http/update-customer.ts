import { ifVersion } from '@tradepost/aggregate/if-version';
import { updateCustomer as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { HashEmail } from '@tradepost/personal-data/email-hash';
import { audit, profileDeps } from '../deps.ts';
import { updateByStaff } from '../domain/update-profile.ts';
import type { StaffDeps } from './get-customer.ts';
import { after, openProfileOf } from './open-profile.ts';
import { toProfileChanges } from './profile-changes.ts';
import { toStaffCustomer } from './show-profile.ts';

export const handler = http(route, (request) =>
  updateCustomer(request, { ...profileDeps(), audit: audit() }),
);

/** Changes the profile of a customer for staff. The names of the changed fields are recorded first, never their content. */
export async function updateCustomer(
  request: HttpRequest<typeof route>,
  dependencies: StaffDeps & { readonly hashEmail: HashEmail },
): Promise<HttpReply<typeof route>> {
  const { params, body, caller, correlationId, ifMatch } = request;
  const { customerId } = params;
  const { customers, seals, hashEmail } = dependencies;
  const profile = await openProfileOf(customerId, dependencies);
  if ('rejection' in profile) return profile;
  const changes = toProfileChanges(
    profile.owner,
    { ...body, ...(body.email === undefined ? {} : { emailHash: await hashEmail(body.email) }) },
    seals,
  );
  const recorded = await dependencies.audit.record({
    ...{ act: 'ProfileChanged', actor: caller.id, target: `customers/${customerId}` },
    ...{ after: { changed: Object.keys(body) }, correlationId },
  });
  const result = await customers.execute(customerId, ifVersion(ifMatch, updateByStaff(changes)), by(request));
  if ('rejection' in result) return result;
  return { body: toStaffCustomer(after(profile, result), dependencies), version: result.version, recorded };
}
