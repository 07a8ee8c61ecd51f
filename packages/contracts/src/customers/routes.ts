import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute } from '../define-route.ts';
import { address } from '../fields/address.ts';
import { addressId, profileId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { personal } from '../fields/personal-data.ts';
import { email, line, noCardNumber } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import {
  addressBook,
  consent,
  customer,
  customerAddress,
  customerGroup,
  customerSummary,
  givenConsent,
  MAX_CUSTOMER_GROUPS,
  staffCustomer,
  taxId,
} from './model.ts';

const service = 'customers';

/*
 * Routes of signed-in customers. No path, query or body has a customer's id: it comes from the access token. The first request
 * of a customer creates their profile, with the verified e-mail address of the token.
 */

const me = { kind: 'customer' } as const;
const ofAddress = () => z.strictObject({ addressId });
const givenAddress = () => z.strictObject(address.shape);

/** Fields of a profile that customers and staff change. Null removes one. */
const givenProfile = {
  name: z
    .optional(z.nullable(line(120).check(noCardNumber())))
    .check(z.describe('Name of the customer; null removes it.'), personal('invoice')),
  company: z
    .optional(z.nullable(line(120).check(noCardNumber())))
    .check(z.describe('Company of the customer; null removes it.'), personal('invoice')),
  phone: z
    .optional(z.nullable(line(40)))
    .check(z.describe('Phone number, in any form; null removes it.'), personal('contact')),
  defaultShippingAddressId: z
    .optional(z.nullable(addressId))
    .check(z.describe('Address that orders are shipped to by default; null for none.')),
  defaultBillingAddressId: z
    .optional(z.nullable(addressId))
    .check(z.describe('Address that invoices have by default; null for none.')),
};

export const getMe = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me',
  summary: 'Get the profile of the signed-in customer.',
  access: me,
  success: { status: 200, body: customer },
  problems: ['CUSTOMER_NOT_FOUND'],
});

export const updateMe = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/me',
  summary:
    'Change the profile of the signed-in customer. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: me,
  body: () => z.strictObject(givenProfile),
  success: { status: 200, body: customer },
  ifMatch: 'required',
  problems: ['CUSTOMER_NOT_FOUND', 'ADDRESS_NOT_FOUND'],
});

export const listMyAddresses = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/addresses',
  summary: 'List the addresses of the signed-in customer.',
  access: me,
  success: { status: 200, body: addressBook },
  problems: ['CUSTOMER_NOT_FOUND'],
});

export const addMyAddress = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/addresses',
  summary: 'Add an address to those of the signed-in customer.',
  access: me,
  body: givenAddress,
  success: { status: 201, body: customerAddress },
  idempotencyKey: true,
  problems: ['CUSTOMER_NOT_FOUND', 'TOO_MANY_ADDRESSES'],
});

export const getMyAddress = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/addresses/{addressId}',
  summary: 'Get an address of the signed-in customer.',
  access: me,
  params: ofAddress,
  success: { status: 200, body: customerAddress },
  problems: ['CUSTOMER_NOT_FOUND', 'ADDRESS_NOT_FOUND'],
});

export const replaceMyAddress = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/me/addresses/{addressId}',
  summary: 'Replace an address of the signed-in customer. Fields that are absent are removed.',
  access: me,
  params: ofAddress,
  body: givenAddress,
  success: { status: 200, body: customerAddress },
  ifMatch: 'optional',
  problems: ['CUSTOMER_NOT_FOUND', 'ADDRESS_NOT_FOUND'],
});

export const removeMyAddress = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/me/addresses/{addressId}',
  summary: 'Remove an address of the signed-in customer. The response has those that are left.',
  access: me,
  params: ofAddress,
  success: { status: 200, body: addressBook },
  ifMatch: 'optional',
  problems: ['CUSTOMER_NOT_FOUND', 'ADDRESS_NOT_FOUND'],
});

export const requestMyEmailChange = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/email-changes',
  summary:
    'Request a change of the e-mail address. A code is sent to the new address. A request replaces the one before it.',
  // Whoever receives e-mails at the address signs in with a code: a token that was stolen must not be enough.
  access: { kind: 'customer', stepUp: RECENT_SIGN_IN },
  records: ['EmailChangeRequested'],
  throttle: 'mail',
  body: () => z.strictObject({ email: email.check(z.describe('New e-mail address.')) }),
  success: {
    status: 202,
    body: () =>
      z.object({
        accepted: z
          .literal(true)
          .check(z.describe('The request was accepted, whether another account has the address or not.')),
        expiresAt: timestamp.check(z.describe('Time until which the code can be confirmed.')),
      }),
  },
  problems: ['CUSTOMER_NOT_FOUND', 'EMAIL_CHANGE_LIMIT'],
});

