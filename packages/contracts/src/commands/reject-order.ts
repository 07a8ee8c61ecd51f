import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId } from '../fields/identifiers.ts';
import { rejection } from '../models/rejection.ts';

/** Reject an order. A confirmed order cannot be rejected. */
export const rejectOrder = defineCommand({
  service: 'orders',
  type: 'RejectOrder',
  version: 1,
  subject: 'orderId',
  summary: 'Reject an order. A confirmed order cannot be rejected.',
  data: z.object({ orderId, rejection }),
  reply: reply({ orderId }),
});

export type RejectOrder = z.infer<typeof rejectOrder.data>;
export type RejectOrderReply = z.infer<typeof rejectOrder.reply>;
