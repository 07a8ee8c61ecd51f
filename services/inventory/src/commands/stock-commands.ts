import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  type ChangeReservation,
  type ChangeReservationReply,
  type CommitStock,
  type CommitStockReply,
  changeReservation as changeReservationContract,
  commitStock as commitStockContract,
  type DispatchStock,
  type DispatchStockReply,
  dispatchStock as dispatchStockContract,
  type ExtendReservation,
  type ExtendReservationReply,
  extendReservation as extendReservationContract,
  type ReleaseStock,
  type ReleaseStockReply,
  type ReserveStock,
  type ReserveStockReply,
  releaseStock as releaseStockContract,
  reserveStock as reserveStockContract,
} from '@tradepost/contracts/inventory/commands';
import { by } from '@tradepost/lambda/by';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import type { Executed } from '../adapters/reservation-executor.ts';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import {
  changeReservation as change,
  extendReservation as extend,
  type ReserveForCartRejection,
  releaseForCart,
  reserveForCart,
} from '../domain/cart-reservation.ts';
import { commit } from '../domain/commit.ts';
import { dispatch } from '../domain/dispatch.ts';
import { release } from '../domain/release.ts';
import { type ReserveRejection, reserve } from '../domain/reserve.ts';
import { dispatchDigest } from './dispatch-digest.ts';

export const handler = stockCommands(deps);

/** Creates the handler of the service's command function. */
export function stockCommands(getDeps: () => Pick<Deps, 'reservations' | 'reservationTtlMs' | 'cartBounds'>) {
  return commands(deadLetterQueues.commands, [
    commandHandler(reserveStockContract, (command) => reserveStock(command, getDeps())),
    commandHandler(changeReservationContract, (command) => changeReservation(command, getDeps())),
    commandHandler(extendReservationContract, (command) => extendReservation(command, getDeps())),
    commandHandler(releaseStockContract, (command) => releaseStock(command, getDeps())),
    commandHandler(commitStockContract, (command) => commitStock(command, getDeps())),
    commandHandler(dispatchStockContract, (command) => dispatchStock(command, getDeps())),
  ]);
}

/** Reserves all lines of an order or a cart, or none. */
export async function reserveStock(
  message: CloudEvent<ReserveStock>,
  {
    reservations,
    reservationTtlMs,
    cartBounds,
  }: Pick<Deps, 'reservations' | 'reservationTtlMs' | 'cartBounds'>,
): Promise<ReserveStockReply> {
  const { reservationId, orderId, lines, cart, isGuest = false } = message.data;
  const result = await reservations.execute<ReserveRejection | ReserveForCartRejection>(
    reservationId,
    cart === undefined
      ? reserve({ orderId, lines, ttlMs: reservationTtlMs(isGuest) })
      : reserveForCart(toVersion(cart), lines, cartBounds()),
    by(message),
  );
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  const { state } = result;
  return {
    outcome: 'accepted',
    reservationId,
    ...(state.status === 'held' ? { expiresAt: state.expiresAt } : {}),
  };
}

/** Changes the reservation of a cart to other lines, and extends it. */
export async function changeReservation(
  message: CloudEvent<ChangeReservation>,
  { reservations, cartBounds }: Pick<Deps, 'reservations' | 'cartBounds'>,
): Promise<ChangeReservationReply> {
  const { reservationId, cart, lines } = message.data;
  const command = change(toVersion(cart), lines, cartBounds());
  return toCartReply(reservationId, await reservations.execute(reservationId, command, by(message)));
}

/** Extends the reservation of a cart. */
export async function extendReservation(
  message: CloudEvent<ExtendReservation>,
  { reservations, cartBounds }: Pick<Deps, 'reservations' | 'cartBounds'>,
): Promise<ExtendReservationReply> {
  const { reservationId, cart } = message.data;
  const command = extend(toVersion(cart), cartBounds());
  return toCartReply(reservationId, await reservations.execute(reservationId, command, by(message)));
}

/** Releases a reservation. If it does not exist, it cannot be made later. */
export async function releaseStock(
  message: CloudEvent<ReleaseStock>,
  { reservations }: Pick<Deps, 'reservations'>,
): Promise<ReleaseStockReply> {
  const { reservationId, orderId, cart } = message.data;
  const command = cart === undefined ? release({ orderId }) : releaseForCart(toVersion(cart));
  await reservations.execute(reservationId, command, by(message));
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

/** Units of a committed reservation leave the warehouse. */
export async function dispatchStock(
  message: CloudEvent<DispatchStock>,
  { reservations }: Pick<Deps, 'reservations'>,
): Promise<DispatchStockReply> {
  const { reservationId, dispatchId, allocations } = message.data;
  const command = dispatch({ dispatchId, digest: dispatchDigest(allocations), allocations });
  const result = await reservations.execute(reservationId, command, by(message));
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  return { outcome: 'accepted', reservationId, dispatchId, isComplete: result.state.status === 'dispatched' };
}

function toVersion({ cartId: id, version }: ChangeReservation['cart']) {
  return { id, version };
}

/** The reply to a command that a cart holds stock after, unless it is rejected. */
function toCartReply<Rejection extends { readonly code: string }>(
  reservationId: string,
  result: Executed<Rejection>,
) {
  if ('rejection' in result) return { outcome: 'rejected' as const, rejection: result.rejection };
  const { state } = result;
  if (state.status !== 'held') throw new Error(`${reservationId} is ${state.status} after its change`);
  return { outcome: 'accepted' as const, reservationId, expiresAt: state.expiresAt };
}
