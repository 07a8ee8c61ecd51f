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
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { commit } from '../domain/commit.ts';
import { release } from '../domain/release.ts';
import { reserve } from '../domain/reserve.ts';

export const handler = stockCommands(deps);

/** Creates the handler of the service's command function. */
export function stockCommands(getDeps: () => Pick<Deps, 'reservations' | 'reservationTtlMs'>) {
  return commands(deadLetterQueues.commands, [
    commandHandler(reserveStockContract, (command) => reserveStock(command, getDeps())),
    commandHandler(releaseStockContract, (command) => releaseStock(command, getDeps())),
    commandHandler(commitStockContract, (command) => commitStock(command, getDeps())),
  ]);
}

/** Reserves all lines of an order, or none. */
export async function reserveStock(
  message: CloudEvent<ReserveStock>,
  { reservations, reservationTtlMs }: Pick<Deps, 'reservations' | 'reservationTtlMs'>,
): Promise<ReserveStockReply> {
  const { reservationId, orderId, lines, isGuest = false } = message.data;
  const command = reserve({ orderId, lines, ttlMs: reservationTtlMs(isGuest) });
  const result = await reservations.execute(reservationId, command, by(message));
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  const { state } = result;
  return {
    outcome: 'accepted',
    reservationId,
    ...(state.status === 'held' ? { expiresAt: state.expiresAt } : {}),
  };
}

/** Releases a reservation. If it does not exist, it cannot be made later. */
export async function releaseStock(
  message: CloudEvent<ReleaseStock>,
  { reservations }: Pick<Deps, 'reservations'>,
): Promise<ReleaseStockReply> {
  const { reservationId, orderId } = message.data;
  await reservations.execute(reservationId, release({ orderId }), by(message));
  return { outcome: 'accepted', reservationId };
}

/** Commits a reservation, so that it no longer expires. */
export async function commitStock(
  message: CloudEvent<CommitStock>,
  { reservations }: Pick<Deps, 'reservations'>,
): Promise<CommitStockReply> {
  const { reservationId } = message.data;
  const result = await reservations.execute(reservationId, commit(), by(message));
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  return { outcome: 'accepted', reservationId };
}
