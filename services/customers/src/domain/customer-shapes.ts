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

/** The data of the customer was erased. Nothing else is left. */
const erased = z.object({
  status: z.literal('erased'),
  customerId: z.string(),
  subjectId: z.string(),
  erasedAt: z.string(),
});

export const customerState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  facts,
  erased,
]);

const at = z.string();

/** Stored events of a customer. They are internal to the service; `to-contract-events.ts` maps them to published events. */
export const customerEvent = z.discriminatedUnion('type', [
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
  z.object({ type: z.literal('CustomerErased'), at }),
]);

export type CustomerState = z.infer<typeof customerState>;
export type RegisteredCustomer = z.infer<typeof facts>;
export type CustomerEvent = z.infer<typeof customerEvent>;
export type Consent = z.infer<typeof consent>;
export type StoredAddress = z.infer<typeof storedAddress>;
