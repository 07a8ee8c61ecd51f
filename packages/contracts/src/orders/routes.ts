import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { address } from '../fields/address.ts';
import { customerId, orderId, sku } from '../fields/identifiers.ts';
import { currency, givenMoney } from '../fields/money.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { paymentToken } from '../fields/payment-token.ts';
import { block, email, line, noCardNumber } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { MAX_ORDER_LINES, order, orderStatus, quantity } from './model.ts';

const service = 'orders';
const params = z.strictObject({ orderId });
const reason = z.optional(block(200).check(noCardNumber())).check(z.describe('Reason of the cancellation.'));

/** The body of a new order. Prices come from the catalogue; see `unitPrice` for the exception. */
export const placeOrderBody = z
  .strictObject({
    currency,
    lines: z
      .array(
        z.strictObject({
          sku,
          quantity,
          unitPrice: z
            .optional(givenMoney)
            .check(
              z.describe(
                'Negotiated price. Needs the scope orders:price. A stage may refuse prices below a share of the catalogue price.',
              ),
            ),
        }),
      )
      .check(
        z.minLength(1),
        z.maxLength(MAX_ORDER_LINES),
        z.describe('At least one. Several lines may have one SKU.'),
      ),
    email,
    shippingAddress: z.strictObject(address.shape).check(z.describe('Address that the order is shipped to.')),
    paymentToken: z
      .optional(paymentToken)
      .check(
        z.describe('Token of the payment provider, never a card number. Required if the total is above 0.'),
      ),
    customerId: z.optional(customerId),
    expectedTotal: z
      .optional(givenMoney)
      .check(z.describe('The order is rejected if it would cost more than this.')),
    note: z
      .optional(block(500).check(noCardNumber()))
      .check(z.describe('Note of the customer for the packers, of one or several lines.')),
    reference: z
      .optional(line(100))
      .check(z.describe("The caller's own number for this order, such as a marketplace's order id.")),
  })
  .check(
    z.superRefine((body, context) => {
      body.lines.forEach((line, index) => {
        if (line.unitPrice !== undefined && line.unitPrice.currency !== body.currency) {
          context.addIssue({
            code: 'custom',
            path: ['lines', index, 'unitPrice', 'currency'],
            message: 'must be the currency of the order',
            input: line.unitPrice.currency,
          });
        }
      });
      if (body.expectedTotal !== undefined && body.expectedTotal.currency !== body.currency) {
        context.addIssue({
          code: 'custom',
          path: ['expectedTotal', 'currency'],
          message: 'must be the currency of the order',
          input: body.expectedTotal.currency,
        });
      }
    }),
  );

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;

export const placeOrder = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/orders',
  summary: 'Place an order.',
  access: { kind: 'staff', scope: 'orders:write' },
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
  access: { kind: 'staff', scope: 'orders:read' },
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
  access: { kind: 'staff', scope: 'orders:read' },
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
  access: { kind: 'staff', scope: 'orders:read' },
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
  access: { kind: 'staff', scope: 'orders:cancel' },
  params,
  body: () => z.optional(z.strictObject({ reason })),
  success: { status: 200, body: order },
  problems: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE'],
});
