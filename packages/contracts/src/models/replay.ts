import * as z from 'zod/mini';
import { replayId } from '../fields/identifiers.ts';
import { atMost, unicode } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';

/** The name of a rule without `tradepost-{stage}-`: `orders-product-changed`. */
export const consumerName = z
  .string()
  .check(
    z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'must be 1 to 48 lower-case letters, digits and dashes'),
    z.describe('Who gets the events: a rule’s name without the stage, such as orders-product-changed.'),
  );

/** The aggregate whose events are meant. */
export const replaySubject = z
  .string()
  .check(
    atMost(200),
    z.minLength(1),
    unicode(),
    z.describe('The id of an aggregate, such as a product: all its events are replayed.'),
  );

/** Events that one consumer gets once more. */
export const replay = z
  .object({
    id: replayId,
    consumer: consumerName,
    from: z.optional(timestamp).check(z.describe('Of a period: its beginning.')),
    to: z.optional(timestamp).check(z.describe('Of a period: its end.')),
    subject: z.optional(replaySubject),
    status: z
      .enum(['running', 'completed', 'failed'])
      .check(z.describe('A replay that failed, or was cancelled at AWS, may be started again.')),
    percent: z.int().check(z.describe('How far it has got: of a period by the time of the last event.')),
    events: z
      .optional(z.int())
      .check(z.describe('How many of the aggregate’s events the consumer takes, and was given.')),
    reason: z.optional(z.string()).check(z.describe('Why it failed.')),
    requestedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Events that one consumer gets once more.' });

export type Replay = z.infer<typeof replay>;
