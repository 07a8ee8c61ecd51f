import type { AuditLog } from '@tradepost/audit/audit-log';
import { getCustomer as route } from '@tradepost/contracts/customers/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, profileDeps } from '../deps.ts';
import { type OwnProfileDeps, openProfileOf } from './open-profile.ts';
import { toStaffCustomer } from './show-profile.ts';

export const handler = http(route, (request) => getCustomer(request, { ...profileDeps(), audit: audit() }));

export type StaffDeps = Pick<OwnProfileDeps, 'customers' | 'seals'> & { readonly audit: AuditLog };

/** Returns the profile of a customer to staff. That it was read is recorded first. */
export async function getCustomer(
  { params: { customerId }, caller, correlationId }: HttpRequest<typeof route>,
  dependencies: StaffDeps,
): Promise<HttpReply<typeof route>> {
  const profile = await openProfileOf(customerId, dependencies);
  if ('rejection' in profile) return profile;
  const recorded = await dependencies.audit.record({
    ...{ act: 'ProfileRead', actor: caller.id, target: `customers/${customerId}`, correlationId },
  });
  return { body: toStaffCustomer(profile, dependencies), version: profile.version, recorded };
}
