import { subjectErased } from '@tradepost/contracts/customers/events';
import { by, type MessageOrigin } from '@tradepost/lambda/by';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { erase } from '../domain/end.ts';
import { cartIdsOf } from '../domain/ids.ts';

export const handler = queue(deadLetterQueues.customers, [
  on(subjectErased, ({ data, ...message }) => onSubjectErased(data, message, deps())),
]);

type Erased = {
  readonly subjectId: string;
  readonly customerId?: string | undefined;
  readonly orderId?: string | undefined;
};

/** Carts of a customer that are read at once. A customer with more has them read in several pages. */
const PAGE_SIZE = 100;

/**
 * Removes everything of the carts of a person: of a guest, the one of the order that the keys were made for. The list
 * of a customer's carts lags behind the table: the event comes again for some days.
 */
export async function onSubjectErased(
  { subjectId, customerId, orderId }: Erased,
  message: MessageOrigin,
  { carts }: Pick<Deps, 'carts'>,
): Promise<void> {
  const command = erase({ subjectId, ...(customerId === undefined ? {} : { customerId }) });
  const eraseCart = (cartId: string) => carts.execute(cartId, command, by(message));
  if (orderId !== undefined) for (const cartId of cartIdsOf(orderId)) await eraseCart(cartId);
  if (customerId === undefined) return;
  let after: string | undefined;
  do {
    const { items, next } = await carts.listOfCustomer(customerId, { after, limit: PAGE_SIZE });
    for (const { state } of items) if ('cartId' in state) await eraseCart(state.cartId);
    after = next;
  } while (after !== undefined);
}
