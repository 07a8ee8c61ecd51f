import { orderRejected } from '@tradepost/contracts/orders/events';
import { by, type MessageOrigin } from '@tradepost/lambda/by';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { reopen } from '../domain/submit.ts';

export const handler = queue(deadLetterQueues.orders, [
  on(orderRejected, ({ data, ...message }) => onOrderRejected(data, message, deps())),
]);

type Rejected = {
  readonly orderId: string;
  /** Absent for an order that was not made of a cart. */
  readonly cartId?: string | undefined;
  readonly orderNumber?: string | undefined;
  readonly rejection: { readonly code: string };
};

/** Opens the cart of a rejected order again, so that it can be submitted with another payment. A repeat changes nothing. */
export async function onOrderRejected(
  { orderId, cartId, orderNumber, rejection }: Rejected,
  message: MessageOrigin,
  { carts }: Pick<Deps, 'carts'>,
): Promise<void> {
  if (cartId === undefined) return;
  await carts.execute(cartId, reopen({ orderId, orderNumber, code: rejection.code }), by(message));
}
