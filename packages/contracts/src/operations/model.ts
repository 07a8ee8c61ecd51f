import * as z from 'zod/mini';
import { orderId, replayId } from '../fields/identifiers.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { atMost, unicode } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';

/** `orders-commands-dlq.0b1c…`: the queue without the stage, and the id of the message. */
export const deadLetterId = /* @__PURE__ */ z
  .string()
  .check(
    z.regex(/^[a-z0-9-]+-(dlq|failures)\.[A-Za-z0-9-]{1,100}$/, 'must be a queue, a dot and a message id'),
  )
  .register(z.globalRegistry, {
    description: 'Name of the dead-letter queue without the stage, and id of the message.',
  });

export const deadLetterQueue = /* @__PURE__ */ z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,60}-(dlq|failures)$/, 'must be a dead-letter queue'))
  .register(z.globalRegistry, {
    description: 'Name of the dead-letter queue without the stage, such as orders-commands-dlq.',
  });

/** A dead-letter message. */
export const deadLetter = /* @__PURE__ */ z
  .object({
    id: deadLetterId,
    queue: deadLetterQueue,
    service: z.string().check(z.describe('Service that owns the queue.'), notPersonal('name of a service')),
    kind: z
      .enum(['message', 'delivery', 'records'])
      .check(
        z.describe(
          "A message that its consumer could not handle; an event that a rule could not deliver; records of a table's stream that a function could not process.",
        ),
      ),
    type: z
      .optional(z.string())
      .check(z.describe('Type of the event or command.'), notPersonal('name of a type')),
    subject: z
      .optional(z.string())
      .check(z.describe('Id of the aggregate that it concerns.'), personal('pseudonym')),
    correlationId: z
      .optional(z.string())
      .check(z.describe('Correlation id of the request that caused it.'), notPersonal('id of a request')),
    reason: z
      .string()
      .check(z.describe('Reason why it could not be processed.'), notPersonal('text of an error')),
    sentAt: timestamp,
  })
  .register(z.globalRegistry, {
    description: 'A message that could not be processed and waits in a dead-letter queue.',
  });

/** With its body, which may contain personal data; card numbers are redacted. */
export const deadLetterDetails = /* @__PURE__ */ z
  .object({
    ...deadLetter.shape,
    body: z
      .string()
      .check(
        z.describe(
          'Body of the message, which may not be JSON. Each digit of a card number is replaced by `*`; a redrive sends the message as it came.',
        ),
        personal('pseudonym'),
      ),
    failures: z
      .array(
        z.object({
          at: timestamp,
          functionName: z
            .optional(z.string())
            .check(z.describe('Name of the function that failed.'), notPersonal('name of a function')),
          attempt: z.optional(z.int()).check(z.describe('Number of the attempt, from 1.')),
          error: z
            .optional(z.string())
            .check(z.describe('Name and message of the error.'), notPersonal('text of an error')),
        }),
      )
      .check(z.describe('Failed attempts, from the logs.')),
  })
  .register(z.globalRegistry, {
    description: 'A dead-letter message with its body and its failed attempts.',
  });

export type DeadLetter = z.infer<typeof deadLetter>;

/** Name of a rule without `tradepost-{stage}-`: `orders-product-changed`. */
export const consumerName = /* @__PURE__ */ z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'must be 1 to 48 lower-case letters, digits and dashes'))
  .register(z.globalRegistry, {
    description:
      'Consumer of the events: name of an EventBridge rule without the stage, such as orders-product-changed.',
  });

/** Aggregate whose events are replayed. */
export const replaySubject = /* @__PURE__ */ z
  .string()
  .check(atMost(200), z.minLength(1), unicode(), personal('pseudonym'))
  .register(z.globalRegistry, {
    description: 'Id of an aggregate, such as a product, whose events are all replayed.',
  });

/** Replay of events to one consumer. */
export const replay = /* @__PURE__ */ z
  .object({
    id: replayId,
    consumer: consumerName,
    from: z.optional(timestamp).check(z.describe('Start of the period, inclusive.')),
    to: z.optional(timestamp).check(z.describe('End of the period, exclusive.')),
    subject: z.optional(replaySubject),
    status: z
      .enum(['awaitingApproval', 'running', 'completed', 'failed'])
      .check(z.describe('Status of the replay. A failed or cancelled replay can be started again.')),
    percent: z
      .int()
      .check(z.describe('Progress in percent; of a period, by the time of the last replayed event.')),
    events: z
      .optional(z.int())
      .check(z.describe('Number of events of the aggregate that were delivered to the consumer.')),
    reason: z
      .optional(z.string())
      .check(z.describe('Reason of the failure.'), notPersonal('text of an error')),
    requestedAt: timestamp,
    approvedAt: z
      .optional(timestamp)
      .check(z.describe('Time at which a second person approved it, on a stage that needs an approval.')),
  })
  .register(z.globalRegistry, { description: 'Replay of events to one consumer.' });

export type Replay = z.infer<typeof replay>;

/** A service that publishes events. */
export const publisherName = /* @__PURE__ */ z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be 1 to 32 lower-case letters, digits and dashes'))
  .register(z.globalRegistry, { description: 'Service that stores the aggregate, such as orders.' });

