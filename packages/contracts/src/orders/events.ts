import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { cartId, orderId, paymentId, profileId, reservationId } from '../fields/identifiers.ts';
import { personal, sealed } from '../fields/personal-data.ts';
import { sealedText } from '../fields/sealed.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { reservationLine } from '../inventory/model.ts';
import { paymentSplit } from '../payments/model.ts';
import { heldBudgets } from '../pricing/model.ts';
import { rejection } from '../rejection.ts';
import { correctedPart, guest, MAX_ORDER_LINES, orderNumber, placedOrder, sealedOrderData } from './model.ts';

export const orderPlaced = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  version: 1,
  summary: 'An order was placed. Its stock and its payment are pending.',
  data: () =>
    z.object({
      ...placedOrder,
      split: z
        .optional(paymentSplit)
        .check(
          z.describe('Parts of the amount that is due, for the ledger. Absent in orders before version 0.2.'),
        ),
      reservationLines: z
        .optional(z.array(reservationLine).check(z.maxLength(MAX_ORDER_LINES)))
        .check(
          z.describe(
            'Units to reserve: those of the lines, with the components instead of each bundle, one entry for each SKU. Absent if no line is a bundle: the lines are reserved then.',
          ),
        ),
      customerKey: z
        .optional(z.string())
        .check(
          z.describe('Buyer as the limits of discount codes count them. Present if the order has codes.'),
          personal('pseudonym'),
        ),
      budgets: z
        .optional(heldBudgets)
        .check(
          z.describe(
            'Discounts of the order that count toward the budgets of their promotions. Present if there are any.',
          ),
        ),
      guest: z.optional(guest).check(z.describe('Present if a guest placed the order.')),
      sealedPaymentToken: z
        .optional(sealedText)
        .check(
          z.describe(
            'Token of the payment provider, sealed for payments with the id of the payment. Absent if the order costs nothing and none was given.',
          ),
          sealed('payment'),
        ),
    }),
});

export const orderPaymentAwaited = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderPaymentAwaited',
  version: 1,
  summary: 'Stock of an order is committed, and its customer has to complete the payment.',
  data: () =>
    z.object({
      orderId,
      paymentId,
      until: timestamp.check(z.describe('Time until which the payment can be completed.')),
    }),
});

export const orderConfirmed = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderConfirmed',
  version: 1,
  summary: 'An order was confirmed: stock is committed and payment is authorized.',
  data: () =>
    z.object({
      ...placedOrder,
      sealed: sealedOrderData.check(
        z.describe('Personal data for shipping (invoice) and notifications (contact).'),
      ),
    }),
});

export const orderRejected = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderRejected',
  version: 1,
  summary: 'An order was rejected. Its stock is released and its payment is voided.',
  data: () =>
    z.object({
      orderId,
      reservationId,
      paymentId,
      cartId: z.optional(cartId).check(z.describe('Cart that the order is made of, if it is made of one.')),
      orderNumber: z
        .optional(orderNumber)
        .check(z.describe('Number of the order for people; absent in events of version 0.1.')),
      rejection,
    }),
});

export type OrderRejected = z.infer<typeof orderRejected.data>;

export const orderCancelled = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderCancelled',
  version: 1,
  summary: 'An order was cancelled before shipping. Its stock is released and its payment is voided.',
  data: () =>
    z.object({
      orderId,
      reservationId,
      paymentId,
    }),
});

export const orderCorrected = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderCorrected',
  version: 1,
  summary:
    'Personal data of an order was corrected. The seals replace those of OrderConfirmed, in whatever order the two events arrive.',
  data: () =>
    z.object({
      orderId,
      reservationId,
      paymentId,
      version: version.check(
        z.describe('Version of the order. Of several corrections, the one with the highest version holds.'),
      ),
      subjectId: placedOrder.subjectId,
      country: placedOrder.country,
      corrected: z
        .array(correctedPart)
        .check(
          z.minLength(1),
          z.maxLength(10),
          z.describe('Seals that are new. The others are as they were.'),
        ),
      sealed: sealedOrderData.check(
        z.describe('All personal data, as it is now, for shipping (invoice) and notifications (contact).'),
      ),
    }),
});

export const orderLinkRequested = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderLinkRequested',
  version: 1,
  summary:
    "The link to a guest's order was requested. The address and the order token are not part of the event.",
  data: () => z.object({ orderId }),
});

export const orderClaimed = /* @__PURE__ */ defineEvent({
  source: 'tradepost.orders',
  type: 'OrderClaimed',
  version: 1,
  summary: "A customer has claimed a guest's order. It is one of their orders now.",
  data: () => z.object({ orderId, customerId: profileId }),
});
