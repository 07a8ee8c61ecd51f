import type { Loaded } from '@tradepost/aggregate/store';
import type { Guest } from '@tradepost/lambda/http/caller';
import type { OrderTokens } from '../adapters/order-tokens.ts';
import type { Deps } from '../deps.ts';
import type { PlacedOrder } from '../domain/order.ts';

export type GuestOrderDeps = Pick<Deps, 'orders' | 'now'> & { readonly orderTokens: OrderTokens };

/**
 * Reads a guest's order by its order token.
 *
 * @returns undefined if there is no such order, or the token is another order's, revoked or expired: the response is the same
 */
export async function readGuestOrder(
  orderId: string,
  { orderToken }: Guest,
  { orders, orderTokens, now }: GuestOrderDeps,
): Promise<Loaded<PlacedOrder> | undefined> {
  const { version, state } = await orders.load(orderId);
  if (state.status === 'none' || state.placedBy?.kind !== 'guest') return undefined;
  const { placedAt, tokenEpoch: epoch = 0 } = state;
  const isValid = await orderTokens.isTokenOf({ orderId, epoch, placedAt }, orderToken, Date.parse(now()));
  return isValid ? { version, state } : undefined;
}
