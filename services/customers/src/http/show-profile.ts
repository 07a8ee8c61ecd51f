import type {
  AddressBook,
  Customer,
  CustomerAddress,
  StaffCustomer,
} from '@tradepost/contracts/customers/model';
import type { CustomerSeals } from '../adapters/customer-seals.ts';
import type { Address } from '../domain/personal-data.ts';
import type { Profile } from './open-profile.ts';

type Seals = { readonly seals: CustomerSeals };

/** A profile as the API returns it. */
export function toCustomer({ state, version, owner }: Profile, { seals }: Seals): Customer {
  const { customerId, sealed, groups, consents, createdAt, updatedAt } = state;
  const { taxIds, ...fields } = seals.openFields(owner, sealed);
  return {
    ...{ id: customerId, version, ...fields, ...defaultsOf(state), groups },
    ...(taxIds === undefined || taxIds.length === 0 ? {} : { taxIds: [...taxIds] }),
    ...{ consents, createdAt, updatedAt },
  };
}

/** A profile as the API returns it to staff. */
export function toStaffCustomer(profile: Profile, seals: Seals): StaffCustomer {
  return {
    ...toCustomer(profile, seals),
    hasAccount: profile.state.accountId !== undefined,
    addresses: toAddressBook(profile, seals).items,
  };
}

/** The address book of a profile as the API returns it. */
export function toAddressBook({ state, version, owner }: Profile, { seals }: Seals): AddressBook {
  return {
    version,
    items: state.addresses.map((stored) =>
      toCustomerAddress(stored.id, version, seals.openAddress(owner, stored)),
    ),
    ...defaultsOf(state),
  };
}

/** One address as the API returns it. */
export function toCustomerAddress(id: string, version: number, address: Address): CustomerAddress {
  return { id, version, ...address };
}

function defaultsOf({ defaultShippingAddressId, defaultBillingAddressId }: Profile['state']) {
  return {
    ...(defaultShippingAddressId === undefined ? {} : { defaultShippingAddressId }),
    ...(defaultBillingAddressId === undefined ? {} : { defaultBillingAddressId }),
  };
}
