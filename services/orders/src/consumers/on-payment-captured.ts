import { paymentCaptured } from '@tradepost/contracts/payments/events';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { deadLetterQueues, deps } from '../deps.ts';

/** Keeps which payments were captured: to cancel such an order, a person must have signed in recently. */
export const handler = queue(deadLetterQueues.payments, [
  on(paymentCaptured, ({ data: { paymentId } }) => deps().capturedPayments.save(paymentId)),
]);
