import { addMoney, MAX_AMOUNT_MINOR, type Money, multiplyMoney, zero } from '@tradepost/money/money';
import type { Component } from '@tradepost/quote/expand-lines';
import type { OrderPlacedEvent } from './order.ts';

/** The catalogue's offer for a SKU: from the projection, or read from the catalogue. */
export type Offer = {
  readonly sku: string;
  readonly title: string;
  readonly isForSale: boolean;
  /** Minor units by currency. */
  readonly prices: Readonly<Record<string, number>>;
  /** Components of one unit, if the SKU is a bundle. */
  readonly components?: readonly Component[] | undefined;
  /** Maximum units in one order. */
  readonly purchaseLimit?: number | undefined;
};

type OrderLine = OrderPlacedEvent['lines'][number];

/** A line of the request. It has a `unitPrice` if the price was negotiated. */
export type RequestedLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice?: Money | undefined;
};

export type PricingRejection =
  | { readonly code: 'UNKNOWN_SKU' | 'SKU_NOT_FOR_SALE'; readonly skus: readonly string[] }
  | { readonly code: 'CURRENCY_NOT_OFFERED'; readonly currency: string; readonly skus: readonly string[] }
  | PriceBelowFloor
  | PurchaseLimitExceeded
  | { readonly code: 'ORDER_TOO_LARGE'; readonly maxTotalMinor: number };

/** SKUs of which the order has too many units. */
export type PurchaseLimitExceeded = {
  readonly code: 'PURCHASE_LIMIT_EXCEEDED';
  readonly exceeded: readonly {
    readonly sku: string;
    /** Units on all lines. */
    readonly quantity: number;
    readonly purchaseLimit: number;
  }[];
};

/** A negotiated price that is too low. `line` is the index of the line in the request, from 0. */
export type PriceBelowFloor = {
  readonly code: 'PRICE_BELOW_FLOOR';
  readonly line: number;
  readonly sku: string;
  readonly unitPrice: Money;
  /** Minimum unit price. */
  readonly floor: Money;
};

export type PricedLines = { readonly lines: readonly OrderLine[]; readonly total: Money };

/** Maximum number of SKUs that a rejection names. */
const MAX_SKUS_NAMED = 20;

/**
 * Adds titles and prices to the lines of an order, and sums them.
 *
 * @param floorPercent share of the catalogue price that a negotiated price must reach, from 0 to 100. With 0 every price
 *   is accepted, also in a currency in which the catalogue has no price
 * @returns the priced lines and their total, or a rejection
 */
export function priceLines(
  requested: readonly RequestedLine[],
  currency: string,
  offers: ReadonlyMap<string, Offer>,
  floorPercent: number,
): PricedLines | { readonly rejection: PricingRejection } {
  const skusWhere = (test: (line: RequestedLine, offer: Offer | undefined) => boolean) => {
    const lines = requested.filter((line) => test(line, offers.get(line.sku)));
    return [...new Set(lines.map(({ sku }) => sku))].slice(0, MAX_SKUS_NAMED);
  };
  const unknown = skusWhere((_line, offer) => offer === undefined);
  if (unknown.length > 0) return { rejection: { code: 'UNKNOWN_SKU', skus: unknown } };
  const notForSale = skusWhere((_line, offer) => offer?.isForSale === false);
  if (notForSale.length > 0) return { rejection: { code: 'SKU_NOT_FOR_SALE', skus: notForSale } };
  const exceeded = findExceeded(requested, offers);
  if (exceeded.length > 0) return { rejection: { code: 'PURCHASE_LIMIT_EXCEEDED', exceeded } };
  const unpriced = skusWhere(
    (line, offer) =>
      priceOf(line, currency, offer) === undefined ||
      (floorPercent > 0 && offer?.prices[currency] === undefined),
  );
  if (unpriced.length > 0) return { rejection: { code: 'CURRENCY_NOT_OFFERED', currency, skus: unpriced } };
  const tooLow = findBelowFloor(requested, currency, offers, floorPercent);
  if (tooLow !== undefined) return { rejection: tooLow };

  const lines = requested.map((line) => toOrderLine(line, currency, offers.get(line.sku)));
  const total = sum(lines, currency);
  if (total === undefined) return { rejection: { code: 'ORDER_TOO_LARGE', maxTotalMinor: MAX_AMOUNT_MINOR } };
  return { lines, total };
}

function findExceeded(
  requested: readonly RequestedLine[],
  offers: ReadonlyMap<string, Offer>,
): PurchaseLimitExceeded['exceeded'] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of requested) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units]
    .flatMap(([sku, quantity]) => {
      const purchaseLimit = offers.get(sku)?.purchaseLimit;
      return purchaseLimit !== undefined && quantity > purchaseLimit
        ? [{ sku, quantity, purchaseLimit }]
        : [];
    })
    .slice(0, MAX_SKUS_NAMED);
}

function findBelowFloor(
  requested: readonly RequestedLine[],
  currency: string,
  offers: ReadonlyMap<string, Offer>,
  floorPercent: number,
): PriceBelowFloor | undefined {
  for (const [line, { sku, unitPrice }] of requested.entries()) {
    const catalogueMinor = offers.get(sku)?.prices[currency] ?? 0;
    const floor = { amountMinor: Math.ceil((catalogueMinor * floorPercent) / 100), currency };
    if (unitPrice !== undefined && unitPrice.amountMinor < floor.amountMinor)
      return { code: 'PRICE_BELOW_FLOOR', line, sku, unitPrice, floor };
  }
  return undefined;
}

function priceOf(line: RequestedLine, currency: string, offer: Offer | undefined): Money | undefined {
  if (line.unitPrice !== undefined) return line.unitPrice;
  const amountMinor = offer?.prices[currency];
  return amountMinor === undefined ? undefined : { amountMinor, currency };
}

function toOrderLine(line: RequestedLine, currency: string, offer: Offer | undefined): OrderLine {
  return {
    sku: line.sku,
    title: offer?.title ?? line.sku,
    quantity: line.quantity,
    unitPrice: priceOf(line, currency, offer) ?? zero(currency),
    ...(offer?.components === undefined ? {} : { components: [...offer.components] }),
  };
}

/** Undefined if the sum exceeds `MAX_AMOUNT_MINOR`. Each step is checked first, so that no step exceeds the safe integers. */
function sum(lines: readonly OrderLine[], currency: string): Money | undefined {
  let total = zero(currency);
  for (const { unitPrice, quantity } of lines) {
    if (unitPrice.amountMinor > MAX_AMOUNT_MINOR / quantity) return undefined;
    total = addMoney(total, multiplyMoney(unitPrice, quantity));
    if (total.amountMinor > MAX_AMOUNT_MINOR) return undefined;
  }
  return total;
}
