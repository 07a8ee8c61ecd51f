import * as z from 'zod/mini';
import { country } from '../fields/country.ts';
import { currency } from '../fields/money.ts';
import { timestamp } from '../fields/timestamp.ts';
import { offeredShippingMethod } from './model.ts';

/** Request to the function `read-methods`: a destination and a currency. `at` is the time of the order, by default now. */
export const shippingMethodsRequest = z.object({
  destination: z.object({
    country,
    region: z.optional(z.string()),
    postalCode: z.optional(z.string()),
  }),
  currency,
  at: z.optional(timestamp),
});

export type ShippingMethodsRequest = z.infer<typeof shippingMethodsRequest>;

/**
 * Answer of the function `read-methods`: the active methods whose zones contain the destination and that have the currency, in
 * display order. Their conditions are for the caller to evaluate, who has the cart. `rates` has one element.
 */
export const shippingMethodsAnswer = z.object({ methods: z.array(offeredShippingMethod) });

export type ShippingMethodsAnswer = z.infer<typeof shippingMethodsAnswer>;
