/** Maximum number of codes of an order, as of a quote. All are held in one transaction, which may have 100 items. */
export const MAX_CODES_OF_ORDER = 10;
/** Maximum number of SKUs of a request for terms, as lines of a quote. */
export const MAX_SKUS_OF_TERMS = 1_000;
/** Maximum number of promotions of a code. With those of ten codes and 50 without a code, a quote has its 100 at most. */
export const MAX_PROMOTIONS_OF_CODE = 5;
/** Maximum number of active promotions that need no code. commercetools allows 100 of both kinds. */
export const MAX_AUTOMATIC_PROMOTIONS = 50;
/** Maximum number of currencies of the budget of a promotion. Each has a counter, and all are written in one transaction. */
export const MAX_CURRENCIES_OF_BUDGET = 20;
/** Maximum number of budgets that an order holds a part of, as of a quote. All are held in one transaction with its codes. */
export const MAX_BUDGETS_OF_ORDER = 50;
/** Maximum number of price lists that have prices of one SKU: all are in one item. */
export const MAX_PRICE_LISTS_OF_SKU = 50;
/** Maximum number of prices of a SKU in one price list: tiers in all currencies. */
export const MAX_TIERS = 50;
/**
 * Maximum number of rates of a tax jurisdiction, former and future ones included. An item has all of them three times, in its state
 * and in its event, before and after the change: some 130 KB at most.
 */
export const MAX_RATES = 100;
/** Maximum length of a discount code, in Unicode code points. */
export const MAX_CODE_LENGTH = 64;
/** Number of days before a price began in which its lowest former price is searched (Directive 98/6/EC, article 6a). */
export const PRIOR_PRICE_DAYS = 30;
/** Market of the tax policy of countries without one of their own. */
export const DEFAULT_MARKET = 'default';
