import * as z from 'zod/mini';
import { block, noCardNumber } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';

/** `orders-commands-dlq.0b1c…`: the queue without the stage, and the id of the message. */
export const deadLetterId = z
  .string()
  .check(
    z.regex(/^[a-z0-9-]+-(dlq|failures)\.[A-Za-z0-9-]{1,100}$/, 'must be a queue, a dot and a message id'),
    z.describe('Name of the dead-letter queue without the stage, and id of the message.'),
  );

export const deadLetterQueue = z
  .string()
  .check(
    z.regex(/^[a-z0-9-]{1,60}-(dlq|failures)$/, 'must be a queue of dead letters'),
    z.describe('Name of the dead-letter queue without the stage, such as orders-commands-dlq.'),
  );

/** A dead-letter message. */
export const deadLetter = z
  .object({
    id: deadLetterId,
    queue: deadLetterQueue,
    service: z.string().check(z.describe('Service that owns the queue.')),
    kind: z
      .enum(['message', 'delivery', 'records'])
      .check(
        z.describe(
          'A message that its consumer could not handle; an event that a rule could not deliver; records of a table’s stream that a function could not take.',
        ),
      ),
    type: z.optional(z.string()).check(z.describe('Type of the event or command.')),
    subject: z.optional(z.string()).check(z.describe('Id of the aggregate that it concerns.')),
    correlationId: z.optional(z.string()).check(z.describe('Correlation id of the request that caused it.')),
    reason: z.string().check(z.describe('Reason why it could not be processed.')),
    sentAt: timestamp,
  })
  .register(z.globalRegistry, {
    description: 'A message that could not be processed and waits in a dead-letter queue.',
  });

/** With its body, which may contain personal data; card numbers are redacted. */
export const deadLetterDetails = z
  .object({
    ...deadLetter.shape,
    body: z
      .string()
      .check(
        z.describe(
          'Body of the message, which may not be JSON. Each digit of a card number is replaced by `*`; a redrive sends the message as it came.',
        ),
      ),
    failures: z
      .array(
        z.object({
          at: timestamp,
          functionName: z.optional(z.string()).check(z.describe('Name of the function that failed.')),
          attempt: z.optional(z.int()).check(z.describe('Number of the attempt, from 1.')),
          error: z.optional(z.string()).check(z.describe('Name and message of the error.')),
        }),
      )
      .check(z.describe('Failed attempts, from the logs.')),
  })
  .register(z.globalRegistry, {
    description: 'A dead-letter message with its body and its failed attempts.',
  });

export const actReason = block(500).check(
  noCardNumber(),
  z.describe('Reason; it is kept with the caller and the time.'),
);

export type DeadLetter = z.infer<typeof deadLetter>;
export type DeadLetterDetails = z.infer<typeof deadLetterDetails>;
