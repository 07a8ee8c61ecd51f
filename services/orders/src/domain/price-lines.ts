import { MAX_AMOUNT_MINOR } from '@tradepost/contracts/fields/money';
import type { OrderLine } from '@tradepost/contracts/models/order';
import { addMoney, type Money, multiplyMoney, zero } from '@tradepost/money/money';

/** What the catalogue offers under a SKU, as far as orders knows. */
export type Offer = {
  readonly sku: string;
  readonly title: string;
  readonly isForSale: boolean;
  /** Minor units by currency. */
  readonly prices: Readonly<Record<string, number>>;
};

/** A line as the caller asked for it; `unitPrice` is there where it was negotiated. */
export type RequestedLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice?: Money | undefined;
};

export type PricingRejection =
  | { readonly code: 'UNKNOWN_SKU' | 'SKU_NOT_FOR_SALE'; readonly skus: readonly string[] }
  | { readonly code: 'CURRENCY_NOT_OFFERED'; readonly currency: string; readonly skus: readonly string[] }
  | { readonly code: 'ORDER_TOO_LARGE'; readonly maxTotalMinor: number };

export type PricedLines = { readonly lines: readonly OrderLine[]; readonly total: Money };

/** How many SKUs a refusal names. */
const MAX_SKUS_NAMED = 20;

/** Puts titles and prices to the lines of an order, and sums them; or says which SKUs stand in the way. */
export function priceLines(
  requested: readonly RequestedLine[],
  currency: string,
  offers: ReadonlyMap<string, Offer>,
): PricedLines | { readonly rejection: PricingRejection } {
  const skusWhere = (test: (line: RequestedLine, offer: Offer | undefined) => boolean) => {
    const lines = requested.filter((line) => test(line, offers.get(line.sku)));
    return [...new Set(lines.map(({ sku }) => sku))].slice(0, MAX_SKUS_NAMED);
  };
  const unknown = skusWhere((_line, offer) => offer === undefined);
  if (unknown.length > 0) return { rejection: { code: 'UNKNOWN_SKU', skus: unknown } };
  const notForSale = skusWhere((_line, offer) => offer?.isForSale === false);
  if (notForSale.length > 0) return { rejection: { code: 'SKU_NOT_FOR_SALE', skus: notForSale } };
  const unpriced = skusWhere((line, offer) => priceOf(line, currency, offer) === undefined);
  if (unpriced.length > 0) return { rejection: { code: 'CURRENCY_NOT_OFFERED', currency, skus: unpriced } };

  const lines = requested.map((line) => toOrderLine(line, currency, offers.get(line.sku)));
  const total = sum(lines, currency);
  if (total === undefined) return { rejection: { code: 'ORDER_TOO_LARGE', maxTotalMinor: MAX_AMOUNT_MINOR } };
  return { lines, total };
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
  };
}

/** Nothing where the sum is more than an order may come to, or than can be counted exactly. */
function sum(lines: readonly OrderLine[], currency: string): Money | undefined {
  let total = zero(currency);
  for (const { unitPrice, quantity } of lines) {
    if (unitPrice.amountMinor > MAX_AMOUNT_MINOR / quantity) return undefined;
    total = addMoney(total, multiplyMoney(unitPrice, quantity));
    if (total.amountMinor > MAX_AMOUNT_MINOR) return undefined;
  }
  return total;
}
