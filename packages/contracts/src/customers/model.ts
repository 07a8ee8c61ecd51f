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

/** Parts of a profile that an event may name as changed. More are added over time. */
export const changedPart = z
  .union([
    z.enum(['email', 'name', 'company', 'phone', 'addresses', 'defaults']),
    z.string().check(notPersonal('name of a field')),
  ])
  .check(z.describe('Part of the profile that was changed. More are added over time.'));

export type Customer = z.infer<typeof customer>;
export type CustomerAddress = z.infer<typeof customerAddress>;
export type AddressBook = z.infer<typeof addressBook>;
