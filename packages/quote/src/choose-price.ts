import type { PriceList, PriceListEntry } from './price-list.ts';
import type { Offer, QuoteInput } from './quote-input.ts';
import { isValidAt } from './validity.ts';

export type ChosenPrice = {
  readonly unitPriceMinor: number;
  /** Base price, if the price list's is lower. */
  readonly wasMinor?: number | undefined;
  /** Id of the price list. */
  readonly priceList?: string | undefined;
};

/** A price list that counts for a quote, with the entries of each SKU in the quote's currency, highest `minQuantity` first. */
export type ApplicablePriceList = {
  readonly id: string;
  readonly tiers: ReadonlyMap<string, readonly PriceListEntry[]>;
};

/**
 * Returns the price lists that count for a quote, the first to be asked first: most conditions, then highest priority, then
 * lowest id.
 */
export function applicablePriceLists(input: QuoteInput): readonly ApplicablePriceList[] {
  const facts = {
    customerGroup: input.customerGroups ?? [],
    country: [input.destination.country],
    channel: [input.channel],
  };
  return (input.priceLists ?? [])
    .filter(
      (list) =>
        list.status === 'active' &&
        list.taxIncluded === input.tax.policy.included &&
        isValidAt(input.at, list.validFrom, list.validUntil) &&
        conditionsOf(list).every(([name, value]) => facts[name].includes(value)),
    )
    .toSorted(
      (a, b) =>
        conditionsOf(b).length - conditionsOf(a).length ||
        b.priority - a.priority ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )
    .map((list) => ({ id: list.id, tiers: tiersOf(list, input.currency) }));
}

/**
 * Chooses the price of one unit: the first list with a tier that is reached, the tier with the highest `minQuantity`; else the
 * base price.
 *
 * @param units units of the SKU on all lines of the cart
 * @param priceLists in the order of `applicablePriceLists`
 * @returns undefined if the SKU has no price in the currency
 */
export function choosePrice(
  offer: Offer,
  units: number,
  currency: string,
  priceLists: readonly ApplicablePriceList[],
): ChosenPrice | undefined {
  const baseMinor = offer.prices[currency];
  for (const { id, tiers } of priceLists) {
    const tier = tiers.get(offer.sku)?.find(({ minQuantity }) => minQuantity <= units);
    if (tier === undefined) continue;
    const isLower = baseMinor !== undefined && tier.minor < baseMinor;
    return { unitPriceMinor: tier.minor, ...(isLower && { wasMinor: baseMinor }), priceList: id };
  }
  return baseMinor === undefined ? undefined : { unitPriceMinor: baseMinor };
}

const CONDITIONS = ['customerGroup', 'country', 'channel'] as const;

function conditionsOf({ conditions }: PriceList) {
  return CONDITIONS.flatMap((name) => {
    const value = conditions[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}

function tiersOf({ entries }: PriceList, currency: string): ApplicablePriceList['tiers'] {
  const tiers = new Map<string, PriceListEntry[]>();
  for (const entry of entries.toSorted((a, b) => b.minQuantity - a.minQuantity)) {
    if (entry.currency !== currency) continue;
    const ofSku = tiers.get(entry.sku);
    if (ofSku === undefined) tiers.set(entry.sku, [entry]);
    else ofSku.push(entry);
  }
  return tiers;
}
