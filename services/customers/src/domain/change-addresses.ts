import type { Command } from '@tradepost/aggregate/aggregate';
import type { CustomerEvent, CustomerState, StoredAddress } from './customer-shapes.ts';

/** Maximum number of addresses of a customer: `sizes.spec.ts` has the reason. */
export const MAX_ADDRESSES = 50;

type NotFound = { readonly code: 'CUSTOMER_NOT_FOUND' };
type AddressNotFound = NotFound | { readonly code: 'ADDRESS_NOT_FOUND'; readonly addressId: string };

export type AddAddressRejection =
  | NotFound
  | { readonly code: 'TOO_MANY_ADDRESSES'; readonly maxAddresses: number }
  | { readonly code: 'IDEMPOTENCY_KEY_REUSED' };

/**
 * Adds an address. One with its id exists if the request is a repeat: then nothing changes.
 *
 * @param fingerprint of the request, which distinguishes a repeat from another request with the same key
 */
export const addAddress =
  (
    address: Omit<StoredAddress, 'added'>,
    fingerprint: string,
  ): Command<CustomerState, CustomerEvent, AddAddressRejection> =>
  (customer, { version }) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const existing = customer.addresses.find(({ id }) => id === address.id);
    if (existing !== undefined)
      return existing.added?.fingerprint === fingerprint
        ? { events: [] }
        : { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
    if (customer.addresses.length >= MAX_ADDRESSES)
      return { rejection: { code: 'TOO_MANY_ADDRESSES', maxAddresses: MAX_ADDRESSES } };
    const added = { fingerprint, version: version + 1 };
    return { events: [{ type: 'AddressAdded', address: { ...address, added } }] };
  };

/** Replaces an address. */
export const replaceAddress =
  (address: Omit<StoredAddress, 'added'>): Command<CustomerState, CustomerEvent, AddressNotFound> =>
  (customer) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const existing = customer.addresses.find(({ id }) => id === address.id);
    if (existing === undefined) return { rejection: { code: 'ADDRESS_NOT_FOUND', addressId: address.id } };
    const { added } = existing;
    return { events: [{ type: 'AddressReplaced', address: { ...address, ...(added && { added }) } }] };
  };

/** Removes an address. It is a default no more. */
export const removeAddress =
  (addressId: string): Command<CustomerState, CustomerEvent, AddressNotFound> =>
  (customer) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    return customer.addresses.some(({ id }) => id === addressId)
      ? { events: [{ type: 'AddressRemoved', addressId }] }
      : { rejection: { code: 'ADDRESS_NOT_FOUND', addressId } };
  };
