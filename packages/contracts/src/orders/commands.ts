import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId } from '../fields/identifiers.ts';
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
