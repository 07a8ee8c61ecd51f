import * as z from 'zod/mini';
import { replayId } from '../fields/identifiers.ts';
import { atMost, unicode } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';

/** Name of a rule without `tradepost-{stage}-`: `orders-product-changed`. */
export const consumerName = z
  .string()
  .check(
    z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'must be 1 to 48 lower-case letters, digits and dashes'),
    z.describe(
      'Consumer of the events: name of an EventBridge rule without the stage, such as orders-product-changed.',
    ),
  );

/** Aggregate whose events are replayed. */
export const replaySubject = z
  .string()
  .check(
    atMost(200),
    z.minLength(1),
    unicode(),
    z.describe('Id of an aggregate, such as a product, whose events are all replayed.'),
  );

/** Replay of events to one consumer. */
export const replay = z
  .object({
    id: replayId,
    consumer: consumerName,
    from: z.optional(timestamp).check(z.describe('Start of the period, inclusive.')),
    to: z.optional(timestamp).check(z.describe('End of the period, exclusive.')),
    subject: z.optional(replaySubject),
    status: z
      .enum(['running', 'completed', 'failed'])
      .check(z.describe('Status of the replay. A failed or cancelled replay can be started again.')),
    percent: z
      .int()
      .check(z.describe('Progress in percent; of a period, by the time of the last replayed event.')),
    events: z
      .optional(z.int())
      .check(z.describe('Number of events of the aggregate that were delivered to the consumer.')),
    reason: z.optional(z.string()).check(z.describe('Reason of the failure.')),
    requestedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Replay of events to one consumer.' });

export type Replay = z.infer<typeof replay>;
