import * as z from 'zod/mini';
import { text } from './text.ts';

/** A postal address; the fields follow what Stripe and commercetools have in common. */
export const address = z
  .object({
    name: text(120).check(z.describe('Who receives it.')),
    company: z.optional(text(120)).check(z.describe('The company that receives it.')),
    line1: text(200).check(z.describe('Street and number.')),
    line2: z.optional(text(200)).check(z.describe('Flat, floor or building.')),
    city: text(100).check(z.describe('City, town or village.')),
    region: z.optional(text(100)).check(z.describe('State, county or province.')),
    postalCode: z.optional(text(20)).check(z.describe('In the form of its country.')),
    country: z
      .string()
      .check(
        z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code in capitals'),
        z.describe('ISO 3166-1 alpha-2 country code.'),
      ),
    phone: z.optional(text(40)).check(z.describe('For the carrier, in any form.')),
  })
  .register(z.globalRegistry, { description: 'A postal address.' });

export type Address = z.infer<typeof address>;
