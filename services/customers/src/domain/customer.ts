import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. All personal data is in seals:
 * `contact` of the customer's subject seals e-mail addresses and phone numbers, `invoice` names and addresses.
 */

/** The sealed fields of a profile, by their names in `personal-data.ts`. */
const sealedProfile = z.object({
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
  name: z.optional(z.string()),
  company: z.optional(z.string()),
});

const storedAddress = z.object({
  id: z.string(),
  country: z.string(),
  /** `contact` has the phone number; absent if there is none. */
  sealed: z.object({ invoice: z.string(), contact: z.optional(z.string()) }),
  /** Fingerprint of the request that added the address under an `Idempotency-Key`, and the version that it led to. */
  added: z.optional(z.object({ fingerprint: z.string(), version: z.int() })),
});

const defaults = {
  defaultShippingAddressId: z.optional(z.string()),
  defaultBillingAddressId: z.optional(z.string()),
};

const facts = z.object({
  status: z.literal('registered'),
  customerId: z.string(),
  /** Person whose keys seal the personal data. */
  subjectId: z.string(),
  /** Subject of the account in the user pool; absent if the customer has none. */
  accountId: z.optional(z.string()),
  /** Replaces the e-mail address where profiles of one address are found. */
  emailHash: z.optional(z.string()),
  sealed: sealedProfile,
  addresses: z._default(z.array(storedAddress), []),
  ...defaults,
  createdAt: z.string(),
  updatedAt: z.string(),
});

const customerState = z.discriminatedUnion('status', [z.object({ status: z.literal('none') }), facts]);

const at = z.string();

/** Stored events of a customer. They are internal to the service; `to-contract-events.ts` maps them to published events. */
const customerEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('CustomerRegistered'),
    at,
    customerId: z.string(),
    subjectId: z.string(),
    accountId: z.optional(z.string()),
    emailHash: z.optional(z.string()),
    sealed: sealedProfile,
  }),
  z.object({
    type: z.literal('ProfileChanged'),
    at,
    /** Seals of the fields that were set. */
    sealed: sealedProfile,
    removed: z.array(z.enum(['phone', 'name', 'company'])),
  }),
  /** Absent: no default. */
  z.object({ type: z.literal('DefaultsChanged'), at, ...defaults }),
  z.object({ type: z.literal('AddressAdded'), at, address: storedAddress }),
  z.object({ type: z.literal('AddressReplaced'), at, address: storedAddress }),
  z.object({ type: z.literal('AddressRemoved'), at, addressId: z.string() }),
]);

export type CustomerState = z.infer<typeof customerState>;
export type RegisteredCustomer = z.infer<typeof facts>;
export type CustomerEvent = z.infer<typeof customerEvent>;
export type StoredAddress = z.infer<typeof storedAddress>;

/** Returns the customer after an event. An event that cannot follow this state leaves the customer unchanged. */
function evolve(customer: CustomerState, event: CustomerEvent): CustomerState {
  if (event.type === 'CustomerRegistered') {
    if (customer.status !== 'none') return customer;
    const { type: _type, at: createdAt, ...registered } = event;
    return { status: 'registered', ...registered, addresses: [], createdAt, updatedAt: createdAt };
  }
  if (customer.status === 'none') return customer;
  return { ...change(customer, event), updatedAt: event.at };
}

function change(
  customer: RegisteredCustomer,
  event: Exclude<CustomerEvent, { type: 'CustomerRegistered' }>,
): RegisteredCustomer {
  const { addresses, sealed } = customer;
  switch (event.type) {
    case 'ProfileChanged':
      return { ...customer, sealed: without({ ...sealed, ...event.sealed }, event.removed) };
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
