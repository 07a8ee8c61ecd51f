import type { NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';
import { createCustomer as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, type ProfileDeps, profileDeps } from '../deps.ts';
import { customer } from '../domain/customer.ts';
import { type NewCustomer, register } from '../domain/register.ts';
import type { StaffDeps } from './get-customer.ts';
import { after } from './open-profile.ts';
import { toStaffCustomer } from './show-profile.ts';

export const handler = http(route, (request) =>
  createCustomer(request, { ...profileDeps(), audit: audit() }),
);

/**
 * Creates the profile of a customer without an account. A repeat of the request gets the response of the first. It is no act, and neither
 * is another request with a key that was used.
 */
export async function createCustomer(
  request: HttpRequest<typeof route>,
  dependencies: ProfileDeps & Pick<StaffDeps, 'audit'>,
): Promise<HttpReply<typeof route>> {
  const { body, caller, correlationId, idempotencyKey } = request;
  const { customers, seals, hashEmail, idFromKey, fingerprintOf, newCustomerId } = dependencies;
  const customerId =
    idempotencyKey === undefined ? newCustomerId() : await idFromKey('cus', caller, idempotencyKey);
  const { groups = [], ...fields } = body;
  const subject = await seals.subjectOf(customerId);
  const owner = { customerId, subject };
  const created: NewCustomer = {
    ...{ customerId, subjectId: subject.subjectId, emailHash: await hashEmail(body.email) },
    ...{ sealed: seals.sealFields(owner, fields), groups },
  };
  const isKnown = idempotencyKey !== undefined && (await customers.load(customerId)).version >= 0;
  const recorded: Recorded<'ProfileChanged'> | NotAnAct = isKnown
    ? { notAnAct: 'the profile exists: a repeat, or a key that was used' }
    : await dependencies.audit.record({
        ...{ act: 'ProfileChanged', actor: caller.id, target: `customers/${customerId}` },
        ...{ after: { changed: Object.keys(body) }, correlationId },
      });
  const cause = { ...by(request), fingerprint: await fingerprintOf(body) };
  const result = await customers.create(customerId, register(created), cause);
  if ('rejection' in result) return result;
  const { state } = after({ owner }, result);
  // The profile may have changed since the first request: the response is made of the request.
  const first = customer.evolve(customer.initial, {
    type: 'CustomerRegistered',
    at: state.createdAt,
    ...created,
  });
  const shown = after({ owner }, { state: first, version: 0 });
  return {
    body: toStaffCustomer(shown, dependencies),
    ...{ version: 0, location: `/v1/customers/${customerId}`, recorded },
  };
}
