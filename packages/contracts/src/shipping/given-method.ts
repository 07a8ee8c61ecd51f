import * as z from 'zod/mini';
import { country } from '../fields/country.ts';
import { amountMinor, currency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { block, line, noCardNumber } from '../fields/text.ts';
import { givenCondition } from '../given-condition.ts';
import { shippingCutOff, shippingDays } from './model.ts';

const MAX_ZONES = 20;
const MAX_COUNTRIES = 250;
const MAX_REGIONS = 100;
const MAX_POSTAL_PREFIXES = 500;
const MAX_RATES = 50;
const MAX_TIERS = 50;
/**
 * Maximum size of a method in UTF-16 units of its JSON: at most 150 KB of UTF-8. An event has the whole method and must fit an
 * entry of the bus (256 KB), and an item has it twice, with its event (400 KB).
 */
const MAX_METHOD_CHARACTERS = 50_000;

const text = (maximum: number) =>
  line(maximum).check(noCardNumber(), notPersonal('text about a shipping method'));

const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length;

const tiers = z.strictObject({
  by: z
    .enum(['weight', 'value', 'units'])
    .check(z.describe('weight in grams, value of the goods in minor units, or units.')),
  steps: z
    .array(
      z.strictObject({
        from: z.int().check(z.minimum(0), z.describe('The step counts from here on.')),
        minor: amountMinor.check(z.describe('Price in minor units.')),
      }),
    )
    .check(
      z.minLength(1),
      z.maxLength(MAX_TIERS, { abort: true }),
      z.refine((steps) => isUnique(steps.map(({ from }) => from)), { error: 'must not have one from twice' }),
      z.describe('Steps. The highest `from` that is reached counts.'),
    ),
});

const rate = z.strictObject({
  currency,
  minor: amountMinor.check(z.describe('Price in minor units, if no tier is reached.')),
  freeAboveMinor: z
    .optional(amountMinor)
    .check(z.describe('Goods after their discounts, in minor units, from which shipping is free.')),
  tiers: z.optional(tiers).check(z.describe('Prices by weight, value or units.')),
});

const zone = z.strictObject({
  countries: z
    .array(country)
    .check(z.minLength(1), z.maxLength(MAX_COUNTRIES), z.describe('ISO 3166-1 alpha-2 country codes.')),
  regions: z
    .optional(z.array(text(100)).check(z.minLength(1), z.maxLength(MAX_REGIONS)))
    .check(
      z.describe('States, counties or provinces, as addresses have them. Without them, the whole countries.'),
    ),
  postalPrefixes: z
    .optional(z.array(text(20)).check(z.minLength(1), z.maxLength(MAX_POSTAL_PREFIXES)))
    .check(
      z.describe(
        'Beginnings of postal codes; spaces and capitals do not count. Without them, all of the countries or regions.',
      ),
    ),
});

const days = z
  .strictObject(shippingDays.shape)
  .check(z.refine(({ min, max }) => min <= max, { error: 'min must not be greater than max' }));

const cutOff = z.strictObject({
  time: shippingCutOff.shape.time,
  timeZone: text(64).check(
    z.refine(isTimeZone, { error: 'must be an IANA time zone, such as Europe/Berlin' }),
    z.describe('IANA time zone, such as Europe/Berlin.'),
  ),
});

/** A shipping method as a caller sends it. */
export const givenShippingMethod = () =>
  z
    .strictObject({
      status: z._default(
        z.enum(['active', 'paused']).check(z.describe('active: offered; paused: not offered for now.')),
        'active',
      ),
      name: text(100).check(z.describe('Name that customers see.')),
      description: z
        .optional(block(500).check(noCardNumber(), notPersonal('text about a shipping method')))
        .check(z.describe('Description that customers see.')),
      carrier: z.optional(text(60)).check(z.describe('Carrier, such as DHL.')),
      taxClass: z._default(text(60).check(z.describe('Tax class of the shipping cost.')), 'standard'),
      condition: z
        .optional(givenCondition)
        .check(z.describe('Carts that the method is offered to. Without it, all.')),
      days: z
        .optional(days)
        .check(z.describe('Working days from the hand-over to the carrier to the delivery.')),
      cutOff: z
        .optional(cutOff)
        .check(z.describe('Time until which an order is handed over on the same working day.')),
      zones: z
        .array(zone)
        .check(z.minLength(1), z.maxLength(MAX_ZONES), z.describe('Places that the method delivers to.')),
      rates: z.array(rate).check(
        z.minLength(1),
        z.maxLength(MAX_RATES, { abort: true }),
        z.refine((rates) => isUnique(rates.map((each) => each.currency)), {
          error: 'must not have one currency twice',
        }),
        z.describe('Prices, one for each currency.'),
      ),
      displayOrder: z._default(
        z
          .int()
          .check(
            z.minimum(0),
            z.maximum(1_000_000),
            z.describe('Methods with smaller numbers are shown first.'),
          ),
        0,
      ),
    })
    .check(
      z.refine((method) => JSON.stringify(method).length <= MAX_METHOD_CHARACTERS, {
        error: `must have at most ${MAX_METHOD_CHARACTERS} characters as JSON`,
      }),
    );

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
