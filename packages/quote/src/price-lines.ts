import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import { applicablePriceLists, choosePrice } from './choose-price.ts';
import type { CartLine, Offer, QuoteInput } from './quote-input.ts';
import { MAX_SKUS_NAMED, type Rejected } from './rejection.ts';

/** A line with its price, before discounts. */
export type PricedLine = {
  readonly lineId: string;
  readonly offer: Offer;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly wasMinor?: number | undefined;
  readonly priceList?: string | undefined;
  /** Promotion of which the line is the gift. */
  readonly gift?: string | undefined;
};

/** Lines with their prices, and the lines that promotions may add, by SKU. */
export type PricedLines = {
  readonly lines: readonly PricedLine[];
  readonly gifts: ReadonlyMap<string, Omit<PricedLine, 'lineId' | 'gift'>>;
};

/** Chooses the price of each line and of each gift. Returns a rejection if a line has no price, or the lines cost too much. */
export function priceLines(input: QuoteInput): PricedLines | Rejected {
  const offers = new Map(input.offers.map((offer) => [offer.sku, offer]));
  const priceLists = applicablePriceLists(input);
  const units = new Map<string, number>();
  for (const { sku, quantity } of input.lines) units.set(sku, (units.get(sku) ?? 0) + quantity);

  const price = (line: Omit<CartLine, 'lineId'>, offer: Offer) => {
    const chosen =
      line.unitPriceMinor === undefined
        ? choosePrice(offer, units.get(line.sku) ?? line.quantity, input.currency, priceLists)
        : { unitPriceMinor: line.unitPriceMinor };
    return chosen && { offer, quantity: line.quantity, ...chosen };
  };

  const lines: PricedLine[] = [];
  const unknown = new Set<string>();
  const unpriced = new Set<string>();
  for (const line of input.lines) {
    const offer = offers.get(line.sku);
    const priced = offer && price(line, offer);
    if (offer === undefined) unknown.add(line.sku);
    else if (priced === undefined) unpriced.add(line.sku);
    else lines.push({ lineId: line.lineId, ...priced });
  }
  const named = (skus: ReadonlySet<string>) => [...skus].slice(0, MAX_SKUS_NAMED);
  if (unknown.size > 0) return { rejection: { code: 'UNKNOWN_SKU', skus: named(unknown) } };
  if (unpriced.size > 0) {
    return { rejection: { code: 'CURRENCY_NOT_OFFERED', currency: input.currency, skus: named(unpriced) } };
  }
  if (isTooLarge(lines)) return { rejection: { code: 'QUOTE_TOO_LARGE', maxTotalMinor: MAX_AMOUNT_MINOR } };

  const gifts = [...offers.values()].flatMap((offer) => {
    const priced = price({ sku: offer.sku, quantity: 1 }, offer);
    return priced === undefined ? [] : [[offer.sku, priced] as const];
  });
  return { lines, gifts: new Map(gifts) };
}

/** Multiplies with BigInt: a product of the largest price and the largest quantity is not a safe integer. */
function isTooLarge(lines: readonly PricedLine[]): boolean {
  const sum = lines.reduce(
    (total, { unitPriceMinor, quantity }) => total + BigInt(unitPriceMinor) * BigInt(quantity),
    0n,
  );
  return sum > BigInt(MAX_AMOUNT_MINOR);
}
