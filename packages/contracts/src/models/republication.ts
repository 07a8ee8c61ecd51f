import * as z from 'zod/mini';
import { atMost, unicode } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';

/** A service that publishes events. */
export const publisherName = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes'),
    z.describe('Service that stores the aggregate, such as orders.'),
  );

const aggregateId = z
  .string()
  .check(
    atMost(200),
    z.minLength(1),
    unicode(),
    z.describe('Id of the aggregate, such as an order. Of inventory: the id of a reservation, or a SKU.'),
  );

const version = z.int().check(z.minimum(0));

/** Events of an aggregate to publish again. The publisher of the service gets the same request. */
export const republicationRequest = z.strictObject({
  aggregateId,
  fromVersion: z.optional(version).check(z.describe('First version, inclusive. Defaults to the first.')),
  toVersion: z.optional(version).check(z.describe('Last version, inclusive. Defaults to the last.')),
  dryRun: z
    .optional(z.boolean())
    .check(z.describe('Return the events without publishing them. Defaults to false.')),
});

export type RepublicationRequest = z.infer<typeof republicationRequest>;

/** Result of a republication. */
export const republication = z
  .object({
    versions: z
      .object({
        first: version.check(z.describe('First version whose events are stored.')),
        last: version.check(z.describe('Last version of the aggregate.')),
      })
      .check(
        z.describe(
          'Versions of the aggregate whose events are stored. Orders and payments store all; products and reservations only the last.',
        ),
      ),
    events: z
      .array(
        z.object({
          id: z.string().check(z.describe('Id of the event, the same each time that it is published.')),
          type: z.string().check(z.describe('Type of the event.')),
          version: version.check(z.describe('Version of the aggregate that the event belongs to.')),
          time: timestamp,
        }),
      )
      .check(z.describe('The events in the given versions, oldest first.')),
    published: z.int().check(z.describe('Number of events that were published, from the first on.')),
    failure: z
      .optional(z.string())
      .check(z.describe('Reason why the next event was not published. The rest was not tried.')),
  })
  .register(z.globalRegistry, { description: 'Events of an aggregate that were published again.' });

export type Republication = z.infer<typeof republication>;
