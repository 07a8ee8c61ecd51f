import * as z from 'zod/mini';
import { country } from './country.ts';
import { personal } from './personal-data.ts';
import { line, noCardNumber } from './text.ts';

/**
 * A postal address as a caller sends it; the fields are those that Stripe and commercetools have in common. Card numbers are
 * rejected in names and lines, where people type them by mistake. They are not searched in the postal code and the phone
 * number, whose digits can look like a card number by chance.
 */
export const address = /* @__PURE__ */ z
  .object({
    name: line(120).check(noCardNumber(), z.describe('Name of the recipient.'), personal('invoice')),
    company: z
      .optional(line(120).check(noCardNumber()))
      .check(z.describe('Company of the recipient.'), personal('invoice')),
    line1: line(200).check(noCardNumber(), z.describe('Street and number.'), personal('invoice')),
    line2: z
      .optional(line(200).check(noCardNumber()))
      .check(z.describe('Flat, floor or building.'), personal('invoice')),
    city: line(100).check(noCardNumber(), z.describe('City, town or village.'), personal('invoice')),
    region: z
      .optional(line(100).check(noCardNumber()))
      .check(z.describe('State, county or province.'), personal('invoice')),
    postalCode: z
      .optional(line(20))
      .check(z.describe('Postal code in the form of the country.'), personal('invoice')),
    country,
    phone: z
      .optional(line(40))
      .check(z.describe('Phone number for the carrier, in any form.'), personal('contact')),
  })
  .register(z.globalRegistry, { description: 'Postal address.' });
