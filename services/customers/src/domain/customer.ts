import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import {
  type Consent,
  type CustomerEvent,
  type CustomerState,
  customerEvent,
  customerState,
  type RegisteredCustomer,
} from './customer-shapes.ts';

/** Returns the customer after an event. An event that cannot follow this state leaves the customer unchanged. */
function evolve(customer: CustomerState, event: CustomerEvent): CustomerState {
  if (event.type === 'CustomerRegistered') {
    if (customer.status !== 'none') return customer;
    const { type: _type, at: createdAt, ...registered } = event;
    return {
      ...{ status: 'registered', ...registered, addresses: [], consents: [] },
      ...{ createdAt, updatedAt: createdAt },
    };
  }
  if (customer.status !== 'registered') return customer;
  if (event.type === 'CustomerErased') {
    const { customerId, subjectId } = customer;
    return { status: 'erased', customerId, subjectId, erasedAt: event.at };
  }
  return { ...change(customer, event), updatedAt: event.at };
}

function change(
  customer: RegisteredCustomer,
  event: Exclude<CustomerEvent, { type: 'CustomerRegistered' | 'CustomerErased' }>,
): RegisteredCustomer {
  const { addresses, sealed } = customer;
  switch (event.type) {
    case 'ProfileChanged':
      return {
        ...customer,
        ...(event.emailHash === undefined ? {} : { emailHash: event.emailHash }),
        sealed: without({ ...sealed, ...event.sealed }, event.removed),
      };
    case 'GroupsChanged':
      return { ...customer, groups: event.groups };
    case 'ConsentChanged': {
      const { type: _type, ...decided } = event;
      const others = customer.consents.filter((each) => !isOfSame(each, event));
      return { ...customer, consents: [...others, decided] };
    }
    case 'DefaultsChanged': {
      const { type: _type, at: _at, ...changed } = event;
      return { ...without(customer, DEFAULTS), ...changed };
    }
    case 'AddressAdded':
      return { ...customer, addresses: [...addresses, event.address] };
    case 'AddressReplaced':
      return {
        ...customer,
        addresses: addresses.map((each) => (each.id === event.address.id ? event.address : each)),
      };
    case 'AddressRemoved': {
      const { addressId } = event;
      const gone = DEFAULTS.filter((name) => customer[name] === addressId);
      return { ...without(customer, gone), addresses: addresses.filter(({ id }) => id !== addressId) };
    }
    case 'EmailChangeRequested':
    case 'EmailCodeRejected':
    case 'EmailChanged':
      return changeEmail(customer, event);
    default:
      return event satisfies never;
  }
}

/** Returns true for consents about one purpose and channel. */
export function isOfSame(
  one: Pick<Consent, 'purpose' | 'channel'>,
  other: Pick<Consent, 'purpose' | 'channel'>,
): boolean {
  return one.purpose === other.purpose && one.channel === other.channel;
}

type EmailEvent = Extract<
  CustomerEvent,
  { type: 'EmailChangeRequested' | 'EmailCodeRejected' | 'EmailChanged' }
>;

function changeEmail(customer: RegisteredCustomer, event: EmailEvent): RegisteredCustomer {
  const { emailChange: pending, emailChanges: counted } = customer;
  switch (event.type) {
    case 'EmailChangeRequested': {
      const { email, emailHash, codeHash, expiresAt, since } = event;
      const count = counted?.since === since ? counted.count + 1 : 1;
      return {
        ...without(customer, ['confirmedCodeHash']),
        emailChange: { email, emailHash, codeHash, expiresAt, wrongCodes: 0 },
        emailChanges: { since, count },
      };
    }
    case 'EmailCodeRejected':
      return pending === undefined
        ? customer
        : { ...customer, emailChange: { ...pending, wrongCodes: pending.wrongCodes + 1 } };
    case 'EmailChanged': {
      const { email, emailHash, codeHash: confirmedCodeHash } = event;
      return {
        ...without(customer, ['emailChange']),
        ...{ emailHash, confirmedCodeHash, sealed: { ...customer.sealed, email } },
      };
    }
    default:
      return event satisfies never;
  }
}

const DEFAULTS = ['defaultShippingAddressId', 'defaultBillingAddressId'] as const;

function without<Value extends object>(value: Value, names: readonly (keyof Value)[]): Value {
  const kept = Object.entries(value).filter(([name]) => !names.includes(name as keyof Value));
  return Object.fromEntries(kept) as Value;
}

/** A customer: the commands are other files of this folder. */
export const customer = {
  name: 'customer',
  initial: { status: 'none' },
  evolve,
  events: { schema: customerEvent },
  state: { schema: customerState },
} satisfies StateAggregate<CustomerState, CustomerEvent>;
