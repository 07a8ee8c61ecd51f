import { addMyAddress } from '@tradepost/contracts/customers/routes';
import { newKey } from '@tradepost/personal-data/encrypt';
import { replay } from '@tradepost/testing/given';
import { itemBytes, MAX_ITEM_BYTES } from '@tradepost/testing/item-bytes';
import { createCustomerSeals } from './adapters/customer-seals.ts';
import { MAX_ADDRESSES } from './domain/change-addresses.ts';
import { type CustomerEvent, customer } from './domain/customer.ts';

const at = '2026-02-02T00:00:00.000Z';
const customerId = `cus_${'7'.repeat(26)}`;
const owner = {
  customerId,
  subject: { subjectId: `sub_${'7'.repeat(26)}`, contact: newKey(), invoice: newKey() },
};
const seals = createCustomerSeals({
  find: async () => new Map(),
  ofCustomer: () => Promise.reject(new Error('not called')),
});
/** Four bytes in UTF-8: the most that a character has. */
const text = (length: number) => '🏡'.repeat(length);
const LONGEST = {
  ...{ name: text(120), company: text(120), line1: text(200), line2: text(200), city: text(100) },
  ...{ region: text(100), postalCode: text(20), country: 'GB', phone: text(40) },
};

it('the largest customer fits into an item', () => {
  expect(addMyAddress.body.safeParse(LONGEST).error).toBeUndefined();
  const sealed = seals.sealFields(owner, {
    ...{ email: 'a'.repeat(254), phone: text(40), name: text(120), company: text(120) },
  });
  const registered: CustomerEvent = {
    ...{ type: 'CustomerRegistered', at, customerId, subjectId: owner.subject.subjectId, sealed },
    ...{ accountId: 'x'.repeat(128), emailHash: `eml_${'7'.repeat(26)}` },
  };
  const added = Array.from({ length: MAX_ADDRESSES }, (_none, index): CustomerEvent => {
    const address = seals.sealAddress(owner, `adr_${String(index).padStart(26, '0')}`, LONGEST);
    const request = { fingerprint: `fpr_${'7'.repeat(26)}`, version: 1_000_000 };
    return { type: 'AddressAdded', at, address: { ...address, added: request } };
  });
  const state = replay(customer, [registered, ...added]);
  expect(itemBytes({ events: added.slice(-1), state }) + 2 * 1_024).toBeLessThan(MAX_ITEM_BYTES);
});
