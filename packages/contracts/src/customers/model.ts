import * as z from 'zod/mini';
import { addressId, profileId } from '../fields/identifiers.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { storedText } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { shippingAddress } from '../orders/model.ts';

const defaultShippingAddressId = z
  .optional(addressId)
  .check(z.describe('Address that orders are shipped to by default.'));
const defaultBillingAddressId = z
  .optional(addressId)
  .check(z.describe('Address that invoices have by default.'));

const CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;
const code = (description: string) =>
  z
    .string()
    .check(
      z.regex(
        CODE,
        'must be 1 to 40 lower-case letters, digits and hyphens, beginning with a letter or digit',
      ),
      z.describe(description),
    );

/** Maximum groups that a customer is in. */
export const MAX_CUSTOMER_GROUPS = 20;

/** A group that a customer is in, such as `wholesale`. */
export const customerGroup = /* @__PURE__ */ code(
  'Group of customers, such as wholesale: 1 to 40 lower-case letters, digits and hyphens.',
);

/** A tax id of a customer in responses. */
export const taxId = /* @__PURE__ */ z
  .object({
    type: z
      .string()
      .check(
        z.regex(/^[a-z]{2}_[a-z]{2,12}$/, 'must be a country or eu, and a kind, such as eu_vat or gb_vat'),
        z.describe('Kind of the tax id, as Stripe names it: eu_vat, gb_vat, us_ein.'),
      ),
    value: storedText(30).check(z.describe('The tax id.'), personal('invoice')),
  })
  .register(z.globalRegistry, { description: 'Tax id of a customer.' });

/** The facts of a consent, as a caller sends them. */
export const givenConsent = {
  purpose: code('Purpose of the processing, such as marketing.'),
  channel: code('Channel by which the customer is contacted, such as email, sms, phone, post or push.'),
  granted: z
    .boolean()
    .check(z.describe('True if the customer consents, false if they withdraw it or refuse.')),
  textVersion: z
    .string()
    .check(
      z.regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/,
        'must be 1 to 60 letters, digits, dots, hyphens and underscores',
      ),
      z.describe('Version of the text that the customer was shown.'),
    ),
  source: code('Place where the customer decided, such as checkout or account.'),
};

/** A consent in responses. */
export const consent = /* @__PURE__ */ z
  .object({
    ...givenConsent,
    at: timestamp.check(z.describe('Time of the decision.')),
  })
  .register(z.globalRegistry, { description: 'Decision of a customer about the processing of their data.' });

/** Profile of a customer in responses. */
export const customer = /* @__PURE__ */ z
  .object({
    id: profileId,
    version,
    email: z
      .optional(storedText(254))
      .check(z.describe('E-mail address. Absent if none was ever verified.'), personal('contact')),
    name: z.optional(storedText(120)).check(z.describe('Name of the customer.'), personal('invoice')),
    company: z.optional(storedText(120)).check(z.describe('Company of the customer.'), personal('invoice')),
    phone: z.optional(storedText(40)).check(z.describe('Phone number, in any form.'), personal('contact')),
    defaultShippingAddressId,
    defaultBillingAddressId,
    groups: z.array(customerGroup).check(z.describe('Groups of the customer. Staff sets them.')),
    taxIds: z.optional(z.array(taxId)).check(z.describe('Tax ids of the customer. Staff sets them.')),
    consents: z
      .array(consent)
      .check(z.describe('The present consents: the last decision for each purpose and channel.')),
    createdAt: timestamp.check(z.describe('Time at which the profile was created.')),
    updatedAt: timestamp.check(z.describe('Time of the last change.')),
  })
  .register(z.globalRegistry, { description: 'Profile of a customer.' });

/** An address of a customer in responses. */
export const customerAddress = /* @__PURE__ */ z
  .object({
    id: addressId,
    version: version.check(
      z.describe("Version of the customer's profile. The `ETag` is this number in quotes."),
    ),
    ...shippingAddress.shape,
  })
  .register(z.globalRegistry, { description: 'Address in the address book of a customer.' });

/** The address book of a customer in responses. */
export const addressBook = /* @__PURE__ */ z
  .object({
    version: version.check(
      z.describe("Version of the customer's profile. The `ETag` is this number in quotes."),
    ),
    items: z
      .array(customerAddress)
      .check(z.describe('All addresses, in the order in which they were added.')),
    defaultShippingAddressId,
    defaultBillingAddressId,
  })
  .register(z.globalRegistry, { description: 'Address book of a customer.' });

/** Profile of a customer in responses for staff. */
export const staffCustomer = /* @__PURE__ */ z
  .object({
    ...customer.shape,
    hasAccount: z
      .boolean()
      .check(z.describe('True if the customer signs in, false if staff created the profile.')),
    addresses: z.array(customerAddress).check(z.describe('All addresses.')),
  })
  .register(z.globalRegistry, { description: 'Profile of a customer, with the addresses.' });

/** A customer in the list of staff, without personal data. */
export const customerSummary = /* @__PURE__ */ z
  .object({
    id: profileId,
    version,
    hasAccount: z
      .boolean()
      .check(z.describe('True if the customer signs in, false if staff created the profile.')),
    groups: z.array(customerGroup).check(z.describe('Groups of the customer.')),
    createdAt: timestamp.check(z.describe('Time at which the profile was created.')),
    updatedAt: timestamp.check(z.describe('Time of the last change.')),
  })
  .register(z.globalRegistry, { description: 'A customer, without personal data.' });

/** Parts of a profile that an event may name as changed. More are added over time. */
export const changedPart = z
  .union([
    z.enum(['email', 'name', 'company', 'phone', 'addresses', 'defaults', 'groups', 'taxIds']),
    z.string().check(notPersonal('name of a field')),
  ])
  .check(z.describe('Part of the profile that was changed. More are added over time.'));

export type StaffCustomer = z.infer<typeof staffCustomer>;
export type Customer = z.infer<typeof customer>;
export type CustomerAddress = z.infer<typeof customerAddress>;
export type AddressBook = z.infer<typeof addressBook>;
