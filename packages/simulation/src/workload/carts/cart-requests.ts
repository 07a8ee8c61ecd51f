import type { HttpRequest } from '../../world/http-client.ts';
import { claimsOf } from '../order-routes.ts';
import type { CartOwner, CreatedCart } from './carts-record.ts';

/** Creates a cart. A customer's has a key: a repeat gets the same cart. */
export function createCartAs(by: CartOwner, body: object, key: string): HttpRequest {
  return {
    ...{ method: 'POST', path: pathOfCarts(by), body, ...claimsOf(by) },
    ...(by === 'guest' ? {} : { headers: { 'idempotency-key': key } }),
  };
}

/** A request about one cart. */
export type OfCart = {
  readonly method: string;
  /** Path below that of the cart. */
  readonly below?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request about a cart by its owner. */
export function requestAs(
  { by, cartId, cartToken }: CreatedCart,
  { method, below = '', body, headers = {} }: OfCart,
): HttpRequest {
  return {
    ...{ method, path: `${pathOfCarts(by)}/${cartId}${below}` },
    ...(body === undefined ? {} : { body }),
    headers: { ...headers, ...(cartToken === undefined ? {} : { 'x-cart-token': cartToken }) },
    ...claimsOf(by),
  };
}

function pathOfCarts(by: CartOwner): string {
  return by === 'guest' ? '/v1/guest/carts' : '/v1/me/carts';
}
