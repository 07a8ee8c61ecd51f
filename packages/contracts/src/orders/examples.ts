import {
  CANCELLED_AT,
  CONFIRMED_AT,
  CONFIRMED_ORDER,
  CORRELATION_ID,
  ORDER_ID,
  PLACED_AT,
  PLACED_ORDER,
  SKU,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const params = { orderId: ORDER_ID };
const { customerId, email, shippingAddress, currency, reference } = PLACED_ORDER;
const {
  id: orderId,
  status: _status,
  version: _version,
  placedAt: _at,
  updatedAt: _,
  ...facts
} = PLACED_ORDER;
const reason = 'ordered the wrong colour';

export const placeOrder = exampleFor(routes.placeOrder, {
  headers: { 'Idempotency-Key': 'my-first-order' },
  body: {
    currency,
    lines: [{ sku: SKU, quantity: 2 }],
    email,
    shippingAddress,
    paymentToken: 'tok_approved',
    customerId,
    expectedTotal: { amountMinor: 2_000, currency },
    reference,
  },
  answer: PLACED_ORDER,
});

export const getOrder = exampleFor(routes.getOrder, { params, answer: CONFIRMED_ORDER });

export const listOrders = exampleFor(routes.listOrders, {
  query: { limit: '20', customerId, status: 'confirmed' },
  answer: { items: [CONFIRMED_ORDER] },
});

export const getOrderHistory = exampleFor(routes.getOrderHistory, {
  params,
  answer: {
    orderId: ORDER_ID,
    items: [
      {
        version: 0,
        type: 'OrderPlaced',
        at: PLACED_AT,
        actor: 'anonymous',
        correlationId: CORRELATION_ID,
        data: { orderId, ...facts },
      },
      {
        version: 1,
        type: 'OrderConfirmed',
        at: CONFIRMED_AT,
        actor: 'tradepost.orders',
        correlationId: CORRELATION_ID,
        data: {},
      },
    ],
  },
});

export const cancelOrder = exampleFor(routes.cancelOrder, {
  params,
  body: { reason },
  answer: {
    ...CONFIRMED_ORDER,
    status: 'cancelled',
    version: 2,
    cancellationReason: reason,
    cancelledAt: CANCELLED_AT,
    updatedAt: CANCELLED_AT,
  },
});
