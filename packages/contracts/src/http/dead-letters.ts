import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { pageOf, paging } from '../fields/paging.ts';
import { timestamp } from '../fields/timestamp.ts';
import {
  actReason,
  deadLetter,
  deadLetterDetails,
  deadLetterId,
  deadLetterQueue,
} from '../models/dead-letter.ts';

const service = 'operations';
const params = z.strictObject({ deadLetterId });

export const listDeadLetters = defineRoute({
  service,
  method: 'GET',
  path: '/v1/dead-letters',
  summary:
    'List dead-letter messages, of all queues or of one. Card numbers in them are redacted. While a queue is read, for at most 10 seconds, other requests do not find its messages.',
  access: { kind: 'staff', scope: 'dead-letters:read' },
  query: z.strictObject({ ...paging, queue: z.optional(deadLetterQueue) }),
  success: { status: 200, body: pageOf(deadLetter) },
  problems: ['INVALID_CURSOR'],
});

export const getDeadLetter = defineRoute({
  service,
  method: 'GET',
  path: '/v1/dead-letters/{deadLetterId}',
  summary:
    'Get a dead-letter message with its body, card numbers redacted, and the errors of its attempts. While its queue is read, for at most 10 seconds, other requests do not find its messages.',
  access: { kind: 'staff', scope: 'dead-letters:read' },
  params,
  success: { status: 200, body: deadLetterDetails },
  problems: ['DEAD_LETTER_NOT_FOUND'],
});

export const redriveDeadLetter = defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/redrive',
  summary: 'Redrive a dead-letter message: send it back, as it came, to where it came from.',
  access: { kind: 'staff', scope: 'dead-letters:write' },
  params,
  success: { status: 200, body: deadLetter },
  problems: ['DEAD_LETTER_NOT_FOUND', 'DEAD_LETTER_NOT_REDRIVEN', 'DEAD_LETTER_MISMATCH'],
});

export const discardDeadLetter = defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/discard',
  summary: 'Discard a dead-letter message.',
  access: { kind: 'staff', scope: 'dead-letters:write' },
  params,
  body: z.strictObject({ reason: actReason }),
  success: { status: 200, body: deadLetter },
  problems: ['DEAD_LETTER_NOT_FOUND'],
});

/** Maximum number of messages that one call redrives; the next call continues. */
export const MAX_REDRIVEN_AT_ONCE = 100;

export const redriveDeadLetters = defineRoute({
  service,
  method: 'POST',
  path: '/v1/dead-letters/redrive',
  summary: `Redrive up to ${MAX_REDRIVEN_AT_ONCE} dead-letter messages, of all queues or of one. Call again while some remain.`,
  access: { kind: 'staff', scope: 'dead-letters:write' },
  body: z.strictObject({
    queue: z.optional(deadLetterQueue),
    before: z
      .optional(timestamp)
      .check(
        z.describe(
          'Only messages sent before this time, so that one that comes back at once is not redriven again and again.',
        ),
      ),
  }),
  success: {
    status: 200,
    body: z.object({
      redriven: z.int().check(z.describe('Number of messages that were redriven.')),
      failed: z.array(deadLetterId).check(z.describe('Ids of the messages that stay in their queues.')),
      remaining: z.int().check(z.describe('Number of messages that were found and not tried.')),
    }),
  },
});
