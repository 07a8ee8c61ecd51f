import * as z from 'zod/mini';
import { orderId } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';

/** No story has more entries; what comes after is left out, and said to be. */
export const MAX_STORY_ENTRIES = 1_000;

/** One thing that happened to an order. It holds names, ids and times, never what a customer typed. */
export const storyEntry = z
  .object({
    at: timestamp,
    gapMs: z.int().check(z.describe('Since the entry before; 0 at the first.')),
    kind: z
      .enum(['request', 'event', 'execution', 'step', 'command', 'message', 'log'])
      .check(
        z.describe(
          'A request that was answered; an event on the bus; a workflow’s begin or end; an attempt at one of its steps; a command at the service that carries it out; a message at its consumer; any other log line.',
        ),
      ),
    service: z.string().check(z.describe('Where it happened.')),
    name: z
      .string()
      .check(z.describe('The route, the type of the event or command, the step, or the log line.')),
    outcome: z
      .optional(z.string())
      .check(
        z.describe(
          'How it ended: accepted, rejected, handled, succeeded, failed, refused, or unanswered where nothing more was heard of it.',
        ),
      ),
    attempt: z.optional(z.int()).check(z.describe('Which try of the same it was, from 1.')),
    durationMs: z.optional(z.int()).check(z.describe('How long it took.')),
    status: z.optional(z.int()).check(z.describe('The HTTP status of a request.')),
    code: z.optional(z.string()).check(z.describe('Why it was refused.')),
    error: z.optional(z.string()).check(z.describe('What failed: the name of the error, and its text.')),
    subject: z.optional(z.string()).check(z.describe('The aggregate that it was about.')),
    id: z.optional(z.string()).check(z.describe('Of the event, the command or the execution.')),
    functionName: z.optional(z.string()).check(z.describe('The function whose log says so.')),
  })
  .register(z.globalRegistry, { description: 'One thing that happened to an order.' });

export const orderStory = z
  .object({
    orderId,
    correlationIds: z.array(z.string()).check(z.describe('Of the requests that the story is made of.')),
    entries: z.array(storyEntry).check(z.describe('What happened, oldest first.')),
    complete: z
      .boolean()
      .check(
        z.describe(
          'Whether that is all: false where there is more than one answer holds, or logs gave none.',
        ),
      ),
  })
  .register(z.globalRegistry, { description: 'Everything that happened to an order, across services.' });

export type StoryEntry = z.infer<typeof storyEntry>;
export type OrderStory = z.infer<typeof orderStory>;
