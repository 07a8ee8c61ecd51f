import type { Problems, Rejections } from '../rejection.ts';

export const inventoryProblems = {
  STOCK_NOT_FOUND: { status: 404, title: 'No stock is kept under this SKU' },
  RESERVATION_NOT_FOUND: { status: 404, title: 'There is no such reservation' },
  STOCK_BELOW_RESERVED: { status: 409, title: 'The stock would fall below what is reserved' },
  STOCK_ABOVE_MAXIMUM: { status: 409, title: 'The stock would be more than one location can have' },
} as const satisfies Problems;

/** Rejections of commands that no route responds with. */
export const inventoryRejections = {
  OUT_OF_STOCK: 'A SKU does not have enough available units',
  RESERVATION_RELEASED: 'The reservation was released',
  RESERVATION_REFUSED: 'The reservation was rejected, because there was not enough stock',
  RESERVATION_TOO_LARGE: 'The stock of the SKUs is spread over too many locations for one reservation',
} as const satisfies Rejections;
