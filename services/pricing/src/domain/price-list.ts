import * as z from 'zod/mini';
import { merge, replaceBy, storedTerms, type TermsCommand, termsAggregate } from './terms.ts';

const priceListFacts = z.object({
  ...storedTerms,
  name: z.string(),
  priority: z.int(),
  status: z.enum(['draft', 'active', 'paused', 'ended']),
  validFrom: z.optional(z.string()),
  validUntil: z.optional(z.string()),
  conditions: z.object({
    customerGroup: z.optional(z.string()),
    country: z.optional(z.string()),
    channel: z.optional(z.string()),
  }),
  taxIncluded: z.boolean(),
});

export type PriceListFacts = z.infer<typeof priceListFacts>;

/** A price list, without its prices: they are with their SKU. */
export const priceList = termsAggregate<PriceListFacts>('price-list', priceListFacts);

export type PriceListRejection = { readonly code: 'PRICE_LIST_NOT_FOUND' | 'PRICE_LIST_ENDED' };

/** Changes a price list. One that has ended stays as it is. */
export const updatePriceList =
  (change: Readonly<Record<string, unknown>>): TermsCommand<PriceListFacts, PriceListRejection> =>
  (list, { at }) => {
    if (list === undefined) return { rejection: { code: 'PRICE_LIST_NOT_FOUND' } };
    if (list.status === 'ended') return { rejection: { code: 'PRICE_LIST_ENDED' } };
    return replaceBy(list, merge(list, change), at);
  };
