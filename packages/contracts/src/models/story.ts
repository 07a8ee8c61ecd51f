import * as z from 'zod/mini';
import { orderId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';

/** Maximum number of entries; later ones are left out. */
export const MAX_STORY_ENTRIES = 1_000;
/** Time for which a timeline is cached and returned again. */
export const MAX_STORY_AGE_SECONDS = 60;

/** Entry of the timeline of an order. It has names, ids and times, and no text from customers. */
export const storyEntry = z
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
    service: z.string().check(z.describe('Service in which it happened.')),
    name: z
      .string()
      .check(z.describe('Route, type of the event or command, step of the workflow, or log message.')),
    outcome: z
      .optional(z.string())
      .check(
        z.describe(
          'Outcome: accepted, rejected, handled, succeeded, failed, refused, or unanswered if there is no further record.',
        ),
      ),
    attempt: z.optional(z.int()).check(z.describe('Number of the attempt, from 1.')),
    durationMs: z.optional(z.int()).check(z.describe('Duration in milliseconds.')),
    status: z.optional(z.int()).check(z.describe('HTTP status of a request.')),
    code: z.optional(z.string()).check(z.describe('Code of the rejection.')),
    error: z.optional(z.string()).check(z.describe('Name and message of the error.')),
    subject: z.optional(z.string()).check(z.describe('Id of the aggregate that it concerns.')),
    id: z.optional(z.string()).check(z.describe('Id of the event, the command or the execution.')),
    functionName: z.optional(z.string()).check(z.describe('Function that logged it.')),
  })
  .register(z.globalRegistry, { description: 'Entry of the timeline of an order.' });

export const orderStory = z
  .object({
    orderId,
    readAt: timestamp.check(z.describe('Time at which the timeline was read; it is up to a minute ago.')),
    correlationIds: z.array(z.string()).check(z.describe('Correlation ids of the requests.')),
    entries: z.array(storyEntry).check(z.describe('Entries, oldest first.')),
    complete: z
      .boolean()
      .check(
        z.describe(
          'True if the timeline is complete; false if it was cut at the maximum size, or logs were unavailable.',
        ),
      ),
  })
  .register(z.globalRegistry, { description: 'Timeline of an order across services.' });

export type StoryEntry = z.infer<typeof storyEntry>;
export type OrderStory = z.infer<typeof orderStory>;
