import type { Loaded } from '@tradepost/aggregate/store';
import type { CartHolder, Customer } from '@tradepost/lambda/http/caller';
import type { CartDeps, GuestDeps } from '../deps.ts';
import type { CartState } from '../domain/cart-shapes.ts';
import { isShown } from '../projections/to-cart.ts';

/** A cart that the caller may reach; undefined if there is none: the response is the same if it is another's. */
export type ReachedCart = Loaded<CartState> | undefined;

/** Reads a guest's cart by its token, which is checked before anything is read. */
export async function reachGuestCart(
  cartId: string,
  { cartToken }: Pick<CartHolder, 'cartToken'>,
  { carts, cartTokens }: Pick<GuestDeps, 'carts' | 'cartTokens'>,
): Promise<ReachedCart> {
  if (!(await cartTokens.isTokenOf(cartId, cartToken))) return undefined;
  const loaded = await carts.load(cartId);
  const { state } = loaded;
  const isOfCustomer = 'customerId' in state && state.customerId !== undefined;
  return isShown(state) && !isOfCustomer ? loaded : undefined;
}

/** Reads a cart of the signed-in customer. */
export async function reachMyCart(
  cartId: string,
  { customerId }: Pick<Customer, 'customerId'>,
  { carts }: Pick<CartDeps, 'carts'>,
): Promise<ReachedCart> {
  const loaded = await carts.load(cartId);
  const { state } = loaded;
  return 'customerId' in state && state.customerId === customerId ? loaded : undefined;
}
