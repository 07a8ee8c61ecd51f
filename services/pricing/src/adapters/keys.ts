/*
 * Keys of the items beside the states of aggregates (`<name>#<id>`, `state`). Each kind has partitions of its own, so that counters
 * of a code do not share one.
 */

/** A claim: the terms that a text, a place, a buyer or a position belongs to. */
export const claimKey = (claim: string) => ({ pk: `claim#${claim}`, sk: 'claim' });

/** One of up to eight counters of a code. */
export const counterKey = (codeId: string, shard: number) => ({
  pk: `code-counter#${codeId}#${shard}`,
  sk: 'count',
});

/** Uses of a code by one customer. */
export const customerCountKey = (codeId: string, customer: string) => ({
  pk: `code-customer#${codeId}#${customer}`,
  sk: 'count',
});

/** Counter of the budget of a promotion in a currency. */
export const budgetKey = (promotionId: string, currency: string) => ({
  pk: `promotion-budget#${promotionId}#${currency}`,
  sk: 'count',
});

/** Promotions that every quote considers: a row for each, and the number of them. */
export const AUTOMATIC_PROMOTIONS = 'automatic-promotions';
export const COUNT_SORT_KEY = 'count';

/** The prices of a price list by SKU: a row for each. */
export const listPricesPartition = (priceListId: string) => `list-prices#${priceListId}`;

/** Former states of a price list. */
export const listHistoryPartition = (priceListId: string) => `list-history#${priceListId}`;

/** Former prices of a SKU: its base prices, and those of each price list. */
export const priceHistoryPartition = (sku: string) => `price-history#${sku}`;
