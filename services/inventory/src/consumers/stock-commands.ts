import type { CommitMetadata } from '@tradepost/aggregate/store';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  type CommitStock,
  type CommitStockReply,
  commitStock as commitStockContract,
} from '@tradepost/contracts/commands/commit-stock';
import {
  type ReleaseStock,
  type ReleaseStockReply,
  releaseStock as releaseStockContract,
} from '@tradepost/contracts/commands/release-stock';
import {
  type ReserveStock,
  type ReserveStockReply,
  reserveStock as reserveStockContract,
} from '@tradepost/contracts/commands/reserve-stock';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { carryOut } from '../carry-out.ts';
import { commandsDeadLettersUrl, type Deps, deps } from '../deps.ts';

export const handler = stockCommands(deps);

/** Creates the service's command function. */
export function stockCommands(deps: () => Deps) {
  return commands(commandsDeadLettersUrl, [
    commandHandler(reserveStockContract, (command) => reserveStock(command, deps())),
    commandHandler(releaseStockContract, (command) => releaseStock(command, deps())),
    commandHandler(commitStockContract, (command) => commitStock(command, deps())),
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
  const result = await carryOut(reservationId, command, metadataOf(message, at), deps);
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
  const result = await carryOut(reservationId, command, metadataOf(message, at), deps);
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  return { outcome: 'accepted', reservationId };
}

/** Commits a reservation, so that it no longer expires. */
export async function commitStock(message: CloudEvent<CommitStock>, deps: Deps): Promise<CommitStockReply> {
  const { reservationId } = message.data;
  const at = deps.now();
  const result = await carryOut(reservationId, { type: 'CommitStock', at }, metadataOf(message, at), deps);
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  return { outcome: 'accepted', reservationId };
}

function metadataOf({ id, source, correlationid }: CloudEvent, at: string): CommitMetadata {
  return { at, actor: source, correlationId: correlationid, causationId: id };
}