const aggregateId = /* @__PURE__ */ z
  .string()
  .check(atMost(200), z.minLength(1), unicode(), personal('pseudonym'))
  .register(z.globalRegistry, {
    description: 'Id of the aggregate, such as an order. Of inventory: the id of a reservation, or a SKU.',
  });

const version = z.int().check(z.minimum(0));

/** Events of an aggregate to publish again. The publisher of the service gets the same request. */
export const republicationRequest = /* @__PURE__ */ z
  .strictObject({
    aggregateId,
    fromVersion: z.optional(version).check(z.describe('First version, inclusive. Defaults to the first.')),
    toVersion: z.optional(version).check(z.describe('Last version, inclusive. Defaults to the last.')),
    dryRun: z
      .optional(z.boolean())
      .check(z.describe('Return the events without publishing them. Defaults to false.')),
  })
  .register(z.globalRegistry, { description: 'Events of an aggregate to publish again.' });

export type RepublicationRequest = z.infer<typeof republicationRequest>;

/** Result of a republication. */
export const republication = /* @__PURE__ */ z
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
          id: z
            .string()
            .check(
              z.describe('Id of the event, the same each time that it is published.'),
              notPersonal('id of an event'),
            ),
          type: z.string().check(z.describe('Type of the event.'), notPersonal('name of a type')),
          version: version.check(z.describe('Version of the aggregate that the event belongs to.')),
          time: timestamp,
        }),
      )
      .check(z.describe('The events in the given versions, oldest first.')),
    published: z.int().check(z.describe('Number of events that were published, from the first on.')),
    failure: z
      .optional(z.string())
      .check(
        z.describe('Reason why the next event was not published. The rest was not tried.'),
        notPersonal('text of an error'),
      ),
  })
  .register(z.globalRegistry, { description: 'Events of an aggregate that were published again.' });

export type Republication = z.infer<typeof republication>;

/** Maximum number of entries; later ones are left out. */
export const MAX_TIMELINE_ENTRIES = 1_000;
/** Time for which a timeline is cached and returned again. */
export const MAX_TIMELINE_AGE_SECONDS = 60;

/** Entry of the timeline of an order. It has names, ids and times, and no text from customers. */
export const timelineEntry = /* @__PURE__ */ z
  .object({
    at: timestamp,
    gapMs: z.int().check(z.describe('Milliseconds since the previous entry; 0 for the first.')),
    kind: z
      .enum(['request', 'event', 'execution', 'step', 'command', 'message', 'log'])
      .check(
        z.describe(
          'request: an answered HTTP request; event: an event on the bus; execution: start or end of a workflow; step: an attempt of one of its steps; command: a command in the service that executes it; message: a message in its consumer; log: any other log line.',
        ),
      ),
    service: z.string().check(z.describe('Service in which it happened.'), notPersonal('name of a service')),
    name: z
      .string()
      .check(
        z.describe('Route, type of the event or command, step of the workflow, or log message.'),
        notPersonal('name of a route, type or step'),
      ),
    outcome: z
      .optional(z.string())
      .check(
        z.describe(
          'Outcome: accepted, rejected, handled, succeeded, failed, dead-lettered, or unanswered if there is no further record.',
        ),
        notPersonal('outcome of a step'),
      ),
    attempt: z.optional(z.int()).check(z.describe('Number of the attempt, from 1.')),
    durationMs: z.optional(z.int()).check(z.describe('Duration in milliseconds.')),
    status: z.optional(z.int()).check(z.describe('HTTP status of a request.')),
    code: z.optional(z.string()).check(z.describe('Code of the rejection.'), notPersonal('code')),
    error: z
      .optional(z.string())
      .check(z.describe('Name and message of the error.'), notPersonal('text of an error')),
    subject: z
      .optional(z.string())
      .check(z.describe('Id of the aggregate that it concerns.'), personal('pseudonym')),
    id: z
      .optional(z.string())
      .check(z.describe('Id of the event, the command or the execution.'), notPersonal('id of a message')),
    functionName: z
      .optional(z.string())
      .check(z.describe('Function that logged it.'), notPersonal('name of a function')),
  })
  .register(z.globalRegistry, { description: 'Entry of the timeline of an order.' });

export const orderTimeline = /* @__PURE__ */ z
  .object({
    orderId,
    readAt: timestamp.check(z.describe('Time at which the timeline was read; it is up to a minute ago.')),
    correlationIds: z
      .array(z.string().check(notPersonal('id of a request')))
      .check(z.describe('Correlation ids of the requests.')),
    entries: z.array(timelineEntry).check(z.describe('Entries, oldest first.')),
    complete: z
      .boolean()
      .check(
        z.describe(
          'True if the timeline is complete; false if it was cut at the maximum size, or logs were unavailable.',
        ),
      ),
  })
  .register(z.globalRegistry, { description: 'Timeline of an order across services.' });

export type TimelineEntry = z.infer<typeof timelineEntry>;
export type OrderTimeline = z.infer<typeof orderTimeline>;
