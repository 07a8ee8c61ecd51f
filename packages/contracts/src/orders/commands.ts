import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { emailHash, orderId, profileId } from '../fields/identifiers.ts';
import { rejection } from '../rejection.ts';

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