export const confirmMyEmailChange = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/email-changes/confirm',
  summary:
    'Confirm a change of the e-mail address with the code that was sent to the new one. Repeating the call changes nothing.',
  access: me,
  body: () =>
    z.strictObject({
      code: z.string().check(z.regex(/^\d{6}$/, 'must be six digits'), z.describe('Code of six digits.')),
    }),
  success: { status: 200, body: customer },
  problems: ['CUSTOMER_NOT_FOUND', 'EMAIL_CHANGE_NOT_FOUND', 'EMAIL_CODE_WRONG', 'EMAIL_TAKEN'],
});

export const claimMyOrders = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/order-claims',
  summary:
    'Claim the orders that were placed as a guest with the verified e-mail address of the signed-in customer. They are listed under /v1/me/orders a moment later. Repeating the call changes nothing.',
  access: me,
  success: {
    status: 202,
    body: () =>
      z.object({
        accepted: z
          .literal(true)
          .check(z.describe('The request was accepted, whether there are such orders or not.')),
      }),
  },
  problems: ['CUSTOMER_NOT_FOUND', 'NO_VERIFIED_EMAIL'],
});

export const listMyConsents = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/consents',
  summary: 'List the decisions of the signed-in customer about consents, newest first.',
  access: me,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(consent) },
  problems: ['CUSTOMER_NOT_FOUND', 'INVALID_CURSOR'],
});

export const recordMyConsent = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/consents',
  summary:
    'Record a decision of the signed-in customer about a consent. Repeating the present decision changes nothing.',
  access: me,
  body: () => z.strictObject(givenConsent),
  success: { status: 200, body: consent },
  problems: ['CUSTOMER_NOT_FOUND', 'TOO_MANY_CONSENTS'],
});

/*
 * Routes of staff. Reading a profile opens its seals, so it is recorded in the audit log; a list has no personal data.
 */

const reading = { kind: 'staff', scope: 'customers:read', machines: false } as const;
const writing = { kind: 'staff', scope: 'customers:write', machines: false } as const;

/** Fields of a profile that only staff sets. */
const ofStaff = {
  groups: z
    .optional(
      z.array(customerGroup).check(
        z.maxLength(MAX_CUSTOMER_GROUPS),
        z.refine((groups) => new Set(groups).size === groups.length, {
          error: 'must not have one group twice',
        }),
      ),
    )
    .check(z.describe('All groups of the customer from now on.')),
  taxIds: z
    .optional(
      z
        .array(
          z.strictObject({
            type: taxId.shape.type,
            value: line(30).check(z.describe('The tax id.'), personal('invoice')),
          }),
        )
        .check(z.maxLength(10)),
    )
    .check(z.describe('All tax ids of the customer from now on.')),
};

export const findCustomers = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/customers',
  summary:
    'Find the customers with an e-mail address, newest first: the one with an account, and those whose profile staff created.',
  access: reading,
  query: () => z.strictObject({ ...paging, email: email.check(z.describe('E-mail address, in any case.')) }),
  success: { status: 200, body: () => pageOf(customerSummary) },
  problems: ['INVALID_CURSOR'],
});

export const createCustomer = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/customers',
  summary: 'Create the profile of a customer without an account.',
  access: writing,
  records: ['ProfileChanged'],
  body: () =>
    z.strictObject({
      email: email.check(z.describe('E-mail address.')),
      name: z
        .optional(line(120).check(noCardNumber()))
        .check(z.describe('Name of the customer.'), personal('invoice')),
      company: z
        .optional(line(120).check(noCardNumber()))
        .check(z.describe('Company of the customer.'), personal('invoice')),
      phone: z.optional(line(40)).check(z.describe('Phone number, in any form.'), personal('contact')),
      ...ofStaff,
    }),
  success: { status: 201, body: staffCustomer },
  idempotencyKey: true,
});

export const getCustomer = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/customers/{customerId}',
  summary: 'Get the profile of a customer.',
  access: reading,
  records: ['ProfileRead'],
  params: () => z.strictObject({ customerId: profileId }),
  success: { status: 200, body: staffCustomer },
  problems: ['CUSTOMER_NOT_FOUND'],
});

export const updateCustomer = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/customers/{customerId}',
  summary:
    'Change the profile of a customer. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: writing,
  records: ['ProfileChanged'],
  params: () => z.strictObject({ customerId: profileId }),
  body: () =>
    z.strictObject({
      ...givenProfile,
      email: z
        .optional(email)
        .check(z.describe('E-mail address, of a customer without an account only.'), personal('contact')),
      ...ofStaff,
    }),
  success: { status: 200, body: staffCustomer },
  ifMatch: 'required',
  problems: ['CUSTOMER_NOT_FOUND', 'ADDRESS_NOT_FOUND', 'EMAIL_OF_ACCOUNT'],
});
