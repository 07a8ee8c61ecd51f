import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  consentChanged,
  customerRegistered,
  customerUpdated,
  emailChangeRequested,
} from '@tradepost/contracts/customers/events';
import { customer } from '../domain/customer.ts';
import type { CustomerEvent } from '../domain/customer-shapes.ts';

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
  // The workflow publishes `SubjectErased`, for guests too.
  if (commit.state.status === 'erased') return [];
  const [event] = commit.events;
  if (event?.type === 'EmailChangeRequested') {
    const { sealed, expiresAt } = event;
    return [toCloudEvent(emailChangeRequested, { customerId, subjectId, sealed, expiresAt }, attributes)];
  }
  if (event?.type === 'ConsentChanged') {
    const { type: _type, at: _at, ...consent } = event;
    return [toCloudEvent(consentChanged, { customerId, subjectId, ...consent }, attributes)];
  }
  const changed = [...new Set(commit.events.flatMap(changedBy))];
  if (changed.length === 0) return [];
  return [toCloudEvent(customerUpdated, { customerId, subjectId, changed }, attributes)];
}

/** The parts of a profile that an event changes. */
function changedBy(event: CustomerEvent): readonly string[] {
  switch (event.type) {
    case 'CustomerRegistered':
    case 'CustomerErased':
    case 'EmailChangeRequested':
    case 'ConsentChanged':
    case 'EmailCodeRejected':
      return [];
    case 'EmailChanged':
      return ['email'];
    case 'ProfileChanged':
      return [...Object.keys(event.sealed), ...event.removed];
    case 'DefaultsChanged':
      return ['defaults'];
    case 'GroupsChanged':
      return ['groups'];
    case 'AddressAdded':
    case 'AddressReplaced':
    case 'AddressRemoved':
      return ['addresses'];
    default:
      return event satisfies never;
  }
}
