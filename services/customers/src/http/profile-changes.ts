import type { CustomerSeals, Owner } from '../adapters/customer-seals.ts';
import type { ProfileChanges } from '../domain/update-profile.ts';

const REMOVABLE = ['phone', 'name', 'company'] as const;

/** The part of a request that changes a profile: a JSON Merge Patch (RFC 7396). */
export type GivenChanges = {
  readonly [Name in (typeof REMOVABLE)[number]]?: string | null | undefined;
} & Pick<ProfileChanges, 'defaultShippingAddressId' | 'defaultBillingAddressId'>;

/** Seals what a request changes. */
export function toProfileChanges(
  owner: Owner,
  { name, company, phone, ...defaults }: GivenChanges,
  seals: Pick<CustomerSeals, 'sealFields'>,
): ProfileChanges {
  const given = { name, company, phone };
  return {
    ...defaults,
    sealed: seals.sealFields(
      owner,
      Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string')),
    ),
    removed: REMOVABLE.filter((field) => given[field] === null),
  };
}
