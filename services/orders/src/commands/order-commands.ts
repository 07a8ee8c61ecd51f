import type { Executed } from '@tradepost/aggregate/executor';
import {
  claimOrder,
  confirmOrder,
  rejectOrder,
  requestOrderLink,
} from '@tradepost/contracts/orders/commands';
import { by } from '@tradepost/lambda/by';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { claim } from '../domain/claim.ts';
import { confirm } from '../domain/confirm.ts';
import type { OrderEvent, OrderState } from '../domain/order.ts';
import { reject } from '../domain/reject.ts';
import { requestLink } from '../domain/request-link.ts';

export const handler = orderCommands(deps);

export type OrderCommandDeps = Pick<Deps, 'orders' | 'guestOrders' | 'countLink'>;

/** Links that an address may request in an hour: enough for a person who does not find the e-mail. */
const MAX_LINKS_PER_HOUR = 3;

/** Creates the handler of the service's command function. A repeated command gets the same reply. */
export function orderCommands(getDeps: () => OrderCommandDeps) {
  return commands(deadLetterQueues.commands, [
    commandHandler(confirmOrder, async (command) => {
      const { orderId } = command.data;
      return toReply(orderId, await getDeps().orders.execute(orderId, confirm(), by(command)));
    }),
    commandHandler(rejectOrder, async (command) => {
      const { orderId, rejection: reason } = command.data;
      return toReply(orderId, await getDeps().orders.execute(orderId, reject({ reason }), by(command)));
    }),
    commandHandler(claimOrder, async (command) => {
      const { orderId, customerId, emailHash } = command.data;
      const claimed = claim({ customerId, emailHash });
      return toReply(orderId, await getDeps().orders.execute(orderId, claimed, by(command)));
    }),
    commandHandler(requestOrderLink, async (command) => {
      const { orders, guestOrders, countLink } = getDeps();
      const { emailHash } = command.data;
      const orderId = command.data.orderId ?? (await guestOrders.newestOf(emailHash));
      if (orderId === undefined) return { outcome: 'rejected', rejection: { code: 'ORDER_NOT_FOUND' } };
      if ((await countLink(emailHash)) > MAX_LINKS_PER_HOUR)
        return { outcome: 'rejected', rejection: { code: 'ORDER_LINK_LIMIT' } };
      const requested = requestLink({ emailHash, requestId: command.id });
      return toReply(orderId, await orders.execute(orderId, requested, by(command)));
    }),
  ]);
}

function toReply<Rejection extends { readonly code: string }>(
  orderId: string,
  result: Executed<OrderState, OrderEvent, Rejection>,
) {
  return 'rejection' in result
    ? { outcome: 'rejected' as const, rejection: result.rejection }
    : { outcome: 'accepted' as const, orderId };
}
