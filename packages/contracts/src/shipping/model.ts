import * as z from 'zod/mini';
import { condition } from '../fields/condition.ts';
import { shippingMethodId } from '../fields/identifiers.ts';
import { amountMinor, anyCurrency } from '../fields/money.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

const text = (maximum: number) =>
  z.string().check(z.minLength(1), z.maxLength(maximum), notPersonal('text about a shipping method'));

export const shippingRate = /* @__PURE__ */ z
  .object({
    currency: anyCurrency,
    minor: amountMinor.check(z.describe('Price in minor units, if no tier is reached.')),
    freeAboveMinor: z
      .optional(amountMinor)
      .check(z.describe('Goods after their discounts, in minor units, from which shipping is free.')),
    tiers: z
      .optional(
        z.object({
          by: z
            .enum(['weight', 'value', 'units'])
            .check(z.describe('weight in grams, value of the goods in minor units, or units.')),
          steps: z
            .array(
              z.object({
                from: z.int().check(z.minimum(0), z.describe('The step counts from here on.')),
                minor: amountMinor.check(z.describe('Price in minor units.')),
              }),
            )
            .check(z.describe('Steps. The highest `from` that is reached counts.')),
        }),
      )
      .check(z.describe('Prices by weight, value or units.')),
  })
  .register(z.globalRegistry, { description: 'Price of a shipping method in one currency.' });

export const shippingZone = /* @__PURE__ */ z
  .object({
    countries: z
      .array(z.string().check(z.regex(/^[A-Z]{2}$/)))
      .check(z.describe('ISO 3166-1 alpha-2 country codes.')),
    regions: z
      .optional(z.array(text(100)))
      .check(z.describe('States, counties or provinces. Without them, the whole countries.')),
    postalPrefixes: z
      .optional(z.array(text(20)))
      .check(z.describe('Beginnings of postal codes. Without them, all of the countries or regions.')),
  })
  .register(z.globalRegistry, { description: 'Places that a shipping method delivers to.' });

const days = z.int().check(z.minimum(0), z.maximum(365));

export const shippingDays = /* @__PURE__ */ z
  .object({
    min: days.check(z.describe('Fewest working days.')),
    max: days.check(z.describe('Most working days.')),
  })
  .register(z.globalRegistry, {
    description: 'Working days from the hand-over to the carrier to the delivery.',
  });

export const shippingCutOff = /* @__PURE__ */ z
  .object({
    time: z
      .string()
      .check(
        z.regex(/^([01]\d|2[0-3]):[0-5]\d$/),
        z.describe('Time of day, such as 14:00, from which the next working day counts.'),
      ),
    timeZone: text(64).check(z.describe('IANA time zone, such as Europe/Berlin.')),
  })
  .register(z.globalRegistry, {
    description: 'Orders before this time of a working day are handed over on that day.',
  });

export const shippingMethodStatus = z
  .enum(['active', 'paused', 'archived'])
  .check(z.describe('active: offered; paused: not offered for now; archived: never offered again.'));

/** Fields that customers see, too. */
const offeredFields = {
  name: text(100).check(z.describe('Name that customers see.')),
  description: z.optional(text(500)).check(z.describe('Description that customers see.')),
  carrier: z.optional(text(60)).check(z.describe('Carrier, such as DHL.')),
  taxClass: text(60).check(z.describe('Tax class of the shipping cost.')),
  condition: z.optional(condition).check(z.describe('Carts that the method is offered to. Without it, all.')),
  days: z
    .optional(shippingDays)
    .check(z.describe('Working days from the hand-over to the carrier to the delivery.')),
  cutOff: z
    .optional(shippingCutOff)
    .check(z.describe('Time until which an order is handed over on the same working day.')),
};

/** A shipping method as the staff's API and events return it. It is open: `given-method.ts` restricts what callers send. */
export const shippingMethod = /* @__PURE__ */ z
  .object({
    id: shippingMethodId,
    status: shippingMethodStatus,
    version,
    ...offeredFields,
    zones: z.array(shippingZone).check(z.describe('Places that the method delivers to.')),
    rates: z.array(shippingRate).check(z.describe('Prices, one for each currency.')),
    displayOrder: z.int().check(z.describe('Methods with smaller numbers are shown first.')),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Shipping method with its zones and rates.' });

export type ShippingMethod = z.infer<typeof shippingMethod>;

export const deliveryEstimate = /* @__PURE__ */ z
  .object({
    earliest: z.iso.date().check(z.describe('Earliest day, in the time zone of the cut-off.')),
    latest: z.iso.date().check(z.describe('Latest day, in the time zone of the cut-off.')),
  })
  .register(z.globalRegistry, {
    description:
      'Days of delivery of an order that is placed now. Saturdays and Sundays are not counted; public holidays are.',
  });

/** A shipping method as it is offered for a destination and a currency. */
export const offeredShippingMethod = /* @__PURE__ */ z
  .object({
    methodId: shippingMethodId,
    ...offeredFields,
    rates: z.array(shippingRate).check(z.describe('The price in the currency that was asked for.')),
    delivery: z
      .optional(deliveryEstimate)
      .check(z.describe('Days of delivery of an order that is placed now. Absent without `days`.')),
  })
  .register(z.globalRegistry, { description: 'Shipping method that is offered for a destination.' });

export type OfferedShippingMethod = z.infer<typeof offeredShippingMethod>;
