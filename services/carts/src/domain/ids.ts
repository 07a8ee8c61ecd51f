import { MAX_ORDERS } from './limits.ts';

/** Digits of a ULID, in the order of their values: https://github.com/ulid/spec. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A cart, with the orders of it that were rejected. */
type OrderedCart = { readonly cartId: string; readonly rejectedOrders?: readonly unknown[] | undefined };

/**
 * The order that a cart has or would have. The first one has the ULID of the cart. Each rejected order makes it another one: the last
 * digit is the next. So an attempt has one order, however often it is submitted.
 */
export function orderIdOf({ cartId, rejectedOrders = [] }: OrderedCart): `ord_${string}` {
  return `ord_${shifted(cartId.slice('crt_'.length), rejectedOrders.length)}`;
}

/** The carts that can have an order: of these, one has or had it, or would have it. */
export function cartIdsOf(orderId: string): readonly `crt_${string}`[] {
  const ulid = orderId.slice('ord_'.length);
  return Array.from({ length: MAX_ORDERS }, (_none, rejected) => `crt_${shifted(ulid, -rejected)}` as const);
}

/** Id of the payment of an order. */
export function paymentIdOf(orderId: string): `pay_${string}` {
  return `pay_${orderId.slice('ord_'.length)}`;
}

/** Id of the stock reservation of an order. The cart has it before, and its order takes it over. */
export function reservationIdOf(orderId: string): `res_${string}` {
  return `res_${orderId.slice('ord_'.length)}`;
}

function shifted(ulid: string, by: number): string {
  if (by === 0) return ulid;
  const digit = DIGITS.indexOf(ulid.slice(-1));
  return `${ulid.slice(0, -1)}${DIGITS.charAt((digit + by + DIGITS.length) % DIGITS.length)}`;
}
