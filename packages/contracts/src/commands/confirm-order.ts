import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId } from '../fields/identifiers.ts';

/** Stock is committed and money is held: confirm the order. */
export const confirmOrder = defineCommand({
  service: 'orders',
  type: 'ConfirmOrder',
  version: 1,
  subject: 'orderId',
  summary: 'Stock is committed and money is held: confirm the order.',
  data: z.object({ orderId }),
  reply: reply({ orderId }),
});

export type ConfirmOrder = z.infer<typeof confirmOrder.data>;
export type ConfirmOrderReply = z.infer<typeof confirmOrder.reply>;
