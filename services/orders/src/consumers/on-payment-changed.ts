import { paymentAuthorized, paymentCaptured, paymentDeclined } from '@tradepost/contracts/payments/events';
import { by, type MessageOrigin } from '@tradepost/lambda/by';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { type PaymentOutcome, settlePayment } from '../domain/settle-payment.ts';

export const handler = queue(deadLetterQueues.payments, [
  on(paymentAuthorized, ({ data: { orderId }, ...message }) =>
    onPaymentSettled(orderId, { authorized: true }, message, deps()),
  ),
  on(paymentDeclined, ({ data: { orderId, declineCode: code }, ...message }) =>
    onPaymentSettled(orderId, { declined: { code } }, message, deps()),
  ),
  // To cancel an order whose payment is captured, a person must have signed in recently.
  on(paymentCaptured, ({ data: { paymentId } }) => deps().capturedPayments.save(paymentId)),
]);

/**
 * Confirms an order that waits for its payment, or rejects it. An order that does not wait for it is left to its saga, which asks
 * payments itself.
 */
export async function onPaymentSettled(
  orderId: string,
  outcome: PaymentOutcome,
  message: MessageOrigin,
  { orders }: Pick<Deps, 'orders'>,
): Promise<void> {
  await orders.execute(orderId, settlePayment(outcome), by(message));
}
