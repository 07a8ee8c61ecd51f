import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { country } from '../fields/country.ts';
import { shippingMethodId } from '../fields/identifiers.ts';
import { currency } from '../fields/money.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { line } from '../fields/text.ts';
import { givenShippingMethod } from './given-method.ts';
import { offeredShippingMethod, shippingMethod, shippingMethodStatus } from './model.ts';

const service = 'shipping';
const params = () => z.strictObject({ methodId: shippingMethodId });

export const listShippingMethods = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/shipping-methods',
  summary:
    'List the shipping methods for a destination and a currency, in display order. A method with a condition is for some carts only.',
  access: { kind: 'public' },
  query: () =>
    z.strictObject({
      country,
      region: z
        .optional(line(100).check(notPersonal('region without a person')))
        .check(z.describe('State, county or province of the destination.')),
      postalCode: z
        .optional(line(20).check(notPersonal('postal code without a person')))
        .check(z.describe('Postal code of the destination.')),
      currency,
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        items: z.array(offeredShippingMethod).check(z.describe('Shipping methods in display order.')),
      }),
  },
  cacheControl: 'public, max-age=60',
  throttle: 'lists',
});

export const createShippingMethod = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/admin/shipping-methods',
  summary: 'Create a shipping method.',
  access: { kind: 'staff', scope: 'shipping:write', machines: true },
  body: givenShippingMethod,
  success: { status: 201, body: shippingMethod },
  idempotencyKey: true,
});

export const listAdminShippingMethods = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/shipping-methods',
  summary: 'List shipping methods of one status, newest first.',
  access: { kind: 'staff', scope: 'shipping:read', machines: true },
  query: () => z.strictObject({ ...paging, status: z._default(shippingMethodStatus, 'active') }),
  success: { status: 200, body: () => pageOf(shippingMethod) },
  problems: ['INVALID_CURSOR'],
});

export const getShippingMethod = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/shipping-methods/{methodId}',
  summary: 'Get a shipping method of any status.',
  access: { kind: 'staff', scope: 'shipping:read', machines: true },
  params,
  success: { status: 200, body: shippingMethod },
  problems: ['SHIPPING_METHOD_NOT_FOUND'],
});

export const replaceShippingMethod = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/admin/shipping-methods/{methodId}',
  summary:
    'Replace a shipping method as a whole, of the version that If-Match names. Quotes that were made keep their price.',
  access: { kind: 'staff', scope: 'shipping:write', machines: true },
  params,
  body: givenShippingMethod,
  success: { status: 200, body: shippingMethod },
  ifMatch: 'required',
  problems: ['SHIPPING_METHOD_NOT_FOUND', 'SHIPPING_METHOD_ARCHIVED'],
});

export const archiveShippingMethod = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/admin/shipping-methods/{methodId}/archive',
  summary:
    'Archive a shipping method: it is never offered again and cannot be changed. Repeating the call changes nothing.',
  access: { kind: 'staff', scope: 'shipping:write', machines: true },
  params,
  success: { status: 200, body: shippingMethod },
  ifMatch: 'optional',
  problems: ['SHIPPING_METHOD_NOT_FOUND'],
});
