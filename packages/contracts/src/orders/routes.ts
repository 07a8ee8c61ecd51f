import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute } from '../define-route.ts';
import { customerId, orderId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { block, email, noCardNumber } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import type { ProblemCode } from '../problem.ts';
import { correctOrderBody, placeOrderBody, placeOwnOrderBody } from './given-order.ts';
import { customerOrder, guestOrder, invoiceDetails, order, orderStatus, placedGuestOrder } from './model.ts';

const service = 'orders';
const params = z.strictObject({ orderId });
const reasonOf = () =>
  z
    .optional(block(200).check(noCardNumber()))
    .check(z.describe('Reason of the cancellation.'), personal('contact'));
const cancelBody = () => z.optional(z.strictObject({ reason: reasonOf() }));

const PLACING_PROBLEMS = [
  'UNKNOWN_SKU',
  'SKU_NOT_FOR_SALE',
  'CURRENCY_NOT_OFFERED',
  'PURCHASE_LIMIT_EXCEEDED',
  'PRICE_ABOVE_EXPECTED',
  'ORDER_TOO_LARGE',
  'PAYMENT_TOKEN_REQUIRED',
  'CATALOG_UNAVAILABLE',
] as const;

/** Rejections of a new order at the prices of the catalogue, and further ones. A bundler can leave a call out, not a spread. */
const placingProblems = <const Code extends ProblemCode>(...more: readonly Code[]) => [
  ...PLACING_PROBLEMS,
  ...more,
];

export const placeOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/orders',
  summary: 'Place an order.',
  access: { kind: 'staff', scope: 'orders:write', machines: true },
  records: ['PriceOverridden'],
  throttle: 'placing',
  body: placeOrderBody,
  success: { status: 201, body: order },
  idempotencyKey: true,
  problems: /* @__PURE__ */ placingProblems('PRICE_BELOW_FLOOR', 'FORBIDDEN'),
});

export const getOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/orders/{orderId}',
  summary: 'Get an order, as it is or as it was at a point in time.',
  access: { kind: 'staff', scope: 'orders:read', machines: true },
  params,
  query: () =>
    z.strictObject({
      at: z.optional(timestamp).check(z.describe('Point in time. Defaults to now.')),
    }),
  success: { status: 200, body: order },
  problems: ['ORDER_NOT_FOUND'],
});

export const listOrders = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/orders',
  summary: 'List orders, newest first.',
  access: { kind: 'staff', scope: 'orders:read', machines: true },
  query: () =>
    z.strictObject({
      ...paging,
      customerId: z.optional(customerId),
      status: z.optional(orderStatus),
    }),
  success: { status: 200, body: () => pageOf(order) },
  problems: ['INVALID_CURSOR'],
});

/** One event of an order, with who did it and when. */
export const orderHistoryEntry = z.object({
  version,
  type: z.string().check(z.describe('Type of the event.'), notPersonal('name of a type')),
  at: timestamp,
  actor: z.string().check(z.describe('Caller or service that caused the event.'), personal('pseudonym')),
  correlationId: z
    .string()
    .check(z.describe('Correlation id of the request that caused it.'), notPersonal('id of a request')),
  data: z
    .record(z.string(), z.unknown())
    .check(z.describe('Data of the event, opened.'), personal('contact', 'invoice', 'pseudonym')),
});

export const getOrderHistory = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/orders/{orderId}/history',
  summary: 'List the events of an order, oldest first.',
  access: { kind: 'staff', scope: 'orders:read', machines: true },
  params,
  success: {
    status: 200,
    body: () =>
      z.object({
        orderId,
        items: z.array(orderHistoryEntry).check(z.describe('Entries, oldest first.')),
      }),
  },
  problems: ['ORDER_NOT_FOUND'],
});

export const cancelOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  summary: 'Cancel an order before it ships. Repeating the call changes nothing.',
  access: { kind: 'staff', scope: 'orders:cancel', machines: true },
  records: ['CapturedOrderCancelled'],
  params,
  body: cancelBody,
  success: { status: 200, body: order },
  problems: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE', 'INSUFFICIENT_USER_AUTHENTICATION'],
});

