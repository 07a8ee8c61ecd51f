import * as z from 'zod/mini';
import { address } from '../fields/address.ts';
import { customerId, orderId, paymentId, reservationId, sku } from '../fields/identifiers.ts';
import { currency, money } from '../fields/money.ts';
import { email, text } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { rejection } from './rejection.ts';

/** Real orders have up to some 600 lines; past this bound the caller splits the order. */
export const MAX_ORDER_LINES = 1_000;

/** Units of one line. */
export const quantity = z.int().check(z.minimum(1), z.maximum(1_000_000), z.describe('Units.'));

export const orderLine = z
  .object({
    sku,
    title: z.string().check(z.describe('The variant’s title when the order was placed.')),
    quantity,
    unitPrice: money.check(z.describe('What one unit costs in this order.')),
  })
  .register(z.globalRegistry, { description: 'Units of one SKU, at a price.' });

export type OrderLine = z.infer<typeof orderLine>;

export const orderStatus = z
  .enum(['placed', 'confirmed', 'rejected', 'cancelled'])
  .check(
    z.describe(
      'placed: stock and money are being seen to; confirmed: it will be shipped; rejected, cancelled: it will not.',
    ),
  );

export type OrderStatus = z.infer<typeof orderStatus>;

/** Facts of an order that never change once it is placed. */
export const placedOrder = {
  orderId,
  reservationId: reservationId.check(z.describe('Under which inventory holds its stock.')),
  paymentId: paymentId.check(z.describe('Under which payments keeps its payment.')),
  customerId: z.optional(customerId),
  email,
  shippingAddress: address,
  currency,
  lines: z
    .array(orderLine)
    .check(
      z.minLength(1),
      z.maxLength(MAX_ORDER_LINES),
      z.describe('At least one; a SKU may stand on several.'),
    ),
  total: money.check(z.describe('The sum of all lines.')),
  note: z.optional(text(500)).check(z.describe('From the customer, for whoever packs it.')),
  reference: z.optional(text(100)).check(z.describe('The caller’s own number for this order.')),
};

/** The order as the API shows it. */
export const order = z
  .object({
    id: orderId,
    status: orderStatus,
    version,
    customerId: placedOrder.customerId,
    email: placedOrder.email,
    shippingAddress: placedOrder.shippingAddress,
    currency: placedOrder.currency,
    lines: placedOrder.lines,
    total: placedOrder.total,
    note: placedOrder.note,
    reference: placedOrder.reference,
    reservationId: placedOrder.reservationId,
    paymentId: placedOrder.paymentId,
    rejection: z
      .optional(rejection)
      .check(z.describe('Why it was rejected: a code, and the facts behind it.')),
    cancellationReason: z.optional(z.string()).check(z.describe('In the words of whoever cancelled it.')),
    placedAt: timestamp,
    confirmedAt: z.optional(timestamp),
    rejectedAt: z.optional(timestamp),
    cancelledAt: z.optional(timestamp),
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'An order, as it is.' });

export type Order = z.infer<typeof order>;
