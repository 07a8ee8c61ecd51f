import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { customerRegistered, customerUpdated } from '@tradepost/contracts/customers/events';
import { type CustomerEvent, customer } from '../domain/customer.ts';

/**
 * Maps a record of the customers table to the events to publish. They have no personal data. The changes of one request are one
 * event.
 */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStateCommit(record, customer);
  if (commit === undefined || commit.state.status === 'none') return [];
  const { customerId, subjectId } = commit.state;
  const attributes = messageAttributes(commit, 0, { source: 'tradepost.customers' });
  if (commit.events.some(({ type }) => type === 'CustomerRegistered'))
    return [toCloudEvent(customerRegistered, { customerId, subjectId }, attributes)];
  const changed = [...new Set(commit.events.flatMap(changedBy))];
  return [toCloudEvent(customerUpdated, { customerId, subjectId, changed }, attributes)];
}

/** The parts of a profile that an event changes. */
function changedBy(event: CustomerEvent): readonly string[] {
  switch (event.type) {
    case 'CustomerRegistered':
      return [];
    case 'ProfileChanged':
      return [...Object.keys(event.sealed), ...event.removed];
    case 'DefaultsChanged':
      return ['defaults'];
    case 'AddressAdded':
    case 'AddressReplaced':
    case 'AddressRemoved':
      return ['addresses'];
    default:
      return event satisfies never;
  }
}
