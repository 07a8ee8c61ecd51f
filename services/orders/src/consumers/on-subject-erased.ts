import { subjectErased } from '@tradepost/contracts/customers/events';
import { by, type MessageOrigin } from '@tradepost/lambda/by';
import { on, queue } from '@tradepost/lambda/messages/queue';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { erasePersonalData } from '../domain/erase-personal-data.ts';

export const handler = queue(deadLetterQueues.customers, [
  on(subjectErased, ({ data, ...message }) => onSubjectErased(data, message, deps())),
]);

type Erased = {
  readonly subjectId: string;
  readonly customerId?: string | undefined;
  readonly orderId?: string | undefined;
};

/**
 * Records in each order of a person that the person was erased. Their projection then has nothing by which the person could be
 * found. The list of a customer's orders lags behind the event store: the event comes again for some days.
 */
export async function onSubjectErased(
  { subjectId, customerId, orderId }: Erased,
  message: MessageOrigin,
  { orders, ordersOfCustomer }: Pick<Deps, 'orders' | 'ordersOfCustomer'>,
): Promise<void> {
  const ofCustomer = customerId === undefined ? [] : await ordersOfCustomer(customerId);
  const orderIds = new Set([
    ...(orderId === undefined ? [] : [orderId]),
    ...ofCustomer.filter((order) => order.subjectId === subjectId).map(({ id }) => id),
  ]);
  for (const id of orderIds) await orders.execute(id, erasePersonalData({ subjectId }), by(message));
}
