import type { Problems, Rejections } from '../rejection.ts';

export const orderProblems = {
  ORDER_NOT_FOUND: { status: 404, title: 'There is no such order' },
  INVOICE_DETAILS_ERASED: { status: 410, title: 'Name and address of the order were erased' },
  PERSONAL_DATA_ERASED: { status: 410, title: 'The personal data of the order was erased' },
  ORDER_CORRECTION_LIMIT: { status: 409, title: 'The order was corrected too often' },
  COUNTRY_NOT_CORRECTABLE: {
    status: 422,
    title: 'The country of an order cannot be changed, because taxes and shipping depend on it',
  },
  GUEST_ORDERS_NOT_ACCEPTED: { status: 403, title: 'This shop takes orders of signed-in customers only' },
  ORDER_NOT_CANCELLABLE: { status: 409, title: 'The order can no longer be cancelled' },
  ORDER_HAS_NO_TOKEN: { status: 409, title: 'The order was not placed by a guest, and has no order token' },
  UNKNOWN_SKU: { status: 422, title: 'The catalogue has no such SKU' },
  SKU_NOT_FOR_SALE: { status: 422, title: 'This SKU is not for sale' },
  CURRENCY_NOT_OFFERED: { status: 422, title: 'This SKU has no price in this currency' },
  PURCHASE_LIMIT_EXCEEDED: {
    status: 422,
    title: 'The order has more units of a SKU than one order may have',
  },
  ORDER_CAP_EXCEEDED: { status: 422, title: 'The order has more units than this shop accepts' },
  PAYMENT_TOKEN_REQUIRED: { status: 422, title: 'An order with a total above 0 needs a payment token' },
  PRICE_BELOW_FLOOR: { status: 422, title: 'The negotiated price of a line is below the minimum' },
  PRICE_ABOVE_EXPECTED: { status: 422, title: 'The order costs more than the caller expected' },
  ORDER_TOO_LARGE: { status: 422, title: 'The order is larger than one order can be' },
  CATALOG_UNAVAILABLE: { status: 503, title: 'The catalogue cannot be read right now: try again' },
} as const satisfies Problems;

/** Rejections of commands that no route responds with. */
export const orderRejections = {
  ORDER_CONFIRMED: 'The order was confirmed',
  ORDER_REJECTED: 'The order was rejected',
  ORDER_CANCELLED: 'The order was cancelled',
  ORDER_CLAIMED: 'Another customer has claimed the order',
  ORDER_LINK_LIMIT: 'Too many links were requested',
} as const satisfies Rejections;
