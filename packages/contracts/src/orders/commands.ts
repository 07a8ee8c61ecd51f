import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { emailHash, ipHash, orderId, paymentId, profileId, reservationId } from '../fields/identifiers.ts';
import { notPersonal, sealed } from '../fields/personal-data.ts';
import { quote } from '../fields/quote.ts';
import { sealedText } from '../fields/sealed.ts';
import { timestamp } from '../fields/timestamp.ts';
import { nextAction, pendingUntil } from '../payments/model.ts';
import { customerKey } from '../pricing/queries.ts';
import { rejection } from '../rejection.ts';
import { orderNumber, orderStatus, placedBy, placedOrder, sealedOrderData } from './model.ts';

/** Maximum discount codes of an order, as of a quote. */
const MAX_CODES = 10;

/** Sent by the service carts when a customer submits a cart. It is invoked directly, because the customer waits for the reply. */
export const placeOrder = /* @__PURE__ */ defineCommand({
  service: 'orders',
  type: 'PlaceOrder',
  version: 1,
  subject: 'orderId',
  summary:
    'Place an order with the quote that the customer saw. Idempotent by orderId: a repeat gets the order as it is.',
  data: () =>
    z.object({
      orderId,
      cartId: z
        .optional(z.string().check(z.maxLength(100)))
        .check(z.describe('Cart that the order is made of.'), notPersonal('id of a cart')),
      reservationId: reservationId.check(
        z.describe('Id of the stock reservation: the order takes that of the cart over, if there is one.'),
      ),
      paymentId,
      quote: quote.check(
        z.refine(addsUp, {
          error: 'must add up: lines and shipping are the total, less credit the amount due',
          path: ['totals'],
        }),
        z.describe('Quote that the customer saw, whole.'),
      ),
      submittedAt: z
        .optional(timestamp)
        .check(
          z.describe(
            'Time at which the customer submitted the quote. It decides whether the quote had expired, so a repeat gets the same reply; without it, the time of the command does.',
          ),
        ),
      codes: z
        .array(z.string().check(z.minLength(1), z.maxLength(100)))
        .check(
          z.maxLength(MAX_CODES),
          z.describe('Discount codes of the quote, in their normal form.'),
          notPersonal('discount codes'),
        ),
      customerKey: z
        .optional(customerKey)
        .check(z.describe('Buyer as the limits of codes count them. Absent if they are not known.')),
      customerId: placedOrder.customerId,
      subjectId: placedOrder.subjectId,
      sealed: sealedOrderData.check(
        z.describe('Personal data, sealed with the keys of the subject for the id of the order.'),
      ),
      emailHash: z
        .optional(emailHash)
        .check(z.describe('Hash of the e-mail address. Present if a guest places the order.')),
      ipHash: z
        .optional(ipHash)
        .check(z.describe('Hash of the IP address. Present if a guest places the order.')),
      country: placedOrder.country,
      sealedPaymentToken: z
        .optional(sealedText)
        .check(
          z.describe('Token of the payment provider, sealed for payments. Required if an amount is due.'),
          sealed('payment'),
        ),
      placedBy: placedBy.check(z.describe('Caller that places the order.')),
      reference: placedOrder.reference,
      purchaseOrderNumber: placedOrder.purchaseOrderNumber,
      locale: placedOrder.locale,
      metadata: placedOrder.metadata,
    }),
  reply: () =>
    reply({
      orderId,
      orderNumber: z.optional(orderNumber),
      status: orderStatus,
      orderToken: z
        .optional(z.string().check(notPersonal('token of an order')))
        .check(z.describe("Token of a guest's order, for the header X-Order-Token.")),
    }),
  rejections: ['QUOTE_EXPIRED', 'PAYMENT_TOKEN_REQUIRED', 'ORDER_TOO_LARGE'],
});

type Amounts = { readonly totalMinor: number };

function addsUp({
  lines,
  shipping,
  totals,
}: {
  readonly lines: readonly Amounts[];
  readonly shipping: readonly Amounts[];
  readonly totals: { readonly totalMinor: number; readonly creditMinor: number; readonly dueMinor: number };
}): boolean {
  const sum = [...lines, ...shipping].reduce((minor, { totalMinor }) => minor + totalMinor, 0);
  return sum === totals.totalMinor && totals.totalMinor - totals.creditMinor === totals.dueMinor;
}

/** Sent by the saga. */
export const awaitPayment = /* @__PURE__ */ defineCommand({
  service: 'orders',
  type: 'AwaitPayment',
  version: 1,
  subject: 'orderId',
  summary:
    'Stock is committed, and the customer has to complete the payment. A repeat after the time is up rejects the order.',
  data: () =>
    z.object({
      orderId,
      nextAction,
      until: pendingUntil,
    }),
  reply: () => reply({ orderId, status: orderStatus }),
  rejections: ['ORDER_NOT_FOUND', 'ORDER_CONFIRMED', 'ORDER_REJECTED', 'ORDER_CANCELLED'],
});

export const confirmOrder = /* @__PURE__ */ defineCommand({
  service: 'orders',
  type: 'ConfirmOrder',
  version: 1,
  subject: 'orderId',
  summary: 'Stock is committed and money is held: confirm the order.',
  data: () => z.object({ orderId }),
  reply: () => reply({ orderId }),
  rejections: ['ORDER_NOT_FOUND', 'ORDER_REJECTED', 'ORDER_CANCELLED'],
});

export const rejectOrder = /* @__PURE__ */ defineCommand({
  service: 'orders',
  type: 'RejectOrder',
  version: 1,
  subject: 'orderId',
  summary: 'Reject an order. A confirmed order cannot be rejected.',
  data: () => z.object({ orderId, rejection }),
  reply: () => reply({ orderId }),
  rejections: ['ORDER_NOT_FOUND', 'ORDER_CONFIRMED', 'ORDER_CANCELLED'],
});

/** Sent by the route `requestOrderLink`, which answers before anybody has looked for the order. */
export const requestOrderLink = /* @__PURE__ */ defineCommand({
  service: 'orders',
  type: 'RequestOrderLink',
  version: 1,
  subject: 'emailHash',
  summary:
    "Request the link to a guest's order. Rejected if the address has no such order, or too many requests.",
  data: () =>
    z.object({
      emailHash,
      orderId: z
        .optional(orderId)
        .check(z.describe('Order that the link is for. Defaults to the newest order of the address.')),
    }),
  reply: () => reply({ orderId }),
  rejections: ['ORDER_NOT_FOUND', 'ORDER_LINK_LIMIT'],
});

/** Sent by the service customers, after the customer has proven that the address is theirs. */
export const claimOrder = /* @__PURE__ */ defineCommand({
  service: 'orders',
  type: 'ClaimOrder',
  version: 1,
  subject: 'orderId',
  summary:
    "Give a guest's order to the customer who has its e-mail address. Rejected if it has another address, or another customer has it.",
  data: () => z.object({ orderId, customerId: profileId, emailHash }),
  reply: () => reply({ orderId }),
  rejections: ['ORDER_NOT_FOUND', 'ORDER_CLAIMED'],
});
