import type { HttpRequest } from '../world/http-client.ts';
import { type Claims, customer, DEVELOPER, machine } from '../world/tokens.ts';

/** Whoever places an order, and reaches it by the routes of their kind. */
export type Orderer = 'staff' | 'ada' | 'grace' | 'bff' | 'marketplace' | 'guest';

export const CUSTOMER_IDS = {
  ada: 'cus_0ADA0000000000000000000000',
  grace: 'cus_0GRACE00000000000000000000',
} as const;

/** An order with whoever placed it; `orderToken` if it was a guest. */
export type OrderOf = {
  readonly orderId: string;
  readonly by: Orderer;
  readonly orderToken?: string | undefined;
};

const CLAIMS: Readonly<Record<Exclude<Orderer, 'guest'>, Claims>> = {
  staff: DEVELOPER,
  ada: customer(CUSTOMER_IDS.ada),
  grace: customer(CUSTOMER_IDS.grace),
  bff: machine('bff'),
  marketplace: machine('marketplace'),
};

/** Places an order. */
export function placeOrderAs(by: Orderer, body: unknown, key: string): HttpRequest {
  return {
    method: 'POST',
    path: pathOf(by),
    body,
    headers: { 'idempotency-key': key },
    ...claimsOf(by),
  };
}

/** Reads an order as `by` does, whoever placed it. */
export function readOrderAs({ by, orderId, orderToken }: OrderOf): HttpRequest {
  return { method: 'GET', path: `${pathOf(by)}/${orderId}`, ...headersOf(orderToken), ...claimsOf(by) };
}

/** Cancels an order because the customer has changed their mind. */
export function cancelOrderAs({ by, orderId, orderToken }: OrderOf): HttpRequest {
  return {
    method: 'POST',
    path: `${pathOf(by)}/${orderId}/cancel`,
    body: { reason: 'changed my mind' },
    ...headersOf(orderToken),
    ...claimsOf(by),
  };
}

/** Path of the orders that an orderer reaches. */
export function pathOf(by: Orderer): string {
  if (by === 'guest') return '/v1/guest/orders';
  return isCustomer(by) ? '/v1/me/orders' : '/v1/orders';
}

export function isCustomer(by: Orderer): by is 'ada' | 'grace' {
  return by === 'ada' || by === 'grace';
}

export function claimsOf(by: Orderer): Pick<HttpRequest, 'claims'> {
  return by === 'guest' ? {} : { claims: CLAIMS[by] };
}

function headersOf(orderToken: string | undefined): Pick<HttpRequest, 'headers'> {
  return orderToken === undefined ? {} : { headers: { 'x-order-token': orderToken } };
}
