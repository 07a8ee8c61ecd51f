import * as z from 'zod/mini';
import { defineCommand, reply } from '../define-command.ts';
import { orderId, paymentId } from '../fields/identifiers.ts';

/** Void a payment: releases a hold and refunds a capture. If it does not exist yet, a later AuthorizePayment is rejected. */
export const voidPayment = defineCommand({
  service: 'payments',
  type: 'VoidPayment',
  version: 1,
  subject: 'paymentId',
  summary:
    'Void an authorized payment, and refund a captured one. If the payment does not exist yet, a later AuthorizePayment is rejected.',
  data: z.object({
    paymentId,
    orderId,
  }),
  reply: reply({ paymentId }),
});

export type VoidPayment = z.infer<typeof voidPayment.data>;
export type VoidPaymentReply = z.infer<typeof voidPayment.reply>;
