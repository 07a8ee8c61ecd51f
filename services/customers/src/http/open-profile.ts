import { by } from '@tradepost/lambda/by';
import type { Customer as Caller } from '@tradepost/lambda/http/caller';
import type { CustomerSeals, Owner } from '../adapters/customer-seals.ts';
import type { Deps, ProfileDeps } from '../deps.ts';
import type { CustomerState, RegisteredCustomer } from '../domain/customer-shapes.ts';
import { register } from '../domain/register.ts';

/** A profile with the keys of its subject. */
export type Profile = { readonly state: RegisteredCustomer; readonly version: number; readonly owner: Owner };

export type OwnProfileDeps = Pick<ProfileDeps, 'customers' | 'seals' | 'hashEmail'>;
export type NotFound = { readonly rejection: { readonly code: 'CUSTOMER_NOT_FOUND' } };

const NOT_FOUND: NotFound = { rejection: { code: 'CUSTOMER_NOT_FOUND' } };

/**
 * Returns the profile of the signed-in customer. Their first request creates it, with the verified e-mail address of the token.
 *
 * @returns a rejection if the customer's data was erased: tokens are valid for some minutes after it
 */
export async function openOwnProfile(
  request: { readonly caller: Caller; readonly correlationId: string },
  { customers, seals, hashEmail }: OwnProfileDeps,
): Promise<Profile | NotFound> {
  const { customerId, accountId, verifiedEmail: email } = request.caller;
  const loaded = await customers.load(customerId);
  if (loaded.state.status !== 'none') return openProfile(loaded, seals);
  const subject = await seals.subjectOf(customerId);
  const created = {
    ...{ customerId, accountId, subjectId: subject.subjectId },
    ...(email === undefined ? {} : { emailHash: await hashEmail(email) }),
    ...{ sealed: seals.sealFields({ customerId, subject }, { email }), groups: [] },
  };
  const registered = await customers.executeFrom(customerId, loaded, register(created), by(request));
  if ('rejection' in registered) return NOT_FOUND;
  return openProfile(registered, seals);
}

/** Returns a profile that staff names. */
export async function openProfileOf(
  customerId: string,
  { customers, seals }: Pick<OwnProfileDeps, 'customers' | 'seals'>,
): Promise<Profile | NotFound> {
  return openProfile(await customers.load(customerId), seals);
}

async function openProfile(
  { state, version }: { readonly state: CustomerState; readonly version: number },
  seals: Pick<CustomerSeals, 'find'>,
): Promise<Profile | NotFound> {
  if (state.status !== 'registered') return NOT_FOUND;
  const subject = await seals.find(state.subjectId);
  if (subject === undefined) return NOT_FOUND;
  return { state, version, owner: { customerId: state.customerId, subject } };
}

/** The profile after a command that was executed on it. */
export function after(
  { owner }: Pick<Profile, 'owner'>,
  { state, version }: Awaited<ReturnType<Deps['customers']['load']>>,
): Profile {
  if (state.status !== 'registered') throw new Error(`${owner.customerId} does not exist after a change`);
  return { state, version, owner };
}
