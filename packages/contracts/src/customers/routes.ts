import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { address } from '../fields/address.ts';
import { addressId } from '../fields/identifiers.ts';
import { personal } from '../fields/personal-data.ts';
import { line, noCardNumber } from '../fields/text.ts';
import { addressBook, customer, customerAddress } from './model.ts';

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
