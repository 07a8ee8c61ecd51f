import {
  ADDRESS,
  AMOUNTS,
  CANCELLED_AT,
  CONFIRMED_ORDER as CONFIRMED,
  CONFIRMED_AT,
  CORRELATION_ID,
  CUSTOMER_ID,
  EMAIL,
  ORDER_ID,
  PLACED_ORDER as PLACED,
  PLACED_AT,
  SKU,
  TOTAL,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import type { Order } from './model.ts';
import * as routes from './routes.ts';

const { phone: _phone, ...POSTAL } = ADDRESS;
const BILLING = { billingAddress: { ...POSTAL, company: 'Analytical Engines Ltd' } };
const PLACED_ORDER: Order = { ...PLACED, ...BILLING };
const CONFIRMED_ORDER: Order = { ...CONFIRMED, ...BILLING };
const params = { orderId: ORDER_ID };
const { customerId, currency, reference } = PLACED_ORDER;
const given = { email: EMAIL, shippingAddress: ADDRESS, ...BILLING };
const {
  id: orderId,
  status: _status,
  version: _version,
  placedAt: _at,
  placedBy,
  updatedAt: _,
  ...facts
} = PLACED_ORDER;
const CORRECTED_LINE = '12a St James’s Square';
const CORRECTED_AT = '2026-03-01T09:30:00.000Z';
const reason = 'ordered the wrong colour';

export const placeOrder = exampleFor(routes.placeOrder, {
  headers: { 'Idempotency-Key': 'my-first-order' },
  body: {
    currency,
    lines: [{ sku: SKU, quantity: 2 }],
    ...given,
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

export const getInvoiceDetails = exampleFor(routes.getInvoiceDetails, {
  params: { orderId: ORDER_ID },
  answer: {
    orderId: ORDER_ID,
    address: POSTAL,
    ...BILLING,
    total: TOTAL,
    placedAt: PLACED_AT,
  },
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
        actor: '4q7h3v9c2m8k1n6b5x0z',
        correlationId: CORRELATION_ID,
        data: { orderId, ...facts, placedBy },
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

export const correctOrder = exampleFor(routes.correctOrder, {
  params,
  headers: { 'If-Match': '"1"' },
  body: {
    reason: 'the house number was wrong',
    shippingAddress: { line1: CORRECTED_LINE },
  },
  answer: {
    ...CONFIRMED_ORDER,
    shippingAddress: { ...ADDRESS, line1: CORRECTED_LINE },
    version: 2,
    updatedAt: CORRECTED_AT,
  },
});

const ORDER_TOKEN = 'ot1.Zk3vQ9aB.dGhpcyBpcyBub3QgYSB0b2tlbiBidXQgYW4gZXhhbXBsZTA';

/** Body of a customer or a guest. */
const ownBody = {
  currency,
  lines: [{ sku: SKU, quantity: 2 }],
  ...given,
  paymentToken: 'tok_approved',
  expectedTotal: { amountMinor: 2_000, currency },
};

const toOwn = ({
  placedBy: _placedBy,
  reservationId: _reservation,
  paymentId: _payment,
  ...shown
}: Order) => ({
  ...shown,
  customerId: CUSTOMER_ID,
});

export const placeMyOrder = exampleFor(routes.placeMyOrder, {
  headers: { 'Idempotency-Key': 'cart-1815' },
  body: { ...ownBody, reference },
  answer: toOwn(PLACED_ORDER),
});

export const getMyOrder = exampleFor(routes.getMyOrder, { params, answer: toOwn(CONFIRMED_ORDER) });

export const listMyOrders = exampleFor(routes.listMyOrders, {
  query: { limit: '20', status: 'confirmed' },
  answer: { items: [toOwn(CONFIRMED_ORDER)] },
});

const cancelled = {
  status: 'cancelled',
  version: 2,
  cancelledAt: CANCELLED_AT,
  updatedAt: CANCELLED_AT,
} as const;

export const cancelMyOrder = exampleFor(routes.cancelMyOrder, {
  params,
  body: { reason },
  answer: { ...toOwn(CONFIRMED_ORDER), ...cancelled, cancellationReason: reason },
});

const toGuests = ({ id, status, version, orderNumber, lines, total, placedAt, updatedAt }: Order) => ({
  id,
  status,
  version,
  orderNumber,
  currency,
  lines,
  ...AMOUNTS,
  total,
  shippingAddress: { city: ADDRESS.city, country: ADDRESS.country },
  placedAt,
  updatedAt,
});

export const placeGuestOrder = exampleFor(routes.placeGuestOrder, {
  headers: { 'Idempotency-Key': 'basket-1815' },
  body: ownBody,
  answer: { ...toGuests(PLACED_ORDER), orderToken: ORDER_TOKEN },
});

const withToken = { params, headers: { 'X-Order-Token': ORDER_TOKEN } };

export const getGuestOrder = exampleFor(routes.getGuestOrder, {
  ...withToken,
  answer: { ...toGuests(CONFIRMED_ORDER), confirmedAt: CONFIRMED_AT },
});

export const cancelGuestOrder = exampleFor(routes.cancelGuestOrder, {
  ...withToken,
  body: { reason },
  answer: { ...toGuests(CONFIRMED_ORDER), confirmedAt: CONFIRMED_AT, ...cancelled },
});

export const requestGuestOrderLink = exampleFor(routes.requestGuestOrderLink, {
  body: { email: EMAIL, orderId: ORDER_ID },
  answer: { accepted: true },
});

const { customerId: _customerId, reference: _reference, ...guestsOrder } = CONFIRMED_ORDER;

export const revokeOrderToken = exampleFor(routes.revokeOrderToken, {
  params,
  answer: {
    ...guestsOrder,
    ...cancelled,
    placedBy: { kind: 'guest', id: 'guest' },
    cancellationReason: reason,
    version: 3,
  },
});
