import type { CartLimit } from '../domain/reservation.ts';

/** Units that carts hold, in an update: stock that no cart has held lacks the attribute. It needs the values of `limitValues`. */
export const COUNTED = 'if_not_exists(#heldByCarts, :zero)';

/** Condition of an update that takes units for a cart. It needs the values of `limitValues`. */
export const WITHIN_LIMIT =
  '#available >= :minAvailable AND (attribute_not_exists(#heldByCarts) OR #heldByCarts <= :maxHeldByCarts)';

/** Values of the conditions of `cart-share.ts`. */
export function limitValues({ minAvailable, maxHeldByCarts }: CartLimit) {
  return { ':zero': 0, ':minAvailable': minAvailable, ':maxHeldByCarts': maxHeldByCarts };
}
