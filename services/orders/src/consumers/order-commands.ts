import { execute } from '@tradepost/aggregate/execute';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { confirmOrder, rejectOrder } from '@tradepost/contracts/orders/commands';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { type Deps, deadLetters, deps } from '../deps.ts';
import { decide, type OrderCommand } from '../domain/decide.ts';

export const handler = orderCommands(deps);

/** Creates the handler of the service's command function. */
export function orderCommands(deps: () => Pick<Deps, 'orders' | 'now'>) {
  return commands(deadLetters.commands, [
    commandHandler(confirmOrder, (command) =>
      carryOut(command, (at) => ({ type: 'ConfirmOrder', at }), deps()),
    ),
    commandHandler(rejectOrder, (command) =>
      carryOut(command, (at) => ({ type: 'RejectOrder', at, rejection: command.data.rejection }), deps()),
    ),
  ]);
}

/** Executes a command on its order. A repeated command gets the same reply. */
export async function carryOut(
  message: CloudEvent<{ readonly orderId: string }>,
  toCommand: (at: string) => OrderCommand,
  { orders, now }: Pick<Deps, 'orders' | 'now'>,
) {
  const { orderId } = message.data;
  const at = now();
  const result = await execute(orders, orderId, (order) => decide(toCommand(at), order), {
    at,
    actor: message.source,
    correlationId: message.correlationid,
    causationId: message.id,
  });
  return 'rejection' in result
    ? { outcome: 'rejected' as const, rejection: result.rejection }
    : { outcome: 'accepted' as const, orderId };
}
