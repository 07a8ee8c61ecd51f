import type { Executed } from '@tradepost/aggregate/executor';
import { confirmOrder, rejectOrder } from '@tradepost/contracts/orders/commands';
import { by } from '@tradepost/lambda/by';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { confirm } from '../domain/confirm.ts';
import type { OrderEvent, OrderState } from '../domain/order.ts';
import { reject } from '../domain/reject.ts';

export const handler = orderCommands(deps);

/** Creates the handler of the service's command function. A repeated command gets the same reply. */
export function orderCommands(getDeps: () => Pick<Deps, 'orders'>) {
  return commands(deadLetterQueues.commands, [
    commandHandler(confirmOrder, async (command) => {
      const { orderId } = command.data;
      return toReply(orderId, await getDeps().orders.execute(orderId, confirm(), by(command)));
    }),
    commandHandler(rejectOrder, async (command) => {
      const { orderId, rejection: reason } = command.data;
      return toReply(orderId, await getDeps().orders.execute(orderId, reject({ reason }), by(command)));
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
