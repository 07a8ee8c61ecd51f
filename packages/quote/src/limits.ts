/** Maximum number of lines, as of an order. */
export const MAX_LINES = 1_000;
/** Maximum units of a line, as of a line of an order. */
export const MAX_UNITS = 1_000_000;
/** Maximum number of promotions: automatic ones and those of codes. commercetools has 100 automatic ones. */
export const MAX_PROMOTIONS = 100;
/** Maximum number of promotions with a budget that take effect: an order holds parts of all budgets in one transaction. */
export const MAX_BUDGETS = 50;
/** Maximum number of codes of a cart. */
export const MAX_CODES = 10;
/** Maximum number of shipping methods of a cart: one for each parcel group. */
export const MAX_SHIPPING = 20;
/** Maximum number of taxes of a line. Each may double the amount: 2^10 times the largest amount is a safe integer. */
export const MAX_TAXES = 10;
/** Maximum components of a bundle, and units of each in one bundle, as of the catalogue. */
export const MAX_COMPONENTS = 20;
export const MAX_COMPONENT_QUANTITY = 1_000;
/** 100 %. No value-added or sales tax is higher. */
export const MAX_PPM = 1_000_000;
/** Line ids of gifts begin with it. */
export const GIFT_PREFIX = 'gift:';
/** Maximum weight of one unit: a tonne. The weight of a cart stays a safe integer. */
export const MAX_WEIGHT_GRAMS = 1_000_000;
