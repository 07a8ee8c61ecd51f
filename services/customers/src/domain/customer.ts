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
  /** A list of `{type, value}`. */
  taxIds: z.optional(z.string()),
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

const consent = z.object({
  purpose: z.string(),
  channel: z.string(),
  granted: z.boolean(),
  textVersion: z.string(),
  source: z.string(),
});

/** A change of the e-mail address that is not confirmed yet. */
const emailChange = z.object({
  /** Seal of the new address, as `sealed.email` will have it. */
  email: z.string(),
  emailHash: z.string(),
  /** HMAC of the code. */
  codeHash: z.string(),
  expiresAt: z.string(),
  wrongCodes: z.int(),
});

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
  groups: z._default(z.array(z.string()), []),
  /** The last decision for each purpose and channel. All are in the log of consents. */
  consents: z._default(z.array(z.object({ ...consent.shape, at: z.string() })), []),
  ...defaults,
  emailChange: z.optional(emailChange),
  /** Requests for a change of the e-mail address since a time. */
  emailChanges: z.optional(z.object({ since: z.string(), count: z.int() })),
  /** HMAC of the last code that was confirmed: a repeat of the request changes nothing. */
  confirmedCodeHash: z.optional(z.string()),
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
    groups: z._default(z.array(z.string()), []),
  }),
  z.object({
    type: z.literal('ProfileChanged'),
    at,
    /** Seals of the fields that were set. */
    sealed: sealedProfile,
    removed: z.array(z.enum(['phone', 'name', 'company'])),
    /** Only with a new e-mail address. */
    emailHash: z.optional(z.string()),
  }),
  z.object({ type: z.literal('GroupsChanged'), at, groups: z.array(z.string()) }),
  z.object({ type: z.literal('ConsentChanged'), at, ...consent.shape }),
  /** Absent: no default. */
  z.object({ type: z.literal('DefaultsChanged'), at, ...defaults }),
  z.object({ type: z.literal('AddressAdded'), at, address: storedAddress }),
  z.object({ type: z.literal('AddressReplaced'), at, address: storedAddress }),
  z.object({ type: z.literal('AddressRemoved'), at, addressId: z.string() }),
  z.object({
    type: z.literal('EmailChangeRequested'),
    at,
    email: z.string(),
    emailHash: z.string(),
    codeHash: z.string(),
    expiresAt: z.string(),
    /** Seal of the new address and the code, for notifications. It is no part of the state. */
    sealed: z.string(),
    /** Start of the time in which requests are counted. */
    since: z.string(),
  }),
  z.object({ type: z.literal('EmailCodeRejected'), at }),
  z.object({
    type: z.literal('EmailChanged'),
    at,
    email: z.string(),
    emailHash: z.string(),
    codeHash: z.string(),
  }),
]);

export type CustomerState = z.infer<typeof customerState>;
export type RegisteredCustomer = z.infer<typeof facts>;
export type CustomerEvent = z.infer<typeof customerEvent>;
export type Consent = z.infer<typeof consent>;
export type StoredAddress = z.infer<typeof storedAddress>;

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
