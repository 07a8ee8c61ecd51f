import { PRIOR_PRICE_DAYS } from '@tradepost/contracts/pricing/limits';
import { isValidAt } from '@tradepost/quote/validity';
import type { PriceListFacts } from './price-list.ts';
import type { Tier } from './sku-prices.ts';

const MS_PER_DAY = 86_400_000;

/** Everything that decides the prices of a SKU up to a time. All histories are newest first. */
export type PriceHistory = {
  readonly base: readonly {
    readonly at: string;
    readonly prices: Readonly<Record<string, number>>;
    readonly isOffered: boolean;
  }[];
  readonly lists: readonly {
    readonly id: string;
    readonly states: readonly { readonly at: string; readonly list: PriceListFacts }[];
    readonly tiers: readonly { readonly at: string; readonly tiers: readonly Tier[] }[];
  }[];
};

type Price = { readonly minor: number; readonly priceListId?: string };

export type PriceAt = Price & {
  readonly currency: string;
  readonly since: string;
  readonly priorMinor?: number;
};

/**
 * Returns the prices of a SKU that everybody may pay for one unit at a time, by currency, each with the lowest price of the 30 days
 * before it came into force.
 *
 * A reduced price must be announced with the lowest price of at least 30 days before the reduction, and a price is the one with
 * all taxes: so price lists count whose prices include the tax, and that have no conditions.
 * @see https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28 Directive 98/6/EC, articles 2 (a) and 6a
 */
export function pricesAt(history: PriceHistory, at: string): readonly PriceAt[] {
  const times = changesOf(history, at);
  return currenciesOf(history)
    .toSorted()
    .flatMap((currency) => {
      const priceOf = (time: string) => priceAt(history, currency, time);
      const current = priceOf(at);
      if (current === undefined) return [];
      const since = sinceOf(current, times, priceOf) ?? at;
      const priorMinor = lowestBefore(since, times, priceOf);
      return [{ currency, ...current, since, ...(priorMinor === undefined ? {} : { priorMinor }) }];
    });
}

/** Time since which the price has been the same, whatever list it comes from. */
function sinceOf(
  { minor }: Price,
  times: readonly string[],
  priceOf: (time: string) => Price | undefined,
): string | undefined {
  let since: string | undefined;
  for (const time of times) {
    if (priceOf(time)?.minor !== minor) break;
    since = time;
  }
  return since;
}

/** Lowest price in the 30 days before a time: at their beginning, and after each change in them. */
function lowestBefore(
  since: string,
  times: readonly string[],
  priceOf: (time: string) => Price | undefined,
): number | undefined {
  const from = new Date(Date.parse(since) - PRIOR_PRICE_DAYS * MS_PER_DAY).toISOString();
  const within = times.filter((time) => from < time && time < since);
  const prices = [from, ...within].flatMap((time) => priceOf(time)?.minor ?? []);
  return prices.length === 0 ? undefined : Math.min(...prices);
}

/** Times up to `at` at which a price may have changed, newest first. */
function changesOf({ base, lists }: PriceHistory, at: string): readonly string[] {
  const times = [
    ...base.map((each) => each.at),
    ...lists.flatMap(({ states, tiers }) => [
      ...tiers.map((each) => each.at),
      ...states.flatMap(({ at: changedAt, list: { validFrom, validUntil } }) =>
        [changedAt, validFrom, validUntil].filter((time) => time !== undefined),
      ),
    ]),
  ];
  return [...new Set(times)].filter((time) => time <= at).toSorted((a, b) => (a < b ? 1 : -1));
}

function currenciesOf({ base, lists }: PriceHistory): readonly string[] {
  const ofBase = base.flatMap(({ prices }) => Object.keys(prices));
  const ofLists = lists.flatMap(({ tiers }) =>
    tiers.flatMap((each) => each.tiers.map(({ currency }) => currency)),
  );
  return [...new Set([...ofBase, ...ofLists])];
}

function priceAt({ base, lists }: PriceHistory, currency: string, time: string): Price | undefined {
  const ofBase = base.find((each) => each.at <= time);
  if (ofBase !== undefined && !ofBase.isOffered) return undefined;
  const [first] = lists
    .flatMap(({ id, states, tiers }) => {
      const list = states.find((each) => each.at <= time)?.list;
      const tier = tiers
        .find((each) => each.at <= time)
        ?.tiers.find((each) => each.currency === currency && each.minQuantity === 1);
      if (list === undefined || tier === undefined || !isForEverybody(list, time)) return [];
      return [{ priority: list.priority, minor: tier.minor, priceListId: id }];
    })
    .toSorted((a, b) => b.priority - a.priority || (a.priceListId < b.priceListId ? -1 : 1));
  if (first !== undefined) return { minor: first.minor, priceListId: first.priceListId };
  const minor = ofBase?.prices[currency];
  return minor === undefined ? undefined : { minor };
}

function isForEverybody(list: PriceListFacts, time: string): boolean {
  const { customerGroup, country, channel } = list.conditions;
  return (
    list.status === 'active' &&
    list.taxIncluded &&
    [customerGroup, country, channel].every((condition) => condition === undefined) &&
    isValidAt(time, list.validFrom, list.validUntil)
  );
}
