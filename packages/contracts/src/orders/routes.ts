import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { customerId, orderId } from '../fields/identifiers.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { block, noCardNumber } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { placeOrderBody } from './given-order.ts';
import { order, orderStatus } from './model.ts';

const service = 'orders';
const params = z.strictObject({ orderId });
const reason = z.optional(block(200).check(noCardNumber())).check(z.describe('Reason of the cancellation.'));

export const placeOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/orders',
  summary: 'Place an order.',
  access: { kind: 'staff', scope: 'orders:write', machines: true },
  body: placeOrderBody,
  success: { status: 201, body: order },
  idempotencyKey: true,
  problems: [
    'UNKNOWN_SKU',
    'SKU_NOT_FOR_SALE',
    'CURRENCY_NOT_OFFERED',
    'PRICE_BELOW_FLOOR',
    'PRICE_ABOVE_EXPECTED',
    'ORDER_TOO_LARGE',
    'PAYMENT_TOKEN_REQUIRED',
    'CATALOG_UNAVAILABLE',
    'FORBIDDEN',
  ],
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
  type: z.string().check(z.describe('Type of the event.')),
  at: timestamp,
  actor: z.string().check(z.describe('Caller or service that caused the event.')),
  correlationId: z.string().check(z.describe('Correlation id of the request that caused it.')),
  data: z.record(z.string(), z.unknown()).check(z.describe('Data of the event.')),
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
  params,
  body: () => z.optional(z.strictObject({ reason })),
  success: { status: 200, body: order },
  problems: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE'],
});
