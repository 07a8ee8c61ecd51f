import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  type CommitStock,
  type CommitStockReply,
  commitStock as commitStockContract,
  type ReleaseStock,
  type ReleaseStockReply,
  type ReserveStock,
  type ReserveStockReply,
  releaseStock as releaseStockContract,
  reserveStock as reserveStockContract,
} from '@tradepost/contracts/inventory/commands';
import { by } from '@tradepost/lambda/by';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { carryOut } from '../carry-out.ts';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';

export const handler = stockCommands(deps);

/** Creates the service's command function. */
export function stockCommands(getDeps: () => Deps) {
  return commands(deadLetterQueues.commands, [
    commandHandler(reserveStockContract, (command) => reserveStock(command, getDeps())),
    commandHandler(releaseStockContract, (command) => releaseStock(command, getDeps())),
    commandHandler(commitStockContract, (command) => commitStock(command, getDeps())),
  ]);
}

/** Reserves all lines of an order, or none. */
export async function reserveStock(
  message: CloudEvent<ReserveStock>,
  deps: Deps,
): Promise<ReserveStockReply> {
  const { reservationId, orderId, lines } = message.data;
  const at = deps.now();
  const expiresAt = new Date(Date.parse(at) + deps.reservationTtlMs).toISOString();
  const command = { type: 'ReserveStock', at, orderId, lines, expiresAt } as const;
  const result = await carryOut(reservationId, command, { at, ...by(message) }, deps);
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  const { state } = result.reservation;
  return {
    outcome: 'accepted',
    reservationId,
    ...(state.status === 'held' ? { expiresAt: state.expiresAt } : {}),
  };
}

/** Releases a reservation. If it does not exist, bars it, so that it cannot be made later. */
export async function releaseStock(
  message: CloudEvent<ReleaseStock>,
  deps: Deps,
): Promise<ReleaseStockReply> {
  const { reservationId, orderId } = message.data;
  const at = deps.now();
  const command = { type: 'ReleaseStock', at, orderId } as const;
  await carryOut(reservationId, command, { at, ...by(message) }, deps);
  return { outcome: 'accepted', reservationId };
}

/** Commits a reservation, so that it no longer expires. */
export async function commitStock(message: CloudEvent<CommitStock>, deps: Deps): Promise<CommitStockReply> {
  const { reservationId } = message.data;
  const at = deps.now();
  const result = await carryOut(reservationId, { type: 'CommitStock', at }, { at, ...by(message) }, deps);
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  return { outcome: 'accepted', reservationId };
}
