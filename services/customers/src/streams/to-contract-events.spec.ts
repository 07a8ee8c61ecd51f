import { customerRegistered, customerUpdated } from '@tradepost/contracts/customers/events';
import { replay } from '@tradepost/testing/given';
import { type CustomerEvent, customer } from '../domain/customer.ts';
import { toContractEvents } from './to-contract-events.ts';

const at = '2026-03-01T09:00:00.000Z';
const id = 'cus_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const subjectId = 'sub_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const registered: CustomerEvent = {
  ...{ type: 'CustomerRegistered', at, customerId: id, subjectId, accountId: 'account-1' },
  ...{ emailHash: 'eml_1', sealed: { email: 's1..ZW1haWw' } },
};
const address = { id: 'adr_1', country: 'GB', sealed: { invoice: 's1..bGluZXM' } };

/** The events that are published for a commit after the registration. */
const published = (version: number, ...events: readonly CustomerEvent[]) =>
  toContractEvents({
    ...{ sequenceNumber: '1', kind: 'MODIFY', pk: `customer#${id}` },
    newImage: {
      ...{ pk: `customer#${id}`, sk: 'state', id, version, at, actor: id, correlationId: 'cor_1', events },
      state: replay(customer, version === 0 ? events : [registered, ...events]),
    },
  });

describe('toContractEvents', () => {
  it('publishes a registration without the seals, the account and the hash', () => {
    const [event, ...more] = published(0, registered);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      ...{ type: 'CustomerRegistered', id: `${id}/0/0`, source: 'tradepost.customers', subject: id },
      data: { customerId: id, subjectId },
    });
    expect(Object.keys(event?.data as object)).toEqual(['customerId', 'subjectId']);
    expect(customerRegistered.data.parse(event?.data)).toEqual(event?.data);
  });

  it('publishes the changes of a request as one event, without their content', () => {
    const events = published(
      1,
      { type: 'ProfileChanged', at, sealed: { name: 's1..bmFtZQ' }, removed: ['phone'] },
      { type: 'DefaultsChanged', at },
    );
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['CustomerUpdated', { customerId: id, subjectId, changed: ['name', 'phone', 'defaults'] }],
    ]);
    expect(customerUpdated.data.parse(events[0]?.data)).toEqual(events[0]?.data);
  });

  it.each<CustomerEvent>([
    { type: 'AddressAdded', at, address },
    { type: 'AddressReplaced', at, address },
    { type: 'AddressRemoved', at, addressId: 'adr_1' },
  ])('names changed addresses after $type', (event) => {
    expect(published(1, event)[0]?.data).toEqual({ customerId: id, subjectId, changed: ['addresses'] });
  });
});
