import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';

/** Void a payment: releases a hold and refunds a capture. If it does not exist yet, a later AuthorizePayment is rejected. */
export const voidPayment = defineCommand({
  service: 'payments',
  type: 'VoidPayment',
  version: 1,
  summary:
    'Let held money go, and give back what was taken. A payment that never was is barred, so that a late AuthorizePayment is refused.',
  data: z.object({
    paymentId,
    orderId,
  }),
  reply: reply({ paymentId }),
});

export type VoidPayment = z.infer<typeof voidPayment.data>;
export type VoidPaymentReply = z.infer<typeof voidPayment.reply>;
