import { getReservation as route } from '@tradepost/contracts/inventory/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { heldBy } from '../domain/reservation.ts';
import { mergeAllocations } from '../domain/stock-move.ts';

export const handler = http(route, (request) => getReservation(request, deps()));

/** Returns a reservation, with its current allocations. */
export async function getReservation(
  { params: { reservationId } }: HttpRequest<typeof route>,
  { reservations }: Pick<Deps, 'reservations'>,
): Promise<HttpReply<typeof route>> {
  const { version, state } = await reservations.load(reservationId);
  if (state.status === 'none') return { rejection: { code: 'RESERVATION_NOT_FOUND', reservationId } };
  const body = {
    id: reservationId,
    heldBy: state.cart === undefined ? ('order' as const) : ('cart' as const),
    ...(state.cart === undefined ? {} : { cartId: state.cart.id }),
    ...(state.orderId === undefined ? {} : { orderId: state.orderId }),
    status: state.status === 'taking' ? ('reserving' as const) : state.status,
    allocations: mergeAllocations(heldBy(state)),
    ...(state.dispatches === undefined
      ? {}
      : { dispatches: state.dispatches.map(({ dispatchId }) => ({ dispatchId })) }),
    ...('expiresAt' in state ? { expiresAt: state.expiresAt } : {}),
    version,
    updatedAt: state.updatedAt,
  };
  return { body, version };
}
