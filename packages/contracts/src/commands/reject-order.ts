import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId } from '../fields/identifiers.ts';
import { rejection } from '../models/rejection.ts';

/** The order cannot be fulfilled. Refused where it is confirmed already. */
export const rejectOrder = defineCommand({
  service: 'orders',
  type: 'RejectOrder',
  version: 1,
  summary: 'The order cannot be fulfilled. Refused where it is confirmed already.',
  data: z.object({ orderId, rejection }),
  reply: reply({ orderId }),
});

export type RejectOrder = z.infer<typeof rejectOrder.data>;
export type RejectOrderReply = z.infer<typeof rejectOrder.reply>;
