/** Maximum lines of a cart. With its quote it stays below `MAX_CART_BYTES`; Shopify allows 500. */
export const MAX_LINES = 200;

/** Maximum codes of a cart, as `packages/quote` takes. */
export const MAX_CODES = 10;

/** Maximum units of a line, as of a line of an order. */
export const MAX_UNITS_OF_LINE = 1_000_000;

/**
 * Maximum size of a cart with its quote, as JSON. An item of DynamoDB has at most 400 KB, and the event that is stored with the
 * state may have the quote once more.
 */
export const MAX_CART_BYTES = 100 * 1024;

/**
 * Maximum orders of a cart, of which all but the last were rejected. Somebody who tries stolen cards needs a new cart after them, and
 * a person who mistypes a number does not.
 */
export const MAX_ORDERS = 5;

/** Time for which a quote can be submitted. */
export const QUOTE_VALID_MS = 600_000;

/** Time without a change after which a cart with lines is abandoned. */
export const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** Time without a change after which a cart is deleted. */
export const KEPT_MS = 90 * 24 * 3_600_000;

/** Time after which an order of which nothing was heard is placed once more. */
export const RESUMED_AFTER_MS = 60_000;
