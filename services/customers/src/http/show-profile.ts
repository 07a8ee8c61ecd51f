import type { AddressBook, Customer, CustomerAddress } from '@tradepost/contracts/customers/model';
import type { CustomerSeals } from '../adapters/customer-seals.ts';
import type { Address } from '../domain/personal-data.ts';
import type { Profile } from './open-profile.ts';

type Seals = { readonly seals: CustomerSeals };

/** A profile as the API returns it. */
export function toCustomer({ state, version, owner }: Profile, { seals }: Seals): Customer {
  const { customerId, sealed, createdAt, updatedAt } = state;
  return {
    id: customerId,
    version,
    ...seals.openFields(owner, sealed),
    ...defaultsOf(state),
    createdAt,
    updatedAt,
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
