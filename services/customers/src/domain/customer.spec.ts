import { given, replay } from '@tradepost/testing/given';
import { addAddress, MAX_ADDRESSES, removeAddress, replaceAddress } from './change-addresses.ts';
import { type CustomerEvent, customer, type StoredAddress } from './customer.ts';
import { register } from './register.ts';
import { updateProfile } from './update-profile.ts';

const at = '2026-03-01T09:00:00.000Z';
const LATER = '2026-03-02T09:00:00.000Z';
const facts = {
  customerId: 'cus_1',
  subjectId: 'sub_1',
  accountId: 'account-1',
  emailHash: 'eml_1',
  sealed: { email: 's1..ZW1haWw' },
};
const registered: CustomerEvent = { type: 'CustomerRegistered', at, ...facts };
const address = (id: string): StoredAddress => ({ id, country: 'GB', sealed: { invoice: 's1..bGluZXM' } });
const added = (id: string): CustomerEvent => ({
  type: 'AddressAdded',
  at,
  address: { ...address(id), added: { fingerprint: 'fpr_1', version: 1 } },
});
const defaults: CustomerEvent = {
  type: 'DefaultsChanged',
  at,
  defaultShippingAddressId: 'adr_1',
  defaultBillingAddressId: 'adr_2',
};
const nothing = { sealed: {}, removed: [] };

describe('a customer without a profile', () => {
  it('is registered', () => {
    given(customer)()
      .when(register(facts))
      .then([{ type: 'CustomerRegistered', ...facts }]);
  });

  it('has nothing that could be changed', () => {
    const rejection = { code: 'CUSTOMER_NOT_FOUND' } as const;
    given(customer)().when(updateProfile(nothing)).thenRejected(rejection);
    given(customer)()
      .when(addAddress(address('adr_1'), 'fpr_1'))
      .thenRejected(rejection);
    given(customer)()
      .when(replaceAddress(address('adr_1')))
      .thenRejected(rejection);
    given(customer)().when(removeAddress('adr_1')).thenRejected(rejection);
  });
});

describe('a registered customer', () => {
  it('is not registered again', () => {
    given(customer)(registered).when(register(facts)).then([]);
  });

  it('changes and removes fields', () => {
    given(customer)(registered)
      .when(updateProfile({ sealed: { name: 's1..bmFtZQ' }, removed: ['phone'] }))
      .then([{ type: 'ProfileChanged', sealed: { name: 's1..bmFtZQ' }, removed: [] }]);
    const named: CustomerEvent = { type: 'ProfileChanged', at, sealed: { name: 's1..bmFtZQ' }, removed: [] };
    given(customer)(registered, named)
      .when(updateProfile({ sealed: {}, removed: ['name', 'company'] }))
      .then([{ type: 'ProfileChanged', sealed: {}, removed: ['name'] }]);
    const unnamed: CustomerEvent = { type: 'ProfileChanged', at: LATER, sealed: {}, removed: ['name'] };
    expect(replay(customer, [registered, named, unnamed])).toMatchObject({
      sealed: facts.sealed,
      updatedAt: LATER,
    });
    given(customer)(registered).when(updateProfile(nothing)).then([]);
  });

  it('chooses default addresses among their own, keeps the others, and removes them with null', () => {
    given(customer)(registered, added('adr_1'))
      .when(updateProfile({ ...nothing, defaultShippingAddressId: 'adr_1' }))
      .then([{ type: 'DefaultsChanged', defaultShippingAddressId: 'adr_1' }]);
    given(customer)(registered, added('adr_1'))
      .when(updateProfile({ ...nothing, defaultBillingAddressId: 'adr_2' }))
      .thenRejected({ code: 'ADDRESS_NOT_FOUND', addressId: 'adr_2' });
    const both = [registered, added('adr_1'), added('adr_2'), defaults];
    given(customer)(...both)
      .when(updateProfile({ ...nothing, defaultShippingAddressId: null }))
      .then([{ type: 'DefaultsChanged', defaultBillingAddressId: 'adr_2' }]);
    given(customer)(...both)
      .when(updateProfile({ ...nothing, defaultShippingAddressId: 'adr_1' }))
      .then([]);
  });

  it('has up to 50 addresses', () => {
    const ids = Array.from({ length: MAX_ADDRESSES }, (_none, index) => `adr_${index}`);
    given(customer)(registered, ...ids.slice(1).map(added))
      .when(addAddress(address('adr_x'), 'fpr_1'))
      .then([
        {
          type: 'AddressAdded',
          address: { ...address('adr_x'), added: { fingerprint: 'fpr_1', version: MAX_ADDRESSES } },
        },
      ]);
    given(customer)(registered, ...ids.map(added))
      .when(addAddress(address('adr_x'), 'fpr_1'))
      .thenRejected({ code: 'TOO_MANY_ADDRESSES', maxAddresses: MAX_ADDRESSES });
  });

  it('adds an address once, however often the request is repeated', () => {
    given(customer)(registered, added('adr_1'))
      .when(addAddress(address('adr_1'), 'fpr_1'))
      .then([]);
    given(customer)(registered, added('adr_1'))
      .when(addAddress(address('adr_1'), 'fpr_2'))
      .thenRejected({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('replaces an address in its place, with the request that added it', () => {
    const moved = { ...address('adr_1'), country: 'FR' };
    const fingerprint = { fingerprint: 'fpr_1', version: 1 };
    given(customer)(registered, added('adr_1'), added('adr_2'))
      .when(replaceAddress(moved))
      .then([{ type: 'AddressReplaced', address: { ...moved, added: fingerprint } }]);
    const replaced: CustomerEvent = { type: 'AddressReplaced', at, address: moved };
    expect(replay(customer, [registered, added('adr_1'), added('adr_2'), replaced])).toMatchObject({
      addresses: [moved, { id: 'adr_2' }],
    });
    given(customer)(registered)
      .when(replaceAddress(moved))
      .thenRejected({ code: 'ADDRESS_NOT_FOUND', addressId: 'adr_1' });
  });

  it('removes an address, which is a default no more', () => {
    const both = [registered, added('adr_1'), added('adr_2'), defaults];
    given(customer)(...both)
      .when(removeAddress('adr_1'))
      .then([{ type: 'AddressRemoved', addressId: 'adr_1' }]);
    const state = replay(customer, [...both, { type: 'AddressRemoved', at, addressId: 'adr_1' }]);
    expect(state).toMatchObject({ addresses: [{ id: 'adr_2' }], defaultBillingAddressId: 'adr_2' });
    expect(state).not.toHaveProperty('defaultShippingAddressId');
    given(customer)(registered)
      .when(removeAddress('adr_1'))
      .thenRejected({ code: 'ADDRESS_NOT_FOUND', addressId: 'adr_1' });
  });
});

describe('evolve', () => {
  it('ignores events that cannot follow', () => {
    const { initial, evolve } = customer;
    for (const event of [added('adr_1'), defaults]) expect(evolve(initial, event)).toBe(initial);
    const state = replay(customer, [registered]);
    expect(evolve(state, { ...registered, at: LATER })).toBe(state);
  });
});
