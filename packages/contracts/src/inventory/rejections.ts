import type { Problems, Rejections } from '../rejection.ts';

export const inventoryProblems = {
  STOCK_NOT_FOUND: { status: 404, title: 'No stock is kept under this SKU' },
  RESERVATION_NOT_FOUND: { status: 404, title: 'There is no such reservation' },
  OUT_OF_STOCK: { status: 409, title: 'A SKU does not have enough available units' },
  INVENTORY_UNAVAILABLE: { status: 503, title: 'Stock cannot be read or reserved right now: try again' },
  STOCK_BELOW_RESERVED: { status: 409, title: 'The stock would fall below what is reserved' },
  STOCK_OF_BUNDLE: {
    status: 409,
    title: 'A bundle has no stock of its own: change the stock of its components',
  },
  STOCK_ABOVE_MAXIMUM: { status: 409, title: 'The stock would be more than one location can have' },
} as const satisfies Problems;

/** Rejections of commands that no route responds with. */
export const inventoryRejections = {
  RESERVATION_RELEASED: 'The reservation was released',
  RESERVATION_REFUSED: 'The reservation was rejected, because there was not enough stock',
  RESERVATION_OF_CART: 'The reservation belongs to a cart, and its order has not taken it over',
  RESERVATION_OF_ORDER: 'The reservation belongs to an order',
  RESERVATION_OUTDATED: 'A later version of the cart has changed the reservation',
  CART_SHARE_EXHAUSTED: 'Carts hold as many units of a SKU as they may',
  RESERVATION_NOT_COMMITTED: 'The reservation is not sold yet',
  DISPATCH_EXCEEDS_RESERVED: 'The reservation has fewer units of the SKU at the location',
  DISPATCH_MISMATCH: 'A dispatch with this id had other units',
  TOO_MANY_DISPATCHES: 'The reservation has as many dispatches as it may',
  RESERVATION_TOO_LARGE: 'The stock of the SKUs is spread over too many locations for one reservation',
} as const satisfies Rejections;
