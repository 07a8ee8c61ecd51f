/** The order of a cart has the same ULID: a cart has one order, however often it is submitted. */
export function orderIdOf(cartId: string): `ord_${string}` {
  return `ord_${cartId.slice('crt_'.length)}`;
}

/** The cart whose order it would be. */
export function cartIdOf(orderId: string): `crt_${string}` {
  return `crt_${orderId.slice('ord_'.length)}`;
}

/** Id of the payment of an order. */
export function paymentIdOf(orderId: string): `pay_${string}` {
  return `pay_${orderId.slice('ord_'.length)}`;
}

/** Id of the stock reservation of a cart, which its order takes over: it has the ULID of both. */
export function reservationIdOf(id: string): `res_${string}` {
  return `res_${id.slice('crt_'.length)}`;
}
