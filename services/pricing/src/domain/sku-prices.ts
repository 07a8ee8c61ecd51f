import { isDeepStrictEqual } from 'node:util';
import type { Command, StateAggregate } from '@tradepost/aggregate/aggregate';
import { MAX_PRICE_LISTS_OF_SKU } from '@tradepost/contracts/pricing/limits';
import * as z from 'zod/mini';

const tier = z.object({ currency: z.string(), minQuantity: z.int(), minor: z.int() });

export type Tier = z.infer<typeof tier>;

const listed = z.object({ priceListId: z.string(), tiers: z.array(tier), updatedAt: z.string() });

const skuPricesState = z.object({ lists: z.array(listed) });

/** The prices of one SKU in all price lists, so that a cart of a thousand SKUs is read in ten requests. */
export type SkuPricesState = z.infer<typeof skuPricesState>;

const skuPricesEvent = z.object({
  type: z.literal('ListPricesChanged'),
  at: z.string(),
  priceListId: z.string(),
  tiers: z.array(tier),
});

export type SkuPricesEvent = z.infer<typeof skuPricesEvent>;

/** A list without prices of the SKU any more keeps its place, because it is part of the history of the SKU's prices. */
function evolve(state: SkuPricesState, { priceListId, tiers, at }: SkuPricesEvent): SkuPricesState {
  const others = state.lists.filter((each) => each.priceListId !== priceListId);
  return { lists: [...others, { priceListId, tiers, updatedAt: at }] };
}

export const skuPrices = {
  name: 'sku-prices',
  initial: { lists: [] },
  evolve,
  events: { schema: skuPricesEvent },
  state: { schema: skuPricesState },
} satisfies StateAggregate<SkuPricesState, SkuPricesEvent>;

export type SetPricesRejection = { readonly code: 'TOO_MANY_PRICE_LISTS'; readonly max: number };

/** Sets the prices of the SKU in a price list. No tiers remove them. */
export const setPrices =
  (
    priceListId: string,
    tiers: readonly Tier[],
  ): Command<SkuPricesState, SkuPricesEvent, SetPricesRejection> =>
  ({ lists }) => {
    const sorted = tiers.toSorted(
      (a, b) =>
        (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0) || a.minQuantity - b.minQuantity,
    );
    const former = lists.find((each) => each.priceListId === priceListId);
    if (isDeepStrictEqual(former?.tiers ?? [], sorted)) return { events: [] };
    if (former === undefined && lists.length >= MAX_PRICE_LISTS_OF_SKU)
      return { rejection: { code: 'TOO_MANY_PRICE_LISTS', max: MAX_PRICE_LISTS_OF_SKU } };
    return { events: [{ type: 'ListPricesChanged', priceListId, tiers: [...sorted] }] };
  };