export const correctOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/orders/{orderId}/personal-data',
  summary:
    'Correct e-mail address, phone number, note, name or address of an order. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: { kind: 'staff', scope: 'orders:write', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['OrderCorrected'],
  params,
  body: correctOrderBody,
  success: { status: 200, body: order },
  ifMatch: 'required',
  problems: ['ORDER_NOT_FOUND', 'PERSONAL_DATA_ERASED', 'COUNTRY_NOT_CORRECTABLE', 'ORDER_CORRECTION_LIMIT'],
});

export const revokeOrderToken = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/orders/{orderId}/order-token/revoke',
  summary: "Revoke the order token of a guest's order. No token of the order is valid any more.",
  access: { kind: 'staff', scope: 'orders:write', machines: false },
  params,
  success: { status: 200, body: order },
  problems: ['ORDER_NOT_FOUND', 'ORDER_HAS_NO_TOKEN'],
});

export const getInvoiceDetails = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/orders/{orderId}/invoice-details',
  summary:
    'Get name and address of an order for taxes. After an erasure they are kept for this use alone until the tax period ends.',
  access: { kind: 'staff', scope: 'invoice-details:read', machines: false, stepUp: RECENT_SIGN_IN },
  records: ['InvoiceDetailsRead'],
  params,
  success: { status: 200, body: invoiceDetails },
  problems: ['ORDER_NOT_FOUND', 'INVOICE_DETAILS_ERASED'],
});

/*
 * Routes of signed-in customers. No path, query or body has a customer's id: it comes from the access token.
 */

export const placeMyOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/orders',
  summary: 'Place an order as the signed-in customer.',
  access: { kind: 'customer' },
  throttle: 'placing',
  body: placeOwnOrderBody,
  success: { status: 201, body: customerOrder },
  idempotencyKey: true,
  problems: /* @__PURE__ */ placingProblems('ORDER_CAP_EXCEEDED'),
});

export const getMyOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/orders/{orderId}',
  summary: 'Get an order of the signed-in customer.',
  access: { kind: 'customer' },
  params,
  success: { status: 200, body: customerOrder },
  problems: ['ORDER_NOT_FOUND'],
});

export const listMyOrders = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/me/orders',
  summary: 'List the orders of the signed-in customer, newest first.',
  access: { kind: 'customer' },
  query: () => z.strictObject({ ...paging, status: z.optional(orderStatus) }),
  success: { status: 200, body: () => pageOf(customerOrder) },
  problems: ['INVALID_CURSOR'],
});

export const cancelMyOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/me/orders/{orderId}/cancel',
  summary: 'Cancel an order of the signed-in customer before it ships. Repeating the call changes nothing.',
  access: { kind: 'customer' },
  params,
  body: cancelBody,
  success: { status: 200, body: customerOrder },
  problems: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE'],
});

/*
 * Routes of guests, who have no account: an order token is the key to one order.
 */

export const placeGuestOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/orders',
  summary:
    'Place an order without an account. The response has the token with which the guest reaches the order.',
  access: { kind: 'public' },
  throttle: 'guests',
  body: placeOwnOrderBody,
  success: { status: 201, body: placedGuestOrder },
  idempotencyKey: true,
  problems: /* @__PURE__ */ placingProblems('ORDER_CAP_EXCEEDED', 'GUEST_ORDERS_NOT_ACCEPTED'),
});

export const getGuestOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/guest/orders/{orderId}',
  summary: "Get a guest's order by its order token.",
  access: { kind: 'orderToken' },
  throttle: 'guests',
  params,
  success: { status: 200, body: guestOrder },
  problems: ['ORDER_NOT_FOUND'],
});

export const cancelGuestOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/orders/{orderId}/cancel',
  summary: "Cancel a guest's order before it ships, by its order token. Repeating the call changes nothing.",
  access: { kind: 'orderToken' },
  throttle: 'guests',
  params,
  body: cancelBody,
  success: { status: 200, body: guestOrder },
  problems: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE'],
});

export const requestGuestOrderLink = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/guest/order-links',
  summary:
    "Request an e-mail with the link to a guest's order. The response is the same if there is no such order.",
  access: { kind: 'public' },
  throttle: 'mail',
  body: () =>
    z.strictObject({
      email: email.check(z.describe('E-mail address of the order.')),
      orderId: z
        .optional(orderId)
        .check(z.describe('Order that the link is for. Defaults to the newest order of the address.')),
    }),
  success: {
    status: 202,
    body: () =>
      z.object({
        accepted: z
          .literal(true)
          .check(z.describe('The request was accepted, whether there is such an order or not.')),
      }),
  },
});
