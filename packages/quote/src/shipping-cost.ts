import { QuoteError } from './quote-error.ts';

/** A price of a shipping method in one currency. */
export type ShippingRate = {
  /** ISO 4217 code. */
  readonly currency: string;
  /** Price in minor units, if no tier is reached. */
  readonly minor: number;
  /** Goods after their discounts, in minor units, from which shipping is free. */
  readonly freeAboveMinor?: number | undefined;
  /** Prices by weight in grams, value of the goods in minor units, or units. The highest `from` that is reached counts. */
  readonly tiers?:
    | {
        readonly by: 'weight' | 'value' | 'units';
        readonly steps: readonly { readonly from: number; readonly minor: number }[];
      }
    | undefined;
};

/** The shipping method that the customer chose. */
export type ShippingChoice = {
  readonly methodId: string;
  /** Name that the customer sees. */
  readonly name: string;
  readonly taxClass: string;
  readonly rates: readonly ShippingRate[];
};

/** The goods that are shipped. */
export type ShippedGoods = {
  /** Amount after discounts of lines and order, in minor units. */
  readonly valueMinor: number;
  readonly weightGrams: number;
  readonly units: number;
};

/** Returns the rate of a shipping method in a currency. Undefined if it has none. */
export function findShippingRate(choice: ShippingChoice, currency: string): ShippingRate | undefined {
  return choice.rates.find((rate) => rate.currency === currency);
}

/**
 * Returns the price of shipping in minor units.
 *
 * @throws QuoteError if no rate has the currency
 */
export function shippingCost(choice: ShippingChoice, currency: string, goods: ShippedGoods): number {
  const rate = findShippingRate(choice, currency);
  if (rate === undefined) throw new QuoteError(`shipping.${choice.methodId}.rates`, `must have ${currency}`);
  if (rate.freeAboveMinor !== undefined && goods.valueMinor >= rate.freeAboveMinor) return 0;
  if (rate.tiers === undefined) return rate.minor;
  const measured = { weight: goods.weightGrams, value: goods.valueMinor, units: goods.units }[rate.tiers.by];
  const [step] = rate.tiers.steps.filter(({ from }) => from <= measured).toSorted((a, b) => b.from - a.from);
  return step?.minor ?? rate.minor;
}
